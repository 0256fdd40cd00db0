package org.hbaseha.controller;

import java.time.Duration;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.planning.breaker.BreakerSettings;

/** The bounds the core decides by. */
public record CoreSettings(DetectorSettings detector, Duration crashProcedureGrace, BreakerSettings breakers) {}
