package org.hbaseha.monitor.sweep;

import java.time.Duration;
import org.hbaseha.digest.DigestRequest.Reading;

/**
 * How much a comparison does at once, and when it gives up.
 *
 * @param lanes so many ranges at a time
 * @param mostRows it ends when so many rows differ
 * @param patience rows that differ are followed for so long
 * @param reading how regions read the ranges: as a stream what is large, by position what is small
 */
public record Effort(int lanes, int mostRows, Duration patience, Reading reading) {}
