package org.hbaseha.monitor.lag;

import java.time.Duration;

/**
 * What the peer would lack if the source were lost now. The time is measured; the rest is an estimate: each server's recent rate of writes times its
 * own lag, with tables that are not replicated among them.
 */
public record LossEstimate(Duration rpo, long writes, long bytes) {}
