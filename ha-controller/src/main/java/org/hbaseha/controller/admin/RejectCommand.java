package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.layout.OrderRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reject PLAN-OR-SERVER}: what the leader proposes shall not be done. */
@Command(
        name = "reject",
        description = {"Reject a plan: nothing is done about its server until the state is another."})
final class RejectCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(
            paramLabel = "PLAN-OR-SERVER",
            description = "Id of the plan or of its incident, or the server: host, host:port, or HBase's full name.")
    private String wanted = "";

    @Option(
            names = "--hash",
            paramLabel = "H",
            description = "Refuse when the plan has another hash by now; without it the plan as it is now is meant.")
    private String hash = "";

    @Option(
            names = {"-r", "--reason"},
            required = true,
            paramLabel = "TEXT",
            description = "Why; kept in the record and the journal.")
    private String reason = "";

    @Mixin
    private final ApprovalOptions approval = new ApprovalOptions();

    RejectCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        return new Answering(world, common)
                .answer(OrderRecord.Word.REJECT, wanted, hash, reason, approval.verdictWithoutAsking());
    }
}
