package org.hbaseha.health.gate;

/**
 * What a beat says of the gate.
 *
 * @param seats {@link Seats#fingerprint} of the seats this server counts; a controller that counts others does not rely on its lease
 */
public record GateReport(GateState state, int seats) {

    /** Of a server that has no gate, or whose agent is older than the gate. */
    public static final GateReport NONE = new GateReport(GateState.OPEN, 0);
}
