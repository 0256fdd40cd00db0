package org.hbaseha.health.gate;

/** What the gate wants done outside. One at a time; the next comes when this one has been answered. */
public sealed interface GateOrder {

    /** Create the gate record of this incarnation as STOCK; answered by {@code claimed}, {@code expired} or {@code unanswered}. */
    record Claim() implements GateOrder {}

    /** Delete the STOCK record, if it is ours; answered by {@code released}, {@code expired} or {@code unanswered}. */
    record Release() implements GateOrder {}

    /** Somebody has decided that this incarnation is dead: end the JVM now, so that sockets are reset and clients freed. */
    record Halt() implements GateOrder {}
}
