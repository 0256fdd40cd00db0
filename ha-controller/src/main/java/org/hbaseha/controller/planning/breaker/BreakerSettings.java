package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import org.hbaseha.controller.detection.DetectorSettings;

/**
 * The bounds that operators set; the others are constants of the breakers, for they are part of the design and no matter of taste.
 *
 * @param window within which expiries are counted
 * @param grace what a server is given after it started, and while it stops in order
 * @param lease for which a leader, or a controller that stood still, does not trust its ears
 */
public record BreakerSettings(Duration window, Duration grace, Duration lease, Racks racks) {

    /** With the defaults of everything but the window. */
    public static BreakerSettings of(Duration window, DetectorSettings detector) {
        return new BreakerSettings(window, Duration.ofSeconds(15), detector.lease(), Racks.NONE);
    }
}
