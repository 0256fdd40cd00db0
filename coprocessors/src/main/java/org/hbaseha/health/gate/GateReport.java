package org.hbaseha.health.gate;

/**
 * What a server tells controllers of its gate.
 *
 * @param terms {@link GateTerms#fingerprint} of what this server goes by; a controller that goes by another does not rely on its lease
 * @param refused requests refused since the server started
 */
public record GateReport(GateState state, int terms, long refused) {

    /** Of a server that counts no seats: it has no gate, or one that is never armed. */
    public static final GateReport NONE = new GateReport(GateState.OPEN, GateTerms.NONE);

    public GateReport(GateState state, int terms) {
        this(state, terms, 0);
    }

    public GateReport withRefused(long requests) {
        return new GateReport(state, terms, requests);
    }
}
