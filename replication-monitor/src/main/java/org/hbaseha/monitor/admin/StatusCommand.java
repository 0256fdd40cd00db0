package org.hbaseha.monitor.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.monitor.admin.monitors.Picture;
import org.hbaseha.monitor.admin.monitors.Reply;
import org.hbaseha.monitor.admin.text.StatusText;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.PairView;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: monitors, pairs and tables at a glance. Exits with 5 when something is not well, a missing monitor included. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the monitors that run, how far each peer is behind, and how much of each table is proved equal.",
            "Ends with 5 when a peer is not caught up, rows differ, proofs are old, or a monitor does not do its work."
        })
final class StatusCommand implements Callable<Integer> {

    private final Surroundings world;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final MonitorOptions monitors = new MonitorOptions();

    @Option(names = "--json", description = "Data as JSON on standard output, for programs.")
    private boolean json;

    StatusCommand(Surroundings world) {
        this.world = world;
    }

    /** What programs get. */
    private record Answer(
            boolean well, List<String> complaints, List<MonitorAnswer> monitors, List<PairAnswer> pairs) {}

    private record MonitorAnswer(String id, String address, String version, boolean answers, String error) {

        static MonitorAnswer of(Reply<MonitorView> reply) {
            return new MonitorAnswer(
                    reply.value()
                            .map(MonitorView::monitor)
                            .orElse(reply.monitor().id()),
                    reply.address(),
                    reply.monitor().version(),
                    reply.value().isPresent(),
                    reply.error());
        }
    }

    private record PairAnswer(String viewOf, boolean ofWorker, PairView pair) {}

    @Override
    public Integer call() {
        Picture picture = monitors.wanted(world);
        List<String> complaints = new ArrayList<>(picture.troubles());
        complaints.addAll(picture.complaints());
        Output output = Output.of(ReplicationMain.lineOf(spec));
        if (json) {
            output.json(new Answer(
                    complaints.isEmpty(),
                    complaints,
                    picture.replies().stream().map(MonitorAnswer::of).toList(),
                    picture.pairs().stream()
                            .map(seen -> new PairAnswer(seen.by().monitor(), seen.ofWorker(), seen.pair()))
                            .toList()));
        } else {
            output.lines(StatusText.lines(picture));
        }
        output.complain(complaints);
        return (complaints.isEmpty() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }
}
