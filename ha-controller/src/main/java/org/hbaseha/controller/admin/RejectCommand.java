package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.layout.OrderRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reject PLAN-OR-SERVER}: what the leader proposes shall not be done. */
@Command(
        name = "reject",
        description = {"Reject a plan: nothing is done about its server until the state is another."})
final class RejectCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Mixin
    private final AnswerOptions options = new AnswerOptions();

    @Mixin
    private final ApprovalOptions approval = new ApprovalOptions();

    RejectCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        return new Answering(world, common).answer(OrderRecord.Word.REJECT, options, approval.verdictWithoutAsking());
    }
}
