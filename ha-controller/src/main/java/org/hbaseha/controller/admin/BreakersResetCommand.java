package org.hbaseha.controller.admin;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code breakers reset NAME}: a person takes responsibility for what a breaker holds up now. The controllers obey within a second. */
@Command(
        name = "reset",
        description = {
            "Close a breaker for what it holds up now; it watches on from there.",
            "In mode automatic, servers that it held up may be expired within a second."
        })
final class BreakersResetCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(paramLabel = "NAME", description = "The breaker, as hbase-ha breakers names it.")
    private String name = "";

    @Mixin
    private final ReasonOption reason = new ReasonOption();

    @Mixin
    private final ApprovalOptions approval = new ApprovalOptions();

    BreakersResetCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        String why = reason.require("A breaker is reset with a reason");
        BreakerName breaker = BreakerName.of(name).orElseThrow(this::nobody);
        if (!breaker.canBeReset()) {
            throw new Trouble(ExitCode.REFUSED, "Breaker " + breaker.word() + " cannot be reset", breaker.whyNoReset());
        }
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            Output output = new Output(world, common);
            output.say("Plan: reset " + words(breaker, BreakersCommand.ofLeader(site, znodes, world)));
            Approval verdict = approval.verdict();
            if (verdict != Approval.GO) {
                return verdict.end(output);
            }
            znodes.resetBreaker(breaker.word(), world.operator(), why);
            output.data(new Answer(breaker.word(), true), () -> List.of("reset; hbase-ha breakers shows it"));
            return ExitCode.OK.number();
        }
    }

    private static String words(BreakerName breaker, List<ControllerView.BreakerView> breakers) {
        return breakers.stream()
                .filter(shown -> shown.name().equals(breaker.word()))
                .findFirst()
                .map(shown ->
                        shown.name() + ", which is " + (shown.open() ? "open" : "closed") + ": " + shown.sentence()
                                + (shown.held().isEmpty() ? "" : "; it holds up " + String.join(", ", shown.held())))
                .orElse(breaker.word());
    }

    private Trouble nobody() {
        return new Trouble(
                ExitCode.USAGE,
                "No breaker is called " + name,
                "there are "
                        + Arrays.stream(BreakerName.values())
                                .map(BreakerName::word)
                                .collect(Collectors.joining(", ")));
    }

    private record Answer(String breaker, boolean reset) {}
}
