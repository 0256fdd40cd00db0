package org.hbaseha.monitor.continuous;

import java.time.Instant;

/**
 * Rows that must be compared, for they were written, or nobody knows whether they were.
 *
 * @param noticed a comparison that began later has them
 * @param whole all of a region, or nobody knows which rows of it: too much to be looked at between two rounds, so the sweep takes it
 */
public record Waiting(Instant noticed, boolean whole) {}
