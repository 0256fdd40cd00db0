package org.hbaseha.controller.bundle;

import java.time.Instant;
import org.hbaseha.controller.flight.Cut;
import org.hbaseha.controller.view.IncidentView;

/**
 * What is written at one of the two moments of an incident that leave a bundle.
 *
 * @param incident as it stood then
 * @param wall the wall clock at {@code cut.at()}
 */
public record BundlePart(Moment moment, IncidentId id, IncidentView incident, Cut cut, Instant wall) {

    /** The verdict begins a bundle, the end completes it. */
    public enum Moment {
        VERDICT,
        END
    }
}
