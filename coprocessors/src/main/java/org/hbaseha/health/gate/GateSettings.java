package org.hbaseha.health.gate;

import java.time.Duration;

/**
 * What one server's gate is set to.
 *
 * @param lease how long one acknowledgement is good for, counted from the sending of the beat
 * @param serveIsolated whether to serve on while neither controllers nor ZooKeeper can be reached
 */
public record GateSettings(Seats seats, Duration lease, boolean serveIsolated) {

    GateTerms terms() {
        return new GateTerms(seats, lease);
    }

    /** Without a majority for this long, the server goes for the gate record; a thread that stood still for longer trusts nothing. */
    Duration claimAfter() {
        return lease.dividedBy(2);
    }

    Duration rearmWithin() {
        return lease.dividedBy(4);
    }
}
