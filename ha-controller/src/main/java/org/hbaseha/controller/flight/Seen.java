package org.hbaseha.controller.flight;

import org.hbaseha.controller.detection.Observation;
import org.hbaseha.time.MonotonicInstant;

/**
 * One thing that was seen, once or several times in a row.
 *
 * @param last when it was seen for the last time; {@code first} unless it was repeated
 */
public record Seen(MonotonicInstant first, MonotonicInstant last, int times, What what) {

    /** A fact, as it came or as what it changed. */
    public sealed interface What {

        String kind();
    }

    /** An observation in full. */
    public record Whole(Observation observation) implements What {

        @Override
        public String kind() {
            return observation.getClass().getSimpleName();
        }
    }

    /** Of a list that comes whole each time: what differs from the time before. */
    public record Change(String kind, String text) implements What {}
}
