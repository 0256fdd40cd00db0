package org.hbaseha.controller.admin;

import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate rearm}: ends a {@code gate disarm}. Without one it changes nothing and says so. */
@Command(name = "rearm", description = "End a gate disarm: the mode says again whether gates are armed.")
final class GateRearmCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    GateRearmCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            Output output = new Output(world, common);
            if (dryRun) {
                output.say("Plan: "
                        + (znodes.disarmed().isPresent() ? "end the disarming" : "nothing, gates may be armed"));
                return Approval.DRY_RUN.end(output);
            }
            boolean ended = znodes.rearm();
            output.data(
                    new Answer(ended), () -> List.of(ended ? "gates may be armed again" : "gates were not disarmed"));
            return ExitCode.OK.number();
        }
    }

    private record Answer(boolean ended) {}
}
