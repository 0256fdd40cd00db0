package org.hbaseha.monitor.verification;

import java.time.Duration;
import java.time.Instant;

/**
 * When a difference counts as sure.
 *
 * @param looks it must have been seen so many times, always the same
 * @param apart so long between two of them
 * @param longestWait a row that does not come to rest is looked at less and less often, but never later than that
 * @param farFuture a cell whose timestamp is so far ahead of the clock got it from a client: it says nothing of when the cell was written. More than
 *     clocks may differ; HBase's master refuses region servers that are 30 s off
 * @param lasting a cell that expires within that time is not judged, for two servers do not drop it at the same moment; twice as much as clocks may
 *     differ at least
 * @param mostRows so many rows are followed at once; what is kept of each is its key and some hundred bytes
 */
public record RecheckConfig(
        int looks, Duration apart, Duration longestWait, Duration farFuture, Duration lasting, int mostRows) {

    public static final RecheckConfig DEFAULT = new RecheckConfig(
            2, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5), 10_000);

    public RecheckConfig {
        if (looks < 1 || mostRows < 1) {
            throw new IllegalArgumentException("Both are one at least looks=" + looks + " mostRows=" + mostRows);
        }
        if (apart.isNegative()
                || apart.isZero()
                || longestWait.compareTo(apart) < 0
                || farFuture.isNegative()
                || lasting.isNegative()) {
            throw new IllegalArgumentException("The times do not fit apart=" + apart + " longestWait=" + longestWait
                    + " farFuture=" + farFuture + " lasting=" + lasting);
        }
    }

    /** The moment until when a cell must last to be judged, now that the row is new. */
    Instant lastingFrom(Instant now) {
        return now.plus(lasting);
    }

    /** The same of a row that is followed: it stays, so that the row looks the same again, until half of the time is over. */
    Instant lastingFrom(Instant now, Instant before) {
        return now.plus(lasting.dividedBy(2)).isAfter(before) ? lastingFrom(now) : before;
    }

    /** How long to wait after look number {@code look} at a row. */
    Duration waitAfter(int look) {
        Duration wait = apart;
        for (int i = looks; i < look && wait.compareTo(longestWait) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
