package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.it.Main;
import org.hbaseha.it.network.NetworkRoom;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.SummaryText;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmark failover}: how long clients cannot use the regions of a region server that dies or stands still. */
@Command(
        name = "failover",
        description = {
            "Kills, freezes and isolates region servers under stock HBase and under HBase HA, and measures how long"
                    + " clients cannot write and read their regions. The table of bounds at the end says"
                    + " which promises held. Takes about half an hour with all variants;"
                    + " --json is written after every round."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything ran, and every bound held or was asked of too few rounds (not measured)",
            "1:wrong command line",
            "4:something could not be run; the message says what, and where the logs are",
            "5:a bound was broken, or could not be judged; the table of bounds says which"
        })
final class FailoverCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 1_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of each scenario (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rounds-ha",
            paramLabel = "N",
            description =
                    "Rounds of crash, isolation and freeze-2s under hbase-ha, which are short (the larger of --rounds and 5);"
                            + " 20 show the slowest verdict as it is promised.")
    private @Nullable Integer shortRounds;

    @Option(
            names = "--rounds-control",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Rounds of each scenario that hurts controllers or the master, with hbase-ha (${DEFAULT-VALUE}).")
    private int controlRounds = 1;

    @Option(
            names = "--variant",
            split = ",",
            paramLabel = "NAME",
            converter = VariantConverter.class,
            description = "stock-default, stock-session-3s, stock-session-3s-fast-lease, hbase-ha (all).")
    private @Nullable List<Variant> variants;

    @Option(
            names = "--scenario",
            split = ",",
            paramLabel = "NAME",
            converter = ScenarioConverter.class,
            description =
                    "crash, freeze, isolation, and with hbase-ha only freeze-2s, controller-killed, leader-frozen,"
                            + " controllers-all-killed, freeze-then-master-killed (all).")
    private @Nullable List<Scenario> scenarios;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the numbers for programs.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Progress progress = new Progress(System.err, Palette.ofStandardError());
        Optional<String> noIsolation = plan(List.of()).ownHosts() ? NetworkRoom.obstacle() : Optional.empty();
        if (noIsolation.isPresent() && scenarios != null) {
            throw new IOException(Scenario.ISOLATION + " is not possible on this machine: " + noIsolation.get());
        }
        BenchmarkPlan plan = plan(noIsolation.isPresent() ? List.of(Scenario.ISOLATION) : List.of());
        FailoverBenchmark benchmark = new FailoverBenchmark(plan, Optional.ofNullable(json), Main.version(), progress);
        noIsolation.ifPresent(reason -> benchmark.note(Scenario.ISOLATION + " is not measured: " + reason));
        Report report = benchmark.run();
        System.out.print(SummaryText.render(report, Palette.ofStandardOutput()));
        if (!benchmark.complete()) {
            return ExitCode.ERROR.number();
        }
        return benchmark.promiseHeld() ? ExitCode.OK.number() : ExitCode.UNHEALTHY.number();
    }

    private BenchmarkPlan plan(List<Scenario> without) {
        int shorter = shortRounds == null ? Math.max(rounds, 5) : shortRounds;
        requireRounds("--rounds", rounds);
        requireRounds("--rounds-ha", shorter);
        requireRounds("--rounds-control", controlRounds);
        return new BenchmarkPlan(
                variants == null ? Arrays.asList(Variant.values()) : variants,
                (scenarios == null ? Arrays.asList(Scenario.values()) : scenarios)
                        .stream()
                                .filter(scenario -> !without.contains(scenario))
                                .toList(),
                rounds,
                shorter,
                controlRounds);
    }

    private void requireRounds(String option, int value) {
        if (value < 1 || value > MOST_ROUNDS) {
            String message = option + " takes 1 to " + MOST_ROUNDS + ", not " + value;
            if (spec == null) {
                throw new IllegalArgumentException(message);
            }
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
