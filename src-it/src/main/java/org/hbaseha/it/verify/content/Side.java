package org.hbaseha.it.verify.content;

/** The two clusters: replication goes from the source to the peer. */
public enum Side {
    SOURCE,
    PEER
}
