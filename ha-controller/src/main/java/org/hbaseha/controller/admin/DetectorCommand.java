package org.hbaseha.controller.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.DetectorText;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.DetectorView.RhythmView;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code detector [SERVER]}: the bounds in force and what decided each, how well the observer is, what was achieved and what was mistaken.
 * Exits with 5 when a bound cannot be kept.
 */
@Command(
        name = "detector",
        description = {
            "Show by which bounds servers are judged and how these came about, how well the controller itself is,",
            "how long verdicts took, how many suspicions were mistakes, and what network or controller cannot keep."
        })
final class DetectorCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVER",
            description = "Show this one in full: host, host:port, or HBase's full name host,port,startcode.")
    private Optional<String> server = Optional.empty();

    DetectorCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            ClusterSnapshot snapshot = ClusterSnapshot.of(site, znodes, world.controllers());
            ControllerView view =
                    snapshot.best().flatMap(Reply::value).orElseThrow(() -> Absence.ofControllers(snapshot));
            DetectorView detector = Optional.ofNullable(view.detector())
                    .orElseThrow(() -> new Trouble(
                            ExitCode.ERROR,
                            "Controller " + view.id() + " of version " + view.version()
                                    + " does not tell of its detector",
                            "update it"));
            Output output = new Output(world, common);
            snapshot.secondBest().ifPresent(output::say);
            return show(detector, output);
        }
    }

    private int show(DetectorView detector, Output output) {
        if (server.isPresent()) {
            RhythmView chosen = choose(new ServerArgument(server.get()), detector.servers());
            output.data(chosen, () -> DetectorText.server(chosen, detector));
        } else {
            output.data(
                    detector,
                    () -> DetectorText.all(
                            detector, world.palette(), world.clock().instant()));
        }
        detector.warnings().forEach(warning -> output.say("! " + warning));
        return (detector.warnings().isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private static RhythmView choose(ServerArgument argument, List<RhythmView> rhythms) {
        List<ServerName> known = rhythms.stream()
                .map(rhythm -> ServerName.valueOf(rhythm.server()))
                .toList();
        ServerName chosen = argument.choose(known).orElseThrow(() -> argument.nobody(known));
        return rhythms.get(known.indexOf(chosen));
    }
}
