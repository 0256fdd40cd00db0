package org.hbaseha.monitor.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What decides on the peer which of a column family's stored cells clients see.
 *
 * @param maxVersions {@code VERSIONS}
 * @param newVersionBehavior {@code NEW_VERSION_BEHAVIOR}: a put that was written after a delete marker is seen whatever its timestamp
 * @param timeToLive {@code TTL}; empty where cells stay for ever. Each server goes by its own clock.
 */
public record FamilyRules(int maxVersions, boolean newVersionBehavior, Optional<Duration> timeToLive) {

    /** Of a family that nothing is known of: HBase's usual way, and never taken to be full. */
    public static final FamilyRules UNKNOWN = new FamilyRules(Integer.MAX_VALUE, false, Optional.empty());

    public FamilyRules {
        if (maxVersions < 1) {
            throw new IllegalArgumentException("A family keeps one version at least maxVersions=" + maxVersions);
        }
    }

    /** Whether a cell with that timestamp has expired by then. */
    public boolean expires(long timestamp, Instant then) {
        return timeToLive
                .map(then::minus)
                .filter(oldest -> timestamp < oldest.toEpochMilli())
                .isPresent();
    }
}
