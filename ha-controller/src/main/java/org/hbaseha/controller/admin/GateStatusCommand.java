package org.hbaseha.controller.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.GateText;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.layout.DisarmRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gate status}: one line a server, what its permission to serve rests on and what it has refused. */
@Command(name = "status", description = "Show what each server's permission to serve rests on, and what it refused.")
final class GateStatusCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    GateStatusCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            ClusterSnapshot snapshot = ClusterSnapshot.of(site, znodes, world.controllers());
            Map<String, GateRecord> records = znodes.gateRecords();
            Optional<DisarmRecord> disarmed = znodes.disarmed();
            Output output = new Output(world, common);
            ControllerView view = snapshot.best()
                    .flatMap(Reply::value)
                    .orElseThrow(() -> new Trouble(
                            ExitCode.UNHEALTHY,
                            "No controller answers, so nobody can say what the gates are",
                            "look with hbase-ha status"));
            List<GateText.Line> lines = GateText.lines(view, records);
            output.data(
                    new Answer(disarmed, lines),
                    () -> GateText.text(lines, disarmed, view.mode(), world.palette(), world.zone()));
            snapshot.secondBest().ifPresent(output::say);
            return ExitCode.OK.number();
        }
    }

    private record Answer(Optional<DisarmRecord> disarmed, List<GateText.Line> servers) {}
}
