package org.hbaseha.it.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.verify.checker.CheckKind;
import org.hbaseha.it.verify.checker.CheckerProcess;
import org.hbaseha.it.verify.checker.CheckerProcess.Checked;
import org.hbaseha.it.verify.content.ChangedSlices;
import org.hbaseha.it.verify.content.Injection;
import org.hbaseha.it.verify.content.InjectionPlan;
import org.hbaseha.it.verify.content.Score;
import org.hbaseha.it.verify.content.Side;

/**
 * Runs a {@link VerifyPlan} on one pair of sites: costs on equal data, then false alarms under writes, then differences. The report is written after every step, so
 * that an interrupted run leaves what it has. Used once, by one thread.
 */
final class VerifyBenchmark {

    /** What {@code replication verify} assumes where it is not told. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private static final Duration IDLE = Duration.ofSeconds(10);

    /** {@code /proc} counts processor time in hundredths of a second: what is as short is done so often for one number. */
    private static final int SHORT_CHECKS = 5;

    private final VerifyPlan plan;
    private final Optional<Path> json;
    private final String version;
    private final Progress progress;
    private final MachineFacts machine = MachineFacts.read();
    private final VerifyMeasures measures;

    VerifyBenchmark(VerifyPlan plan, Optional<Path> json, String version, Progress progress) {
        this.plan = plan;
        this.json = json;
        this.version = version;
        this.progress = progress;
        this.measures = new VerifyMeasures(plan);
    }

    boolean promiseHeld() {
        return measures.promiseHeld();
    }

    Report run() throws IOException, InterruptedException {
        VerifyNotes.of(plan).forEach(measures::note);
        progress.say("seed " + plan.seed());
        try (VerifyPair pair = VerifyPair.start(progress::detail)) {
            boolean finished = false;
            try {
                run(pair);
                finished = true;
            } finally {
                if (!finished) {
                    progress.say("logs are kept in " + pair.keepLogs());
                }
            }
        }
        return report();
    }

    private void run(VerifyPair pair) throws IOException, InterruptedException {
        TableWriter writer = new TableWriter(pair, plan.content());
        progress.say("loading " + plan.content().rows() + " rows on both sides");
        pair.createTable(plan.content());
        writer.load();
        progress.say("compacting both sides");
        for (Side side : Side.values()) {
            TableFiles.compact(pair.connection(side));
        }
        try (CheckerProcess checker = pair.startChecker(SETTLE)) {
            warmUp(checker);
            Meter meter = new Meter(pair, checker, idlePercent(pair, checker));
            for (int round = 0; round < plan.rounds(); round++) {
                for (Tool tool : plan.round(round)) {
                    measure(tool, round, writer, checker, meter);
                }
            }
            if (!plan.load().isZero()) {
                underLoad(pair, checker);
            }
            damage(pair, checker);
        }
    }

    /** Cold code would be charged to whoever comes first. Also the proof that the tables are equal to begin with. */
    private void warmUp(CheckerProcess checker) throws IOException {
        for (CheckKind kind :
                List.of(CheckKind.FULL, CheckKind.VERIFY_TUNED, CheckKind.HASH_SYNC, CheckKind.FULL, CheckKind.MARK)) {
            Checked checked = checker.ask(kind);
            progress.say("warm-up " + kind + ": " + seconds(checked.wall()));
            if (!checked.rows().isEmpty()) {
                throw new IOException("The tables differ before anything was done to them, which is a bug of the benchmark, or of "
                        + kind + " rows=" + checked.rows().size() + " first="
                        + checked.rows().get(0));
            }
        }
    }

    private double idlePercent(VerifyPair pair, CheckerProcess checker) throws IOException, InterruptedException {
        progress.say("measuring what the servers use while nobody asks");
        ProcessorTimes before = pair.processorTimes(checker);
        long begun = System.nanoTime();
        Thread.sleep(IDLE.toMillis());
        double seconds = (System.nanoTime() - begun) / 1e9;
        double percent =
                pair.processorTimes(checker).since(before).servers().toMillis() / 10.0 / seconds;
        measures.note(String.format(
                Locale.ROOT,
                "All servers of both sites together use %.1f %% of a core while nobody asks for anything, which is taken off.",
                percent));
        return percent;
    }

