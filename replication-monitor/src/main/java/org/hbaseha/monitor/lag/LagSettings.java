package org.hbaseha.monitor.lag;

import java.time.Duration;

/**
 * When lag is called what.
 *
 * @param caughtUp no more than that is caught up: a heartbeat a second, a stock source that looks each second or two, and our own look each second
 * @param stuck a watermark that has not moved for so long is stuck
 * @param patience so long may a peer, a source's master or a server's report be silent
 * @param forgotten so long after a server's end may a crash procedure be missing from the master's list until it counts as ended: a master forgets those
 *     that ended long ago
 */
public record LagSettings(Duration caughtUp, Duration stuck, Duration patience, Duration forgotten) {

    public static final LagSettings DEFAULT = new LagSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMinutes(3));

    public LagSettings {
        if (caughtUp.isNegative() || caughtUp.isZero() || stuck.compareTo(caughtUp) <= 0) {
            throw new IllegalArgumentException(
                    "Stuck must take longer than caught up allows caughtUp=" + caughtUp + " stuck=" + stuck);
        }
    }
}
