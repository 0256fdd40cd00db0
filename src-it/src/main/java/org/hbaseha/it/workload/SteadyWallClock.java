package org.hbaseha.it.workload;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The wall clock as it was when this was made, carried on by the monotonic clock: intervals between two of its instants are true whatever
 * becomes of the machine's clock, and its instants can still be laid beside those of other processes on the same machine.
 */
public final class SteadyWallClock implements InstantSource {

    private final Instant origin = Instant.now();
    private final long originNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return origin.plusNanos(System.nanoTime() - originNanos);
    }
}
