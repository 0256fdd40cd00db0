package org.hbaseha.it.agents;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long acknowledgements took, counted in steps of 50 µs up to a second. Constant memory, any thread; {@link #clear} between phases loses what
 * is added meanwhile.
 */
final class RoundTrips {

    static final long STEP_NANOS = 50_000;

    private static final int STEPS = 20_000;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS + 1);

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(STEPS, Math.max(0, nanos) / STEP_NANOS));
    }

    long total() {
        long total = 0;
        for (int i = 0; i <= STEPS; i++) {
            total += counts.get(i);
        }
        return total;
    }

    /** Upper end, in microseconds, of the step below or in which this share of all lies; the last step stands for all above. */
    long quantileMicros(double share) {
        long wanted = Math.max(1, (long) Math.ceil(total() * share));
        long seen = 0;
        for (int i = 0; i <= STEPS; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return (i + 1) * STEP_NANOS / 1_000;
            }
        }
        return 0;
    }

    void clear() {
        for (int i = 0; i <= STEPS; i++) {
            counts.set(i, 0);
        }
    }
}
