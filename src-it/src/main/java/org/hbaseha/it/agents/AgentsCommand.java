package org.hbaseha.it.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.it.Main;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.MeasuresText;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.SpanConverter;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmark agents}: what a controller costs in a large cluster, and how fast it still is. */
@Command(
        name = "agents",
        description = {
            "Lets simulated agents beat to a real controller process, ten times a second each, and measures its"
                    + " processor time, its memory and the round trip of acknowledgements; then kills some of"
                    + " them and measures the verdicts.",
            "Starts a ZooKeeper and a controller, and no HBase."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every bound held, or was asked of too few kills (not measured)",
            "1:wrong command line",
            "4:it could not be run",
            "5:a bound was broken, or could not be judged"
        })
public final class AgentsCommand implements Callable<Integer> {

    @Option(names = "--agents", paramLabel = "N", description = "How many (${DEFAULT-VALUE}).")
    private int agents = 1_000;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "How long to measure before the kills (60s).")
    private Duration measured = Duration.ofSeconds(60);

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "How long to beat before that (20s).")
    private Duration warmUp = Duration.ofSeconds(20);

    @Option(names = "--kills", paramLabel = "N", description = "How many agents die in the end (${DEFAULT-VALUE}).")
    private int kills = 20;

    @Option(
            names = "--controller-option",
            paramLabel = "FLAG",
            description = "A further JVM option of the controller; may be repeated.")
    private List<String> flags = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the numbers for programs.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MachineFacts machine = MachineFacts.read();
        AgentsMeasures found = new AgentsBenchmark(
                        new AgentsPlan(agents, warmUp, measured, kills),
                        new Progress(System.err, Palette.ofStandardError()))
                .run(flags);
        Report report = found.report(Main.version(), machine);
        if (json != null) {
            report.writeTo(json);
        }
        System.out.print(MeasuresText.render(report, Palette.ofStandardOutput()));
        boolean kept = report.bounds().stream().noneMatch(BoundLine::fails);
        return (kept ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }
}
