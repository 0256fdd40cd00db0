package org.hbaseha.it.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.it.Main;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.verify.content.TableContent;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmark verify}: what it costs to know that two clusters hold the same, and what is found when they do not. */
@Command(
        name = "verify",
        description = {
            "Compares the tables of two local sites with VerifyReplication as shipped and tuned, with HashTable and SyncTable, and"
                    + " with ours: the whole table, and only what was changed. Measures time, processor time and the bytes"
                    + " between the sites, counts false alarms while clients write, and puts differences in to see who finds"
                    + " them.",
            "Starts two HBases on this machine. Takes about half an hour with a million rows; --json is written after every step.",
            "What the observers cost a write is measured by org.hbaseha.digest.region.DirtyRangeCost: see src-it/README.md."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything ran, and every bound held or was asked of too few rows (not measured)",
            "1:wrong command line",
            "4:something could not be run; the message says what, and where the logs are",
            "5:a bound was broken, or could not be judged; the table of bounds says which"
        })
public final class VerifyCommand implements Callable<Integer> {

    /** Each changes rows three times, and no cell may come from the future. */
    private static final int MOST_ROUNDS = 50;

    private static final int LONGEST_LOAD = 86_400;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table (${DEFAULT-VALUE}).")
    private int rows = 1_000_000;

    @Option(names = "--regions", paramLabel = "N", description = "Regions with rows (${DEFAULT-VALUE}).")
    private int regions = 16;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "So often every tool is measured, in another order each time (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--rounds-shipped",
            paramLabel = "N",
            description =
                    "In so many of them VerifyReplication as shipped, which takes minutes; 0 leaves it out (${DEFAULT-VALUE}).")
    private int shippedRounds = 1;

    @Option(
            names = "--differences",
            paramLabel = "N",
            description = "Differences of each kind that are put in (${DEFAULT-VALUE}).")
    private int ofEachKind = 25;

    @Option(
            names = "--load-seconds",
            paramLabel = "N",
            description = "How long to compare while clients write; 0 leaves it out (${DEFAULT-VALUE}).")
    private int loadSeconds = 60;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything at random; another one each time by default.")
    private long seed = System.nanoTime() & 0xffff_ffffL;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the numbers for programs.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        VerifyBenchmark benchmark = new VerifyBenchmark(
                plan(), Optional.ofNullable(json), Main.version(), new Progress(System.err, Palette.ofStandardError()));
        Report report = benchmark.run();
        System.out.print(VerifyText.render(report, Palette.ofStandardOutput()));
        return (benchmark.promiseHeld() ? ExitCode.OK : ExitCode.UNHEALTHY).number();
    }

    private VerifyPlan plan() {
        require("--rounds", rounds, 1, MOST_ROUNDS);
        require("--rounds-shipped", shippedRounds, 0, rounds);
        require("--regions", regions, 2, 200);
        require("--rows", rows, 10_000, 100_000_000);
        require("--differences", ofEachKind, 1, rows / 100);
        require("--load-seconds", loadSeconds, 0, LONGEST_LOAD);
        return new VerifyPlan(
                new TableContent(rows, regions),
                rounds,
                shippedRounds,
                ofEachKind,
                Duration.ofSeconds(loadSeconds),
                seed);
    }

    private void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            String message = option + " takes " + least + " to " + most + ", not " + value;
            if (spec == null) {
                throw new IllegalArgumentException(message);
            }
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
