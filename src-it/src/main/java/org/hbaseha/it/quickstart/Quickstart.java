package org.hbaseha.it.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.it.benchmark.Bounds;
import org.hbaseha.it.benchmark.Findings;
import org.hbaseha.it.benchmark.RoundResult;
import org.hbaseha.it.benchmark.Scenario;
import org.hbaseha.it.benchmark.Trial;
import org.hbaseha.it.benchmark.TrialFailure;
import org.hbaseha.it.benchmark.Variant;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.invariant.Verdict;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.TimelineText;

/** Starts a site with HBase HA, does faults to it and tells what happened. Used once, by one thread. */
final class Quickstart {

    static final String COMMAND = "quickstart";
    private static final int REGIONS = 30;
    private static final int ROWS_OF_REGION = 200;

    private final List<Scenario> scenarios;
    private final Progress progress;
    private final PrintStream out;
    private final Palette palette;
    private final MachineFacts machine = MachineFacts.read();
    private final Findings findings = new Findings();
    private final List<String> broken = new ArrayList<>();

    Quickstart(List<Scenario> scenarios, Progress progress, PrintStream out, Palette palette) {
        this.scenarios = List.copyOf(scenarios);
        this.progress = progress;
        this.out = out;
        this.palette = palette;
    }

    /** Runs everything; returns whether the promise held. */
    boolean run(boolean keep) throws IOException, InterruptedException, TrialFailure {
        progress.say("HBase HA on a local site: 3 region servers, 2 controllers in automatic mode (" + machine + ")");
        Trial trial = Trial.start(Variant.HBASE_HA, false, REGIONS, ROWS_OF_REGION, progress::detail);
        boolean told = false;
        try {
            progress.say("a client writes and reads all " + REGIONS + " regions every 100 ms; the breaker's window is "
                    + trial.breakerWindow().toSeconds()
                    + " s here instead of 10 min, because two faults follow each other");
            for (Scenario scenario : scenarios) {
                fault(trial, scenario);
            }
            judge(trial);
            told = true;
            if (keep) {
                leave(trial);
            }
        } finally {
            if (!told) {
                trial.site().site().keepLogs();
                progress.say("logs are kept in " + trial.site().site().logs());
            }
            if (!told || !keep) {
                trial.close();
            }
        }
        broken.forEach(sentence -> out.println(" " + palette.bad("✖ " + sentence)));
        return broken.isEmpty();
    }

    Report report(String version) {
        return findings.report(COMMAND, version, machine);
    }

    private void fault(Trial trial, Scenario scenario) throws IOException, InterruptedException, TrialFailure {
        progress.say(scenario + ": waiting until regions are even, clients undisturbed and the controllers willing");
        RoundResult result = trial.round(scenario, progress::say, seen -> tell(trial, seen));
        findings.add(Variant.HBASE_HA, result, scenario.label());
    }

    private void tell(Trial trial, RoundResult seen) {
        out.println(TimelineText.render(FaultStory.of(seen, trial.site().table().regions()), palette));
        Optional<Duration> bound = Bounds.recovers(seen.scenario());
        if (bound.isPresent()) {
            boolean held = seen.recovered()
                    .filter(all -> all.compareTo(bound.get()) <= 0)
                    .isPresent();
            String sentence = seen.scenario() + ": recovered in "
                    + seen.recovered().map(TimelineText::millis).orElse("no time that was watched") + ", promised "
                    + TimelineText.millis(bound.get());
            out.println(" " + (held ? palette.good("● " + sentence) : palette.bad("✖ " + sentence)));
            if (!held) {
                broken.add(sentence);
            }
        }
        if (!seen.scenario().expectsExpiry() && seen.expired()) {
            broken.add(seen.scenario() + ": the server was expired for a short pause");
        }
        out.flush();
    }

    private void judge(Trial trial) throws IOException, InterruptedException, TrialFailure {
        trial.awaitReady();
        progress.say("reading the table, to look up every acknowledged write");
        List<InvariantResult> results = trial.judge();
        findings.add(results);
        for (InvariantResult result : results) {
            boolean promised = result.name().equals(AcknowledgedWrites.NAME);
            boolean held = result.verdict() == Verdict.HOLDS;
            String sentence = String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d, %s",
                    result.name(),
                    result.violations(),
                    result.checked(),
                    result.sentence());
            out.println(" " + (held ? palette.good("● " + sentence) : palette.bad("✖ " + sentence)));
            result.examples().forEach(example -> out.println("     " + palette.dim("· " + example)));
            if (promised && !held) {
                broken.add(sentence);
            }
        }
    }

    private void leave(Trial trial) throws IOException {
        Path directory = trial.site().site().directory();
        String victim = trial.site().site().regionServer(1).name();
        long pid = trial.site().site().regionServer(1).process().pid();
        trial.detach();
        out.println();
        out.println(" " + palette.bold("The site is left running. To look at it:"));
        trial.operatorConf().ifPresent(conf -> out.println("   export HBASE_CONF_DIR=" + conf));
        out.println("   scripts/hbase-ha status");
        out.println("   scripts/hbase-ha history");
        out.println("   kill -9 " + pid + "        # " + victim + "; then look again");
        out.println("   less " + directory.resolve("logs") + "/controller-0.log");
        out.println(" " + palette.bold("To stop it and remove its files:"));
        out.println("   scripts/hbase-ha quickstart --stop " + directory);
    }
}
