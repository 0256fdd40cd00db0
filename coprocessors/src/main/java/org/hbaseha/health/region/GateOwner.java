package org.hbaseha.health.region;

/** Whom the gate record of this incarnation belongs to. */
sealed interface GateOwner {

    /** There is none. */
    record Nobody() implements GateOwner {}

    /** STOCK: this server's own word. */
    record Ours() implements GateOwner {}

    /** A leader has decided that this incarnation is dead; {@code why} is for people. */
    record Expire(String why) implements GateOwner {}
}
