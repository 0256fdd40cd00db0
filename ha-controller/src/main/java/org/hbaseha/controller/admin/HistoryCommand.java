package org.hbaseha.controller.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.HistoryText;
import org.hbaseha.controller.admin.text.IncidentMerge;
import org.hbaseha.controller.admin.text.ServerChoice;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}: incidents of all live controllers as one list, or one of them as a timeline. */
@Command(
        name = "history",
        description = "List what was found and done, merged over all live controllers, oldest first.",
        footer = {"", "hbase-ha history show ID --bundle FILE saves what was recorded before a verdict."})
final class HistoryCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT|SERVER",
            description = "Show the timeline of this incident, or of all incidents of this server.")
    private Optional<String> wanted = Optional.empty();

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            description = "At most so many, the latest (default: ${DEFAULT-VALUE}).")
    private int last = 20;

    HistoryCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            List<ControllerAddress> controllers = znodes.controllers();
            if (controllers.isEmpty()) {
                throw new Trouble(
                        ExitCode.UNHEALTHY,
                        "No controller is running for " + site.layout().hbaseParent() + " on " + site.quorum(),
                        "start one with hbase-ha-daemon.sh start controller, or read the journal files");
            }
            return show(world.controllers().histories(controllers));
        }
    }

    private int show(List<Reply<List<IncidentView>>> replies) {
        Output output = new Output(world, common);
        replies.stream()
                .filter(reply -> reply.value().isEmpty())
                .forEach(reply -> output.say("Controller " + reply.name() + " " + reply.error()
                        + ": its part of the history is missing here"));
        if (replies.stream().allMatch(reply -> reply.value().isEmpty())) {
            return ExitCode.UNHEALTHY.number();
        }
        List<IncidentView> all = IncidentMerge.of(
                replies.stream().flatMap(reply -> reply.value().stream()).toList());
        List<IncidentView> shown =
                latest(wanted.map(word -> matching(word, all)).orElse(all));
        output.data(shown, () -> page(shown));
        if (shown.isEmpty()) {
            output.say(wanted.map(word -> "No incident of " + word + " is known")
                    .orElse("No incident is known to the controllers that answered"));
        }
        return ExitCode.OK.number();
    }

    private List<String> page(List<IncidentView> shown) {
        if (wanted.isEmpty()) {
            return shown.isEmpty() ? List.of() : HistoryText.table(shown, world.palette(), world.zone());
        }
        return shown.stream()
                .flatMap(incident -> HistoryText.incident(incident, world.palette(), world.zone()).stream())
                .toList();
    }

    private List<IncidentView> latest(List<IncidentView> incidents) {
        return incidents.subList(Math.max(0, incidents.size() - Math.max(0, last)), incidents.size());
    }

    private static List<IncidentView> matching(String word, List<IncidentView> all) {
        return all.stream()
                .filter(incident -> incident.id().equals(word)
                        || (ServerName.isFullServerName(incident.server())
                                && ServerChoice.of(word, List.of(ServerName.valueOf(incident.server())))
                                        instanceof ServerChoice.Found))
                .toList();
    }
}
