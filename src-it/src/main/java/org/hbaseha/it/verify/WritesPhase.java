package org.hbaseha.it.verify;

import java.io.IOException;
import java.time.Duration;
import org.hbaseha.it.verify.checker.CheckerProcess.Checked;
import org.hbaseha.it.verify.content.Side;

/** The second phase: no row differs for good, but clients write all the time, and whatever a tool names is a false alarm. One thread. */
final class WritesPhase {

    private final VerifyRun run;

    WritesPhase(VerifyRun run) {
        this.run = run;
    }

    /** Half of the time for ours, half for HBase's, which is asked with and without comparing again; each once at least. Returns when the tables are at rest. */
    void run() throws IOException, InterruptedException {
        Duration time = run.plan().load();
        run.progress().say("comparing while clients write, " + time.toSeconds() + " s");
        try (WriteLoad load = new WriteLoad(
                run.pair().connection(Side.SOURCE),
                run.plan().content(),
                run.plan().seed())) {
            load.start();
            Thread.sleep(VerifyRun.SETTLE.toMillis());
            compare(Tool.FULL, time.dividedBy(2), load);
            compare(Tool.VERIFY_TUNED, time.dividedBy(4), load);
            compare(Tool.VERIFY_RECOMPARE, time.dividedBy(4), load);
            run.measures()
                    .note("Clients wrote " + load.rate() + " times a second while tools looked for differences; "
                            + WriteLoad.WRITES_PER_SECOND + " were wanted.");
        }
        // What was written last is on its way.
        Thread.sleep(VerifyRun.SETTLE.multipliedBy(2).toMillis());
    }

    private void compare(Tool tool, Duration least, WriteLoad load) throws IOException {
        long end = System.nanoTime() + least.toNanos();
        do {
            Checked checked = run.checker().ask(tool.kind());
            run.measures().underLoad(tool, checked.wall(), checked.rows().size());
            run.progress()
                    .say(tool + " under " + load.rate() + " writes/s: "
                            + checked.rows().size() + " false alarms, " + VerifyRun.seconds(checked.wall())
                            + VerifyRun.remarks(checked));
            run.saving().save();
        } while (System.nanoTime() < end);
    }
}
