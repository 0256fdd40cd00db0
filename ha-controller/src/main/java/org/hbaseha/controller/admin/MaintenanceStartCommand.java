package org.hbaseha.controller.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.Amounts;
import org.hbaseha.controller.admin.text.WindowServers;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maintenance start}: from now on nothing is done about these servers, for a time that is set now. */
@Command(
        name = "start",
        description = {
            "Begin a window: nothing is done about these servers until it ends.",
            "A server is named by host, or by host:port when several run on it, so that a restart stays covered."
        })
final class MaintenanceStartCommand implements Callable<Integer> {

    private static final int ID_DIGITS = 6;

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(
            names = {"-s", "--server"},
            arity = "1..*",
            paramLabel = "SERVER",
            description = "Host, host:port, or HBase's full name, whose start code is left out.")
    private List<String> servers = new ArrayList<>();

    @Option(names = "--all", description = "All servers, also those that are started meanwhile.")
    private boolean all;

    @Mixin
    private final SpanOptions options = new SpanOptions();

    @Option(names = "--owner", paramLabel = "NAME", description = "Whom to ask; without it you.")
    private Optional<String> owner = Optional.empty();

    MaintenanceStartCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        options.require("A window");
        if (all == !servers.isEmpty()) {
            throw new Trouble(ExitCode.USAGE, "A window covers some servers or all", "give --server S… or --all");
        }
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            Output output = new Output(world, common);
            MaintenanceRecord window = window(covered(site, znodes, output));
            String id = "m" + UUID.randomUUID().toString().substring(0, ID_DIGITS);
            output.say("Plan: write window " + id + " over " + WindowServers.words(window.servers()) + " for "
                    + Amounts.span(options.span())
                    + " to ZooKeeper; until then nothing is done about them, whatever becomes of"
                    + " them, and afterwards as before");
            if (options.dryRun()) {
                return Approval.DRY_RUN.end(output);
            }
            znodes.startMaintenance(id, window);
            output.data(
                    new Answer(id, window),
                    () -> List.of("window " + id + " has begun (hbase-ha maintenance end " + id + " ends it now)"));
            return ExitCode.OK.number();
        }
    }

    private MaintenanceRecord window(List<String> covered) {
        return new MaintenanceRecord(
                covered,
                owner.filter(name -> !name.isBlank()).orElse(world.operator()),
                world.operator(),
                options.reason(),
                world.clock().instant(),
                options.span());
    }

    /** A window over a server that nobody knows would protect nothing, and the server that was meant would be expired. */
    private List<String> covered(Site site, Znodes znodes, Output output) {
        if (all) {
            return List.of();
        }
        Optional<ControllerView> view =
                ClusterSnapshot.of(site, znodes, world.controllers()).best().flatMap(Reply::value);
        if (view.isEmpty()) {
            output.say("No controller answers, so that nobody can tell whether there are such servers");
        }
        return servers.stream()
                .map(name -> WindowServers.named(name, view.map(ControllerView::servers)))
                .toList();
    }

    private record Answer(String id, MaintenanceRecord window) {}
}
