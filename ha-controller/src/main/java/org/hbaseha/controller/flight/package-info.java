/**
 * The flight recorder: what was seen in the last minute, kept small enough to keep always, so that a verdict can be looked at afterwards.
 * Pure: {@link org.hbaseha.controller.flight.FlightRecorder} takes observations and instants, and gives a {@link
 * org.hbaseha.controller.flight.Cut} when asked. What becomes of it is the concern of {@code bundle}.
 */
@NullMarked
package org.hbaseha.controller.flight;

import org.jspecify.annotations.NullMarked;