    private void measure(Tool tool, int round, TableWriter writer, CheckerProcess checker, Meter meter)
            throws IOException, InterruptedException {
        if (tool.changedPerMille() > 0) {
            checker.ask(CheckKind.MARK);
            writer.change(ChangedSlices.of(plan.content(), tool.changedPerMille(), plan.seed() + round));
        }
        Meter.Measured measured = meter.measure(tool.kind(), tool.isOurs() ? SHORT_CHECKS : 1);
        measures.cost(tool, measured.cost());
        progress.say("round " + (round + 1) + "/" + plan.rounds() + " " + tool + ": "
                + seconds(measured.cost().wall()) + ", cpu "
                + seconds(measured.cost().processor()) + ", "
                + String.format(Locale.ROOT, "%,d bytes between the sites", measured.cost().bytesBetweenSites())
                + String.join("", measured.last().remarks().stream().map(each -> "; " + each).toList()));
        if (!measured.last().rows().isEmpty()) {
            throw new IOException(tool + " found differences in equal tables rows="
                    + measured.last().rows().size() + " first=" + measured.last().rows().get(0));
        }
        save();
    }

    /** Half of the time for ours, half for HBase's, which is asked twice: with and without comparing again. */
    private void underLoad(VerifyPair pair, CheckerProcess checker) throws IOException, InterruptedException {
        progress.say("comparing while clients write, " + plan.load().toSeconds() + " s");
        try (WriteLoad load = new WriteLoad(pair.connection(Side.SOURCE), plan.content(), plan.seed())) {
            load.start();
            Thread.sleep(SETTLE.toMillis());
            underLoad(Tool.FULL, plan.load().dividedBy(2), checker, load);
            underLoad(Tool.VERIFY_TUNED, plan.load().dividedBy(4), checker, load);
            underLoad(Tool.VERIFY_RECOMPARE, plan.load().dividedBy(4), checker, load);
            measures.note("Clients wrote " + load.rate() + " times a second meanwhile; "
                    + WriteLoad.WRITES_PER_SECOND + " were wanted.");
        }
        // What was written last is on its way.
        Thread.sleep(SETTLE.multipliedBy(2).toMillis());
        save();
    }

    private void underLoad(Tool tool, Duration least, CheckerProcess checker, WriteLoad load) throws IOException {
        long end = System.nanoTime() + least.toNanos();
        do {
            Checked checked = checker.ask(tool.kind());
            measures.underLoad(tool, checked.wall(), checked.rows().size());
            progress.say(tool + " under " + load.rate() + " writes/s: " + checked.rows().size() + " false alarms, "
                    + seconds(checked.wall())
                    + String.join(
                            "", checked.remarks().stream().map(each -> "; " + each).toList()));
        } while (System.nanoTime() < end);
    }

    private void damage(VerifyPair pair, CheckerProcess checker) throws IOException, InterruptedException {
        List<Injection> injections = InjectionPlan.of(plan.content(), plan.ofEachKind(), plan.seed());
        progress.say("putting in " + injections.size() + " differences, seed " + plan.seed());
        checker.ask(CheckKind.MARK);
        new Damage(pair).inflict(injections);
        for (Tool tool : List.of(Tool.FULL, Tool.CONTINUOUS_ONE, Tool.VERIFY_TUNED, Tool.HASH_SYNC)) {
            Checked checked = checker.ask(tool.kind());
            Score score = Score.of(injections, checked.rows());
            String variant = tool == Tool.CONTINUOUS_ONE ? "hbase-ha-continuous" : tool.label();
            measures.score(variant, tool.isOurs(), score);
            progress.say(variant + ": found " + score.total().found() + " of "
                    + score.total().injected() + ", " + score.falseAlarms().size() + " false, "
                    + seconds(checked.wall()));
            save();
        }
    }

    private void save() throws IOException {
        if (json.isPresent()) {
            report().writeTo(json.get());
        }
    }

    private Report report() {
        return measures.report(version, machine);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}
