package org.hbaseha.controller;

import java.time.Duration;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.health.gate.Seats;

/** The bounds the core decides by, and whose acknowledgements the servers' leases rest on. */
public record CoreSettings(
        DetectorSettings detector, Duration crashProcedureGrace, BreakerSettings breakers, Seats seats) {}
