package org.hbaseha.controller.admin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.Explanation;
import org.hbaseha.controller.admin.text.HistoryText;
import org.hbaseha.controller.admin.text.IncidentMerge;
import org.hbaseha.controller.admin.text.WhyText;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code why SERVER}: why a server is taken for what it is, and why something or nothing is done about it. A server that is gone is explained
 * by its last incident.
 */
@Command(
        name = "why",
        description = {
            "Explain what is thought of one region server, on what evidence, and why something or nothing is done about it."
        })
final class WhyCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(paramLabel = "SERVER", description = "Host, host:port, or HBase's full name host,port,startcode.")
    private String server = "";

    WhyCommand(Surroundings world, CommonOptions common) {
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
            List<IncidentView> history = IncidentMerge.of(world.controllers().histories(znodes.controllers()).stream()
                    .flatMap(reply -> reply.value().stream())
                    .toList());
            Output output = new Output(world, common);
            snapshot.secondBest().ifPresent(output::say);
            return explain(view, history, output);
        }
    }

    private int explain(ControllerView view, List<IncidentView> history, Output output) {
        Map<ServerName, ServerView> known = view.servers().stream()
                .filter(one -> ServerName.isFullServerName(one.server()))
                .collect(Collectors.toMap(one -> ServerName.valueOf(one.server()), Function.identity(), (a, b) -> a));
        Optional<ServerName> chosen = choose(known.keySet());
        if (chosen.isEmpty()) {
            return explainGone(known.keySet(), history, output);
        }
        ServerView found = java.util.Objects.requireNonNull(known.get(chosen.get()));
        Explanation why = Explanation.of(found, view, history);
        output.data(why, () -> WhyText.lines(why, world.palette(), world.zone()));
        return (why.liveness().equals("ALIVE") ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    /** No live server is meant: perhaps one that is gone. */
    private int explainGone(Collection<ServerName> known, List<IncidentView> history, Output output) {
        List<ServerName> gone = history.stream()
                .map(IncidentView::server)
                .filter(ServerName::isFullServerName)
                .map(ServerName::valueOf)
                .distinct()
                .toList();
        ServerName meant = choose(gone).orElseThrow(() -> nobody(known));
        IncidentView last = history.stream()
                .filter(incident -> incident.server().equals(meant.getServerName()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        output.say(meant.getServerName() + " is not there any more; its last incident:");
        output.data(last, () -> HistoryText.incident(last, world.palette(), world.zone()));
        return ExitCode.UNHEALTHY.number();
    }

    private Optional<ServerName> choose(Collection<ServerName> known) {
        return new ServerArgument(server).choose(known);
    }

    private Trouble nobody(Collection<ServerName> known) {
        return new ServerArgument(server).nobody(known);
    }
}
