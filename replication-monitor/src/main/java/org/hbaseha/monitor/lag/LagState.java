package org.hbaseha.monitor.lag;

/** What a lag means to the one who runs the clusters. */
public enum LagState {
    /** Not everything has been looked at once. */
    STARTING,
    CAUGHT_UP,
    /** Late, and the watermark moves. */
    BEHIND,
    /** Late, and the watermark stands though heartbeats are written. */
    STUCK,
    /** An operator stopped the peer. */
    DISABLED,
    /** A source server writes no heartbeats. */
    NO_HEARTBEAT,
    /** The peer cannot be read, so nothing new is known. */
    PEER_UNREACHABLE
}
