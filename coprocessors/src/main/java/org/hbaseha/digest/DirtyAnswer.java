package org.hbaseha.digest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a region answers to a {@link DirtyRequest}.
 *
 * @param covered what of the asked range lies in this region
 * @param asOf all writes that are visible before it are in the ranges, where they are not older than what was known
 * @param quietSince as it was asked for, but not after {@code asOf}
 * @param ranges what was written, disjoint and in the order of keys
 * @param underWay so many batches and bulk loads of the region are being written; their rows are among the ranges, and not quiet
 * @param errors so many hooks have failed since the region was opened, and were answered by a region that is wholly dirty: a bug where it is not 0
 */
public record DirtyAnswer(
        KeyRange covered, DirtyMark asOf, Instant quietSince, List<DirtyRange> ranges, int underWay, long errors) {

    public DirtyAnswer {
        ranges = List.copyOf(ranges);
    }

    /**
     * What is known to who has dealt with the ranges that are quiet, and with no other: the next answer has the others again. Who has dealt with all of them knows
     * {@link #asOf}.
     */
    public DirtyMark whenQuietOnesAreDone() {
        return new DirtyMark(asOf.incarnation(), quietSince);
    }

    void writeTo(DigestWriter out) {
        out.bytes(covered.start());
        out.bytes(covered.end());
        asOf.writeTo(out);
        out.i64(quietSince.toEpochMilli());
        out.length(ranges.size());
        ranges.forEach(range -> range.writeTo(out));
        out.i64(underWay);
        out.i64(errors);
    }

    static DirtyAnswer readFrom(DigestReader in) throws IOException {
        KeyRange covered = in.range();
        DirtyMark asOf = DirtyMark.readFrom(in);
        Instant quietSince = Instant.ofEpochMilli(in.i64());
        int count = in.length();
        List<DirtyRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranges.add(new DirtyRange(in.range(), Instant.ofEpochMilli(in.i64()), in.flag()));
        }
        return new DirtyAnswer(covered, asOf, quietSince, ranges, (int) in.i64(), in.i64());
    }
}
