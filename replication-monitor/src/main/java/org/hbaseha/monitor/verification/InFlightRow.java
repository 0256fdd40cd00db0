package org.hbaseha.monitor.verification;

import java.time.Instant;

/**
 * A row that differs, and of which nothing is sure yet. No cause for an alarm.
 *
 * @param since the first look at it
 * @param looks how many looks there were
 * @param changes how many of them found it other than the look before
 * @param why it is not sure yet
 */
public record InFlightRow(RowKey row, Instant since, int looks, int changes, String why) {}
