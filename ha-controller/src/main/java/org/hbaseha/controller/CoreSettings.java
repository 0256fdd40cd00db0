package org.hbaseha.controller;

import java.time.Duration;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.Seats;

/**
 * The bounds the core decides by.
 *
 * @param seats whose acknowledgements the servers' leases rest on
 * @param planExpires how long a plan waits for a person
 */
public record CoreSettings(
        DetectorSettings detector,
        Duration crashProcedureGrace,
        BreakerSettings breakers,
        Seats seats,
        Duration planExpires,
        HookUse hooks) {

    /** What a server must go by for its lease to be relied on. */
    GateTerms terms() {
        return new GateTerms(seats, detector.lease());
    }
}
