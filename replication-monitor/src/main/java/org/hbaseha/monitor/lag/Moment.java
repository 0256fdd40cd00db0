package org.hbaseha.monitor.lag;

import java.time.Instant;
import org.hbaseha.time.MonotonicInstant;

/**
 * A moment at the monitor. Order and intervals come from {@code tick} alone; {@code wall} is what people are shown, and stands in for the clock of a
 * server that was never measured.
 */
public record Moment(MonotonicInstant tick, Instant wall) {}
