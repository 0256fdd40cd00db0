package org.hbaseha.controller.admin;

import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.MaintenanceText;
import org.hbaseha.controller.view.ControllerView.MaintenanceView;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code maintenance list}: the windows in force, as a controller knows them. */
@Command(name = "list", description = "Show the windows in force.")
final class MaintenanceListCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    MaintenanceListCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            ClusterSnapshot snapshot = ClusterSnapshot.of(site, znodes, world.controllers());
            List<MaintenanceView> windows = snapshot.best()
                    .flatMap(Reply::value)
                    .orElseThrow(() -> Absence.ofControllers(snapshot))
                    .maintenance();
            new Output(world, common).data(windows, () -> MaintenanceText.lines(windows, world.palette()));
            return ExitCode.OK.number();
        }
    }
}
