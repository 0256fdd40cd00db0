package org.hbaseha.health.gate;

/** What a server's permission to serve rests on. */
public enum GateState {
    /** Not armed: it serves as stock HBase does, and nobody may expire it for being silent. */
    OPEN,
    /** It serves while a majority of the controllers acknowledges its beats. */
    LEASED,
    /** It lost the majority and won its gate record: it serves, and ZooKeeper alone may end it. */
    STOCK,
    /** It has found its own EXPIRE record: it serves no more. */
    EXPIRED
}
