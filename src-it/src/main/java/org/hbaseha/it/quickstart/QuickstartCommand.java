package org.hbaseha.it.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.it.Main;
import org.hbaseha.it.benchmark.Scenario;
import org.hbaseha.it.benchmark.TrialFailure;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Progress;
import org.hbaseha.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quickstart}: a region server dies and its regions are back in seconds, before your eyes. */
@Command(
        name = "quickstart",
        description = {
            "Starts a local HBase site with HBase HA, keeps a client on every region, kills a region server"
                    + " and freezes another, and shows what happened. Takes about two minutes. Nothing is left"
                    + " afterwards, unless --keep."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:clients were back in the promised time and no acknowledged write was lost",
            "1:wrong command line",
            "4:the run broke off; the message says why, and where the logs are",
            "5:the promise did not hold"
        })
public final class QuickstartCommand implements Callable<Integer> {

    /** What {@code --scenario} takes. */
    enum Choice {
        crash,
        freeze,
        all;

        List<Scenario> scenarios() {
            return switch (this) {
                case crash -> List.of(Scenario.CRASH);
                case freeze -> List.of(Scenario.FREEZE);
                case all -> List.of(Scenario.CRASH, Scenario.FREEZE);
            };
        }
    }

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "all",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Choice scenario = Choice.all;

    @Option(names = "--keep", description = "Leaves the site running and prints commands to try on it.")
    private boolean keep;

    @Option(
            names = "--stop",
            paramLabel = "DIRECTORY",
            description = "Stops a site that --keep left, removes its files and does nothing else.")
    private @Nullable Path stop;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the numbers for programs.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException, TrialFailure {
        if (stop != null) {
            return stop(stop);
        }
        Quickstart quickstart = new Quickstart(
                scenario.scenarios(),
                new Progress(System.err, Palette.ofStandardError()),
                System.out,
                Palette.ofStandardOutput());
        boolean held = quickstart.run(keep);
        if (json != null) {
            quickstart.report(Main.version()).writeTo(json);
        }
        return held ? ExitCode.OK.number() : ExitCode.UNHEALTHY.number();
    }

    private static int stop(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            System.err.println("There is no site in " + directory + "; --keep printed its directory");
            return ExitCode.USAGE.number();
        }
        LocalSite.destroy(directory);
        System.err.println("stopped, files removed: " + directory);
        return ExitCode.OK.number();
    }
}
