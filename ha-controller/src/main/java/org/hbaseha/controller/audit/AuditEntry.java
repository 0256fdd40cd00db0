package org.hbaseha.controller.audit;

import java.time.Instant;
import java.util.Map;
import org.hbaseha.fencing.Epoch;

/**
 * One line of the journal before it is numbered and chained.
 *
 * @param at wall clock, for people
 * @param epoch the controller led with when it happened, or {@link Epoch#NONE}
 * @param kind of event, a constant in capitals such as {@code VERDICT}; what programs filter by
 * @param subject server name, or empty when the event is the controller's own
 * @param incident id of the incident it belongs to, or empty
 * @param sentence what a person reads
 * @param facts evidence and numbers, in a fixed order; values are text
 */
public record AuditEntry(
        Instant at,
        Epoch epoch,
        String kind,
        String subject,
        String incident,
        String sentence,
        Map<String, String> facts) {}
