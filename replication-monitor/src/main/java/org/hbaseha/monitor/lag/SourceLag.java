package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;

/**
 * One source server's part in the lag, at one moment.
 *
 * @param watermark everything it wrote before is applied on the peer; by its own clock
 * @param lag the latest its clock can show, minus the watermark
 * @param clock how it was read
 * @param skew its clock minus the monitor's, where that was measured
 * @param reportAge how long ago it last reported to its master, which it does every three seconds; zero for a dead one
 * @param mayBeLess something that could not be seen may have brought more, or there may have been nothing to bring
 * @param stood how long ago the watermark moved; since it was first seen where it never did
 * @param queueMoves its queue was seen to move since the newest heartbeat came
 * @param leaving it has no regions, so it writes no heartbeats, and what it wrote before is not known to be shipped
 * @param crashRunning its crash procedure has begun and not ended
 * @param holder the server that ships its logs now, where that is another
 * @param logs it writes side by side; heartbeats are in one of them only
 */
public record SourceLag(
        ServerName server,
        Standing standing,
        Basis basis,
        Instant watermark,
        Duration lag,
        ClockDoubt clock,
        Optional<Duration> skew,
        Duration reportAge,
        boolean mayBeLess,
        Duration stood,
        boolean queueMoves,
        boolean leaving,
        boolean crashRunning,
        Optional<ServerName> holder,
        int logs) {

    /**
     * How well a clock is known.
     *
     * @param measured false where the monitor's clock stands in for the server's
     * @param doubt the lag may be so much less
     */
    public record ClockDoubt(boolean measured, Duration doubt) {}

    boolean counts() {
        return standing != Standing.IDLE;
    }

    /** It is as late as that, not only at most. */
    boolean isMeasured() {
        return standing == Standing.LIVE && basis == Basis.HEARTBEAT && !mayBeLess && !leaving && logs <= 1;
    }
}
