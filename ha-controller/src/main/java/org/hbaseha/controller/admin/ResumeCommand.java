package org.hbaseha.controller.admin;

import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code resume}: ends a pause. Without a pause it changes nothing and says so. */
@Command(name = "resume", description = "End a pause now.")
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(
            names = {"-r", "--reason"},
            paramLabel = "TEXT",
            description = "Why; kept in the journal.")
    private String reason = "no reason given";

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    ResumeCommand(Surroundings world, CommonOptions common) {
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
                        + (znodes.pause().isPresent()
                                ? "end the pause; what is dead is acted upon as the mode says"
                                : "nothing, there is no pause"));
                return Approval.DRY_RUN.end(output);
            }
            boolean ended = znodes.resume(world.operator(), reason);
            output.data(new Answer(ended), () -> List.of(ended ? "resumed" : "there was no pause"));
            return ExitCode.OK.number();
        }
    }

    private record Answer(boolean ended) {}
}
