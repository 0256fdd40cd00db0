package org.hbaseha.monitor.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.KeyRange;

/**
 * How a sweep asks.
 *
 * @param families that count
 * @param upTo cells of that time or later do not count: they may be on their way
 * @param expires whether cells of a family end by themselves
 * @param lanes so many ranges at a time
 * @param mostRows it ends when so many rows differ
 * @param reading how regions read the ranges
 */
public record SweepPlan(
        List<byte[]> families, Instant upTo, boolean expires, int lanes, int mostRows, Reading reading) {

    /** A part of a region's sums: enough that a difference is looked for in a sixteenth of it. */
    private static final int FIRST_PARTS = 16;

    /** Bounds one call: half of what the client waits for it would be too much beside a queue. */
    private static final Duration CALL = Duration.ofSeconds(5);

    private static final long CALL_BYTES = 1L << 30;

    /**
     * Cells that end within so long do not count, so that both clusters leave out the same though their clocks differ and they are asked one after
     * the other. Where that is too short the rows differ, are looked at again, and do not.
     */
    public static final Duration EXPIRY_MARGIN = Duration.ofMinutes(1);

    public SweepPlan {
        families = List.copyOf(families);
        if (lanes < 1 || mostRows < 1) {
            throw new IllegalArgumentException(
                    "A sweep needs a lane and room for a row lanes=" + lanes + " mostRows=" + mostRows);
        }
    }

    /** The first question about {@code range}. */
    DigestRequest request(KeyRange range, Instant now) {
        return new DigestRequest(
                range,
                families,
                upTo.toEpochMilli(),
                expires ? OptionalLong.of(now.plus(EXPIRY_MARGIN).toEpochMilli()) : OptionalLong.empty(),
                FIRST_PARTS,
                CALL,
                CALL_BYTES,
                reading);
    }
}
