package org.hbaseha.digest.region;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * What all passes of one region server may take together: so many at a time, since each holds a handler, and so many bytes a second. Nobody waits
 * here: whoever asks when it is used up is told when to come again. Any thread.
 */
final class ServerShare {

    private static final Duration WHEN_FULL = Duration.ofMillis(50);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Semaphore passes;
    private final long bytesPerSecond;
    private final MonotonicClock clock;
    private MonotonicInstant paidUntil;

    /** {@code bytesPerSecond}: 0 for no limit. */
    ServerShare(int passes, long bytesPerSecond, MonotonicClock clock) {
        this.passes = new Semaphore(passes);
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        this.paidUntil = clock.now();
    }

    /** Empty when a pass may begin, which {@link #end} must follow; otherwise when to ask again. */
    Optional<Duration> begin() {
        Duration debt = debt();
        if (!debt.isZero()) {
            return Optional.of(debt);
        }
        return passes.tryAcquire() ? Optional.empty() : Optional.of(WHEN_FULL);
    }

    private synchronized Duration debt() {
        MonotonicInstant now = clock.now();
        return paidUntil.isAfter(now) ? paidUntil.since(now) : Duration.ZERO;
    }

    /** A pass that was begun is over, and has read so much. */
    void end(long bytes) {
        passes.release();
        if (bytesPerSecond > 0) {
            pay(Duration.ofNanos((long) ((double) bytes / bytesPerSecond * NANOS_PER_SECOND)));
        }
    }

    private synchronized void pay(Duration price) {
        MonotonicInstant now = clock.now();
        paidUntil = (paidUntil.isAfter(now) ? paidUntil : now).plus(price);
    }
}
