package org.hbaseha.monitor.verification;

/** What a difference between the source and a peer is called; by it a repair knows what to do. */
public enum Divergence {
    /** Clients of the source see the cell, those of the peer do not; a put with its timestamp would mend it. */
    MISSING,
    /** Clients of the peer see the cell, those of the source do not. */
    EXTRA,
    /** Both see a cell in that place, with another value or type; replication goes one way, so the source is right. */
    DIFFERENT,
    /** As {@link #MISSING}, but a delete marker on the peer hides the cell, and would hide a put with its timestamp too. */
    MASKED,
    /** As {@link #DIFFERENT}, but clients write to both clusters: nothing tells which value is right. */
    CONFLICT,
    /** An edit may still be on its way; what it looks like now says nothing. */
    IN_FLIGHT
}
