package org.hbaseha.it.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.hbaseha.it.Main;
import org.hbaseha.it.benchmark.TrialFailure;
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

/** {@code benchmark soak}: whether anybody acts where there is nothing to act on. */
@Command(
        name = "soak",
        description = {
            "Torments a site whose controllers may act: busy processes, garbage in the heaps, freezes of region servers"
                    + " and controllers of up to 3 s, one at a time and several. Every server comes back, so that"
                    + " each action of a controller is a mistake.",
            "Starts a whole HBase on this machine; it takes a minute and a half more than --for says."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no mistake, and no acknowledged write was lost",
            "1:wrong command line",
            "4:it could not be run; the message says where the logs are",
            "5:a mistake was made, or it could not be judged; the table of bounds says which"
        })
public final class SoakCommand implements Callable<Integer> {

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "How long (20m); 2m is enough to see that it works.")
    private Duration length = Duration.ofMinutes(20);

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What faults come, and when; another one each time by default.")
    private long seed = System.nanoTime() & 0xffff_ffffL;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the numbers for programs.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException, TrialFailure {
        MachineFacts machine = MachineFacts.read();
        SoakMeasures found = new SoakBenchmark(length, seed, new Progress(System.err, Palette.ofStandardError())).run();
        Report report = found.report(Main.version(), machine);
        if (json != null) {
            report.writeTo(json);
        }
        System.out.print(MeasuresText.render(report, Palette.ofStandardOutput()));
        boolean kept = report.bounds().stream().noneMatch(BoundLine::fails);
        return (kept ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }
}
