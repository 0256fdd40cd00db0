package org.hbaseha.controller.admin;

import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maintenance end ID}: ends a window now. Without such a window it changes nothing and says so. */
@Command(name = "end", description = "End a window now.")
final class MaintenanceEndCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(paramLabel = "ID", description = "The window's id, see hbase-ha maintenance list.")
    private String id = "";

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    MaintenanceEndCommand(Surroundings world, CommonOptions common) {
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
                        + (znodes.hasMaintenance(id)
                                ? "remove window " + id + "; what is dead under it is acted upon as the mode says"
                                : "nothing, there is no window " + id));
                return Approval.DRY_RUN.end(output);
            }
            boolean ended = znodes.endMaintenance(id);
            output.data(new Answer(ended), () -> List.of(ended ? "ended" : "there was no window " + id));
            return ExitCode.OK.number();
        }
    }

    private record Answer(boolean ended) {}
}
