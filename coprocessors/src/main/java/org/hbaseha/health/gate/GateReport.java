package org.hbaseha.health.gate;

/**
 * What a server tells controllers of its gate.
 *
 * @param seats {@link Seats#fingerprint} of the seats this server counts; a controller that counts others does not rely on its lease
 */
public record GateReport(GateState state, int seats) {}
