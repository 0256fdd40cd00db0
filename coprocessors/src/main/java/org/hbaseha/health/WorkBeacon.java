package org.hbaseha.health;

import java.time.Duration;

/**
 * Evidence of work, not only of life, as a region server sees itself at the time of a beat.
 *
 * @param recentPause longest stop of the JVM noticed since the beat before
 * @param longestPause longest stop of the JVM noticed in the last 10 minutes
 * @param processCpu share of all cores used by the process, 0 to 1; negative when the JVM cannot tell
 * @param heapUsed bytes
 * @param heapMax bytes
 * @param oldestUnfinishedWrite age of the oldest write that entered a region and has not been synced; zero when there is none
 * @param regions regions online
 * @param requestsPerSecond reads and writes of all online regions, over the last second
 */
public record WorkBeacon(
        Duration recentPause,
        Duration longestPause,
        double processCpu,
        long heapUsed,
        long heapMax,
        Duration oldestUnfinishedWrite,
        int regions,
        double requestsPerSecond) {

    /** A server that does nothing and knows nothing of itself. */
    public static final WorkBeacon IDLE =
            new WorkBeacon(Duration.ZERO, Duration.ZERO, -1.0, 0, 0, Duration.ZERO, 0, 0.0);
}
