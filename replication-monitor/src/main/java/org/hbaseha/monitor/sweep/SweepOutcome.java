package org.hbaseha.monitor.sweep;

import java.util.List;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.PrefixSums.Difference;

/**
 * What a sweep came to. Where {@code differing} and {@code unswept} are empty and it is complete, both clusters hold the same.
 *
 * @param differing rows whose digests differ, in the order of their keys
 * @param unswept ranges of which nothing is known, in the order of their keys
 * @param complete false when it ended because there were more differing rows than were wanted
 */
public record SweepOutcome(List<Difference> differing, List<Unswept> unswept, boolean complete) {

    /** A range that could not be compared, and why. */
    public record Unswept(KeyRange range, String reason) {}

    public SweepOutcome {
        differing = List.copyOf(differing);
        unswept = List.copyOf(unswept);
    }
}
