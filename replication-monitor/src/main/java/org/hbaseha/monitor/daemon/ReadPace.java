package org.hbaseha.monitor.daemon;

import java.time.Duration;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/** Spreads reading over time: who has read so much waits until it is that much's turn. What was not read in a quiet hour is not made up for. Any thread. */
final class ReadPace {

    private final MonotonicClock clock;
    private MonotonicInstant free;

    ReadPace(MonotonicClock clock) {
        this.clock = clock;
        this.free = clock.now();
    }

    /** How long to wait after {@code bytes} were read, at {@code bytesPerSecond}; 0 is no limit. */
    synchronized Duration after(long bytes, long bytesPerSecond) {
        MonotonicInstant now = clock.now();
        if (free.isBefore(now)) {
            free = now;
        }
        if (bytesPerSecond <= 0) {
            return Duration.ZERO;
        }
        free = free.plus(Duration.ofNanos((long) (bytes * 1e9 / bytesPerSecond)));
        return free.since(now);
    }
}
