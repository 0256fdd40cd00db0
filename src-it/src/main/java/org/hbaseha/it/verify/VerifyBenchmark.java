package org.hbaseha.it.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.verify.checker.CheckerProcess;
import org.hbaseha.it.verify.content.Side;

/**
 * Runs a {@link VerifyPlan} on one pair of sites: {@link CostRounds}, {@link WritesPhase}, {@link DamagePhase}. The report is written after every step, so that an
 * interrupted run leaves what it has. Used once, by one thread.
 */
final class VerifyBenchmark {

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
        try (CheckerProcess checker = pair.startChecker(VerifyRun.SETTLE)) {
            VerifyRun run = new VerifyRun(plan, pair, checker, measures, progress, this::save);
            new CostRounds(run, writer).run();
            if (!plan.load().isZero()) {
                new WritesPhase(run).run();
            }
            new DamagePhase(run).run();
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
}
