package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * What a judgement rests on.
 *
 * @param lags the latest first
 * @param unread why heartbeats could not be read the last time
 * @param heartbeatsAge since they were read; empty where they never were
 * @param sourceAge since the source's servers and queues were both listed
 */
record LagSight(
        MonotonicInstant now,
        Duration lag,
        List<SourceLag> lags,
        boolean started,
        boolean enabled,
        Optional<Observation.HeartbeatsUnread> unread,
        Optional<Duration> heartbeatsAge,
        Duration sourceAge) {

    /** The server that holds the watermark. */
    Optional<SourceLag> worst() {
        return lags.stream().filter(SourceLag::counts).findFirst();
    }
}
