package org.hbaseha.time;

/** The only source of intervals. Tests and simulations hand in their own; everything else takes {@link #system()}. */
@FunctionalInterface
public interface MonotonicClock {

    MonotonicInstant now();

    static MonotonicClock system() {
        return () -> new MonotonicInstant(System.nanoTime());
    }
}
