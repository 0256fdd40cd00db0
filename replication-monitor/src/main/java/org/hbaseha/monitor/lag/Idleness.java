package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * Whether a living server without regions still counts. Stock writes no marker there ({@code ReplicationMarkerChore}), so its watermark would stand
 * still for ever though it writes nothing. It stops counting at once when it was never seen with a region, from its start on; else when for a while
 * it had no region, none of its heartbeats waited for proof, nothing in its queue moved and it reported no lag itself. That while is longer than a
 * stock source sleeps after so long a silence, so what was left in the log has been read: then the lag it reports can be believed. Not thread safe.
 */
final class Idleness {

    private final Duration quiet;
    private boolean hadRegions;
    private Optional<MonotonicInstant> emptySince = Optional.empty();

    /** {@code newcomer}: it was not there when the servers were listed before. */
    Idleness(boolean newcomer, Duration quiet) {
        this.hadRegions = !newcomer;
        this.quiet = quiet;
    }

    void reported(Observation.ServerReport report, MonotonicInstant at) {
        if (report.regions() > 0) {
            hadRegions = true;
            emptySince = Optional.empty();
        } else if (!report.stockLag().isZero()) {
            emptySince = Optional.of(at);
        } else if (emptySince.isEmpty()) {
            emptySince = Optional.of(at);
        }
    }

    boolean isIdle(MonotonicInstant now, boolean allProved, Optional<Duration> queueStoodFor) {
        if (emptySince.isEmpty()) {
            return false;
        }
        if (!hadRegions) {
            return true;
        }
        return allProved
                && now.since(emptySince.get()).compareTo(quiet) >= 0
                && queueStoodFor.map(stood -> stood.compareTo(quiet) >= 0).orElse(false);
    }
}
