package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.layout.OrderRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code approve PLAN-OR-SERVER}: what the leader proposes may be done. */
@Command(
        name = "approve",
        description = {
            "Approve a plan: the leader then carries it out, if the state is still the one the plan was shown in.",
            "Without --yes the plan is only shown."
        })
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Mixin
    private final AnswerOptions options = new AnswerOptions();

    @Mixin
    private final ApprovalOptions approval = new ApprovalOptions();

    ApproveCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        return new Answering(world, common).answer(OrderRecord.Word.APPROVE, options, approval.verdict());
    }
}
