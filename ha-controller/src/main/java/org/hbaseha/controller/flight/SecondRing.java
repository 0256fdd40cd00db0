package org.hbaseha.controller.flight;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.hbaseha.time.MonotonicInstant;

/**
 * Numbers for each of the last {@link #SECONDS} seconds, some columns of them, in arrays that never grow: 500 bytes a column. A second that
 * was never written reads as absent.
 */
final class SecondRing {

    /** One more than a minute: the one that is being written is not whole. */
    static final int SECONDS = 61;

    private static final long NANOS = 1_000_000_000L;
    private static final long UNUSED = Long.MIN_VALUE;

    private final long[] second = new long[SECONDS];
    private final long[][] columns;

    SecondRing(int columns) {
        this.columns = new long[columns][SECONDS];
        Arrays.fill(second, UNUSED);
    }

    /** Where this instant's second is kept; what was kept there of an older one is gone. */
    int slot(MonotonicInstant at) {
        long wanted = Math.floorDiv(at.nanos(), NANOS);
        int slot = (int) Math.floorMod(wanted, (long) SECONDS);
        if (second[slot] != wanted) {
            second[slot] = wanted;
            for (long[] column : columns) {
                column[slot] = 0;
            }
        }
        return slot;
    }

    void add(int column, int slot, long amount) {
        columns[column][slot] += amount;
    }

    void most(int column, int slot, long amount) {
        columns[column][slot] = Math.max(columns[column][slot], amount);
    }

    void set(int column, int slot, long value) {
        columns[column][slot] = value;
    }

    long get(int column, int slot) {
        return columns[column][slot];
    }

    /** Slots of the seconds up to {@code now} that were written, oldest first. */
    List<Integer> slots(MonotonicInstant now) {
        long last = Math.floorDiv(now.nanos(), NANOS);
        return LongStream.rangeClosed(last - SECONDS + 1, last)
                .filter(wanted -> second[(int) Math.floorMod(wanted, (long) SECONDS)] == wanted)
                .mapToObj(wanted -> (int) Math.floorMod(wanted, (long) SECONDS))
                .toList();
    }

    MonotonicInstant begin(int slot) {
        return new MonotonicInstant(second[slot] * NANOS);
    }
}
