package org.hbaseha.it.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * How a workload asks.
 *
 * @param client its name, by which its rows differ from those of another one on the same table
 * @param interval between two operations of one kind on one region; one that has not ended is waited for
 * @param timeout of an operation, which is then tried once only; empty for HBase's defaults, with all their retries
 */
public record Pace(String client, Duration interval, Optional<Duration> timeout) {

    /** Sees an outage to a tenth of a second: short calls, no hidden retries. 20 operations a second for each region. */
    public static final Pace PROBE = new Pace("probe", Duration.ofMillis(100), Optional.of(Duration.ofMillis(500)));

    /** Waits as an application does that sets nothing: 60 s for an answer, then longer and longer between 16 attempts. */
    public static final Pace APPLICATION = new Pace("application", Duration.ofSeconds(1), Optional.empty());
}
