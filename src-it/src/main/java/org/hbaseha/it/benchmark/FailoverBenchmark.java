package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.TimelineText;

/**
 * Runs a {@link BenchmarkPlan}: a site for each variant, one after the other, and its rounds on it. The report is written after every round, so
 * that an interrupted run leaves what it has. Used once, by one thread.
 */
final class FailoverBenchmark {

    static final String COMMAND = "benchmark failover";
    static final int REGIONS = 30;
    private static final int ROWS_OF_REGION = 100;

    private final BenchmarkPlan plan;
    private final Optional<Path> json;
    private final String version;
    private final Progress progress;
    private final MachineFacts machine = MachineFacts.read();
    private final Findings findings;
    private boolean complete = true;

    FailoverBenchmark(BenchmarkPlan plan, Optional<Path> json, String version, Progress progress) {
        this.plan = plan;
        this.findings = new Findings(plan.variants(), plan.scenarios());
        this.json = json;
        this.version = version;
        this.progress = progress;
    }

    /** Adds a sentence to the report. */
    void note(String sentence) {
        findings.note(sentence);
        progress.say(sentence);
    }

    /** Runs all of it. A variant that fails is noted and left out; the others still run. */
    Report run() throws IOException, InterruptedException {
        findings.note("The first round on each fresh site is a warm-up (crash) and not counted.");
        findings.note(
                "verdict: " + Variant.HBASE_HA + " by the controllers' VERDICT milestone, stock by the first of looks"
                        + " every 50 ms at the master's list of dead servers.");
        findings.note(
                "longest-block: longest single operation of a client with HBase's default settings, one write and one"
                        + " read a second on every region.");
        findings.note(
                "controller-killed, leader-frozen, controllers-all-killed: failed-operations and disturbed-servers are"
                        + " of the time before a region server is hurt.");
        findings.note("takeover: loss of the leading controller until another one leads and hears all region servers;"
                + " verdict-after-takeover: the same until the successor's verdict on a region server killed"
                + " with the leader.");
        findings.note(Variant.HBASE_HA + ": ZooKeeper's tick is " + TimelineText.millis(Variant.SHORT_TICK)
                + ", because it ends a session at the first tick after its time-out; with its default of"
                + " 2 s a lost leader can keep the latch 2 s longer than its session.");
        findings.note(
                "freeze-then-master-killed: recovered contains the ZooKeeper session of the dead master, which is the"
                        + " one of the region servers.");
        if (plan.ownHosts()) {
            findings.note(
                    "All sites run on a private network: each region server and controller in a network namespace"
                            + " of its own, joined by a bridge. isolation: the kernel drops all packets to and from one of them.");
        }
        for (Variant variant : plan.variants()) {
            progress.say(variant + ": starting; about " + minutes(remainingFrom(variant)) + " to go for everything");
            try {
                runVariant(variant);
            } catch (IOException | TrialFailure e) {
                complete = false;
                findings.note(variant + " was not measured to its end: " + e.getMessage());
                progress.say(variant + " failed: " + e.getMessage());
            }
            save();
        }
        return report();
    }

    /** Whether every promise held in what was run. */
    boolean promiseHeld() {
        return findings.promiseHeld();
    }

    /** Whether everything planned was run. */
    boolean complete() {
        return complete;
    }

    private void runVariant(Variant variant) throws IOException, InterruptedException, TrialFailure {
        List<BenchmarkPlan.Step> steps = plan.stepsOf(variant);
        try (Trial trial = Trial.start(variant, plan.ownHosts(), REGIONS, ROWS_OF_REGION, progress::detail)) {
            boolean finished = false;
            try {
                noteSession(trial);
                for (int i = 0; i < steps.size(); i++) {
                    runStep(trial, steps.get(i), steps.subList(i + 1, steps.size()));
                }
                trial.awaitReady();
                List<InvariantResult> results = trial.judge();
                results.forEach(result -> progress.say(variant + ": " + result.name() + " " + result.verdict() + ", "
                        + result.violations() + " of " + result.checked()));
                findings.add(results);
                finished = true;
            } finally {
                if (!finished) {
                    trial.site().site().keepLogs();
                    progress.say("logs are kept in " + trial.site().site().logs());
                }
            }
        }
    }

    private void noteSession(Trial trial) throws IOException, InterruptedException {
        String granted = trial.grantedSession()
                .map(session -> "ZooKeeper granted a session of " + TimelineText.millis(session))
                .orElse("the granted ZooKeeper session could not be read");
        findings.note(trial.variant() + ": " + granted + ".");
        progress.say(trial.variant() + ": " + granted);
    }

    private void runStep(Trial trial, BenchmarkPlan.Step step, List<BenchmarkPlan.Step> later)
            throws IOException, InterruptedException, TrialFailure {
        RoundResult result = trial.round(step.scenario(), progress::detail, seen -> {});
        if (!step.warmUp()) {
            findings.add(step.variant(), result, step.name());
        }
        Duration left = later.stream()
                .map(BenchmarkPlan::estimate)
                .reduce(Duration.ZERO, Duration::plus)
                .plus(remainingAfter(step.variant()));
        progress.say(step.name() + ": verdict " + millis(result.verdict()) + ", recovered " + millis(result.recovered())
                + ", longest block " + millis(result.longestBlock()) + further(result) + "; about " + minutes(left)
                + " to go");
        save();
    }

    private static String further(RoundResult result) {
        return result.further().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> ", " + entry.getKey().label() + " " + entry.getValue()
                        + (entry.getKey().unit().equals("ms") ? " ms" : ""))
                .collect(Collectors.joining());
    }

    private Duration remainingFrom(Variant variant) {
        return plan.estimate(variant).plus(remainingAfter(variant));
    }

    private Duration remainingAfter(Variant variant) {
        int next = plan.variants().indexOf(variant) + 1;
        return plan.variants().subList(next, plan.variants().size()).stream()
                .map(plan::estimate)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void save() throws IOException {
        if (json.isPresent()) {
            report().writeTo(json.get());
        }
    }

    private Report report() {
        return findings.report(COMMAND, version, machine);
    }

    private static String millis(Optional<Duration> duration) {
        return duration.map(TimelineText::millis).orElse("-");
    }

    private static String minutes(Duration duration) {
        return Math.max(1, Math.round(duration.toSeconds() / 60.0)) + " min";
    }
}
