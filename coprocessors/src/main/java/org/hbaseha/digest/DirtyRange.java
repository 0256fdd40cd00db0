package org.hbaseha.digest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hbaseha.digest.DirtySlots.Written;

/**
 * Rows that may have changed.
 *
 * @param newest when the last of them may have been written, by the clock of their server
 * @param quiet whether that was before the time the question named: all those writes were over by then
 */
public record DirtyRange(KeyRange range, Instant newest, boolean quiet) {

    /** {@code written}: disjoint, in the order of keys. Neighbours are joined where both are quiet, or neither is. */
    public static List<DirtyRange> of(List<Written> written, Instant quietSince) {
        List<DirtyRange> ranges = new ArrayList<>();
        for (Written piece : written) {
            Instant time = Instant.ofEpochMilli(piece.time());
            DirtyRange range = new DirtyRange(piece.range(), time, time.isBefore(quietSince));
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).isJoinedBy(range)) {
                ranges.set(last, ranges.get(last).with(range));
            } else {
                ranges.add(range);
            }
        }
        return List.copyOf(ranges);
    }

    private boolean isJoinedBy(DirtyRange next) {
        return quiet == next.quiet && Arrays.equals(range.end(), next.range.start());
    }

    private DirtyRange with(DirtyRange next) {
        Instant newer = newest.isAfter(next.newest) ? newest : next.newest;
        return new DirtyRange(new KeyRange(range.start(), next.range.end()), newer, quiet);
    }

    void writeTo(DigestWriter out) {
        out.bytes(range.start());
        out.bytes(range.end());
        out.i64(newest.toEpochMilli());
        out.flag(quiet);
    }
}
