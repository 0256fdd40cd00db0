package org.hbaseha.it.workload;

import java.time.Duration;

/**
 * How a workload asks.
 *
 * @param interval between two operations of one kind on one region; one that has not ended is waited for
 * @param timeout of one operation
 * @param attempts how often the client library tries within one operation; 1 leaves the next try to the next interval
 */
public record Pace(Duration interval, Duration timeout, int attempts) {

    /** Sees an outage to a tenth of a second: short calls, no hidden retries. 20 operations a second for each region. */
    public static final Pace PROBE = new Pace(Duration.ofMillis(100), Duration.ofMillis(500), 1);
}
