package org.hbaseha.monitor.repair.rim;

import java.time.Duration;

/** Keeps a repair from doing more rows a second than it may: {@link #await} returns when the next may be done. One thread. */
final class RowsPerSecond {

    private final double nanosPerRow;
    private long free = System.nanoTime();

    RowsPerSecond(int rows) {
        this.nanosPerRow = (double) Duration.ofSeconds(1).toNanos() / rows;
    }

    /** Waits for the time that the rows before need, and takes that of {@code rows} more. */
    void await(int rows) throws InterruptedException {
        long now = System.nanoTime();
        long wait = free - now;
        if (wait > 0) {
            Thread.sleep(Math.max(1, Duration.ofNanos(wait).toMillis()));
        }
        free = Math.max(now, free) + (long) (nanosPerRow * rows);
    }
}
