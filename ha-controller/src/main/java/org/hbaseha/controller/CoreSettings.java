package org.hbaseha.controller;

import java.time.Duration;
import org.hbaseha.controller.detection.DetectorSettings;

/**
 * The bounds the core decides by.
 *
 * @param planExpires how long a plan waits for a person
 */
public record CoreSettings(
        DetectorSettings detector,
        Duration crashProcedureGrace,
        Duration breakerWindow,
        Duration planExpires,
        HookUse hooks) {}
