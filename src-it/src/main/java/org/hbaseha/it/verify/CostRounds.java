package org.hbaseha.it.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.hbaseha.it.verify.Meter.Measured;
import org.hbaseha.it.verify.checker.CheckKind;
import org.hbaseha.it.verify.checker.CheckerProcess.Checked;
import org.hbaseha.it.verify.content.ChangedSlices;

/** The first phase: what it costs to compare tables that are equal, tool by tool, round by round. One thread. */
final class CostRounds {

    private static final Duration IDLE = Duration.ofSeconds(10);

    /** {@code /proc} counts processor time in hundredths of a second: what is as short is done so often for one number. */
    private static final int SHORT_CHECKS = 5;

    private final VerifyRun run;
    private final TableWriter writer;

    CostRounds(VerifyRun run, TableWriter writer) {
        this.run = run;
        this.writer = writer;
    }

    void run() throws IOException, InterruptedException {
        warmUp();
        Meter meter = new Meter(run.pair(), run.checker(), idlePercent());
        for (int round = 0; round < run.plan().rounds(); round++) {
            for (Tool tool : run.plan().round(round)) {
                prepare(tool, round);
                Measured measured = meter.measure(tool.kind(), tool.isOurs() ? SHORT_CHECKS : 1);
                run.measures().cost(tool, measured.cost());
                run.progress()
                        .say("round " + (round + 1) + "/" + run.plan().rounds() + " " + tool + ": "
                                + words(measured.cost()) + VerifyRun.remarks(measured.last()));
                requireEqual(tool.label(), measured.last());
                run.saving().save();
            }
        }
    }

    /** Cold code would be charged to whoever comes first. Also the proof that the tables are equal to begin with. */
    private void warmUp() throws IOException {
        for (CheckKind kind : List.of(
                CheckKind.FULL_CONNECTING,
                CheckKind.VERIFY_TUNED,
                CheckKind.HASH_SYNC,
                CheckKind.FULL,
                CheckKind.MARK)) {
            Checked checked = run.checker().ask(kind);
            run.progress().say("warm-up " + kind + ": " + VerifyRun.seconds(checked.wall()));
            requireEqual(kind.name(), checked);
        }
    }

    private static void requireEqual(String tool, Checked checked) throws IOException {
        if (!checked.rows().isEmpty()) {
            throw new IOException(
                    "Differences were found before any were put in; the benchmark or the tool is wrong tool="
                            + tool + " rows=" + checked.rows().size() + " first="
                            + checked.rows().get(0));
        }
    }

    private double idlePercent() throws IOException, InterruptedException {
        run.progress().say("measuring what the servers use while nobody asks");
        ProcessorTimes before = run.pair().processorTimes(run.checker());
        long begun = System.nanoTime();
        Thread.sleep(IDLE.toMillis());
        double seconds = (System.nanoTime() - begun) / 1e9;
        ProcessorTimes used = run.pair().processorTimes(run.checker()).since(before);
        double percent = used.servers().toMillis() / 10.0 / seconds;
        run.measures()
                .note(String.format(
                        Locale.ROOT,
                        "All servers of both sites together use %.1f %% of a core while nobody asks for anything, which is"
                                + " taken off.",
                        percent));
        return percent;
    }

    /** For a check of what was changed there must be changes, on both sides. */
    private void prepare(Tool tool, int round) throws IOException, InterruptedException {
        if (tool.changedPerMille() > 0) {
            run.checker().ask(CheckKind.MARK);
            writer.change(ChangedSlices.of(
                    run.plan().content(), tool.changedPerMille(), run.plan().seed() + round));
        }
    }

    private static String words(Cost cost) {
        return VerifyRun.seconds(cost.wall()) + ", cpu " + VerifyRun.seconds(cost.processor()) + ", "
                + String.format(Locale.ROOT, "%,d bytes between the sites", cost.bytesBetweenSites());
    }
}
