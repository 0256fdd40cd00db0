package org.hbaseha.health.region;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;

/**
 * Finds stops of the whole process by a thread that asks to be woken often: what it overslept is a pause, whoever caused it (collector,
 * safepoint, SIGSTOP, no CPU). The idea is that of HBase's JvmPauseMonitor, at a finer grain. Keeps the longest pause of each of the last
 * minutes, so memory is fixed. Called by the beat thread only; no clock.
 */
final class PauseMeter {

    private static final Duration BUCKET = Duration.ofMinutes(1);
    /** Ten whole minutes and the one that runs. */
    private static final int BUCKETS = 11;

    private final long[] longestOfBucket = new long[BUCKETS];
    private final MonotonicInstant origin;
    private MonotonicInstant lastWoken;
    private long bucket;
    private Duration recent = Duration.ZERO;

    PauseMeter(MonotonicInstant start) {
        this.origin = start;
        this.lastWoken = start;
    }

    /** The thread, which asked to sleep for {@code asked} after its last call, is awake. */
    void woken(Duration asked, MonotonicInstant now) {
        Duration overslept = now.since(lastWoken).minus(asked);
        lastWoken = now;
        turnTo(now);
        if (overslept.isNegative()) {
            return;
        }
        if (overslept.compareTo(recent) > 0) {
            recent = overslept;
        }
        int slot = (int) (bucket % BUCKETS);
        longestOfBucket[slot] = Math.max(longestOfBucket[slot], overslept.toNanos());
    }

    /** The longest pause since the last call of this method. */
    Duration takeRecent() {
        Duration taken = recent;
        recent = Duration.ZERO;
        return taken;
    }

    /** The longest pause of the last ten minutes (up to eleven). */
    Duration longest(MonotonicInstant now) {
        turnTo(now);
        long longest = 0;
        for (long each : longestOfBucket) {
            longest = Math.max(longest, each);
        }
        return Duration.ofNanos(longest);
    }

    private void turnTo(MonotonicInstant now) {
        long current = Math.max(bucket, now.since(origin).dividedBy(BUCKET));
        for (long passed = Math.max(bucket + 1, current - BUCKETS + 1); passed <= current; passed++) {
            longestOfBucket[(int) (passed % BUCKETS)] = 0;
        }
        bucket = current;
    }
}
