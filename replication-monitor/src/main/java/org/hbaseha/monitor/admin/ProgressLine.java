package org.hbaseha.monitor.admin;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hbaseha.monitor.sweep.SweepProgress;

/**
 * Tells a waiting person how far a sweep is, on standard error: one line that is written over on a terminal, one each ten seconds elsewhere. Has a thread of its
 * own until it is closed.
 */
final class ProgressLine {

    private static final int BAR = 24;
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final SweepProgress progress;
    private final PrintWriter out;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "progress");
        made.setDaemon(true);
        return made;
    });

    private ProgressLine(SweepProgress progress, PrintWriter out, boolean terminal) {
        this.progress = progress;
        this.out = out;
        this.terminal = terminal;
    }

    static ProgressLine show(SweepProgress progress, PrintWriter out, boolean terminal) {
        ProgressLine line = new ProgressLine(progress, out, terminal);
        long interval = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        var unused = line.thread.scheduleAtFixedRate(line::print, interval, interval, TimeUnit.MILLISECONDS);
        return line;
    }

    private void print() {
        String text = text(progress, Duration.ofNanos(System.nanoTime() - start));
        if (terminal) {
            out.print("\r" + text + " ".repeat(4));
        } else {
            out.println(text);
        }
        out.flush();
    }

    static String text(SweepProgress progress, Duration passed) {
        int ranges = Math.max(1, progress.ranges());
        int swept = progress.swept();
        double seconds = Math.max(0.001, passed.toMillis() / 1000.0);
        int done = BAR * swept / ranges;
        String left = swept == 0 || swept == ranges
                ? ""
                : String.format(Locale.ROOT, ", about %.0f s left", seconds / swept * (ranges - swept));
        return String.format(
                Locale.ROOT,
                "[%s%s] %d of %d ranges, %,d rows read, %,.0f a second, %,.1f MB/s%s",
                "#".repeat(done),
                ".".repeat(BAR - done),
                swept,
                progress.ranges(),
                progress.rows(),
                progress.rows() / seconds,
                progress.bytes() / seconds / 1e6,
                left);
    }

    void close() {
        thread.shutdownNow();
        if (terminal) {
            out.print("\r" + " ".repeat(110) + "\r");
            out.flush();
        }
    }
}
