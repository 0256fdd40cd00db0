package org.hbaseha.it.workload;

import java.time.Duration;
import java.time.Instant;

/**
 * One call of a client that has ended.
 *
 * @param region number of the region in its table, by start key from 0; each region has one row of the workload, see {@link RegionRow}
 * @param value what a put wrote, or what a successful get read; 0 when it read nothing
 * @param start before the call
 * @param end when its outcome was known; never before {@code start}
 */
public record Operation(int region, OperationKind kind, long value, Instant start, Instant end, Outcome outcome) {

    public Operation {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("An operation ends after it starts start=" + start + " end=" + end);
        }
    }

    public boolean succeeded() {
        return outcome == Outcome.OK;
    }

    /** How long the caller waited. */
    public Duration took() {
        return Duration.between(start, end);
    }
}
