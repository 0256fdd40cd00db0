package org.hbaseha.health.gate;

/**
 * What a server tells controllers of its gate.
 *
 * @param seats {@link Seats#fingerprint} of the seats this server counts; a controller that counts others does not rely on its lease
 * @param refused requests refused since the server started
 */
public record GateReport(GateState state, int seats, long refused) {

    /** Of a server that counts no seats: it has no gate, or one that is never armed. */
    public static final GateReport NONE = new GateReport(GateState.OPEN, Seats.NONE.fingerprint());

    public GateReport(GateState state, int seats) {
        this(state, seats, 0);
    }

    public GateReport withRefused(long requests) {
        return new GateReport(state, seats, requests);
    }
}
