package org.hbaseha.health.region;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;

/**
 * When the next beat is due: at a fixed rate, so that the gaps a controller sees do not grow with the work of making a beat; after a pause the
 * beats that were missed are left out, for a burst of them would say nothing. Not thread safe, no clock.
 */
final class BeatSchedule {

    private final Duration interval;
    private MonotonicInstant next;

    BeatSchedule(Duration interval, MonotonicInstant first) {
        this.interval = interval;
        this.next = first;
    }

    /** True when a beat is due; the one after it is then planned. */
    boolean take(MonotonicInstant now) {
        if (now.isBefore(next)) {
            return false;
        }
        MonotonicInstant following = next.plus(interval);
        next = following.isAfter(now) ? following : now.plus(interval);
        return true;
    }

    /** Zero when a beat is due. */
    Duration untilNext(MonotonicInstant now) {
        return now.isBefore(next) ? next.since(now) : Duration.ZERO;
    }
}
