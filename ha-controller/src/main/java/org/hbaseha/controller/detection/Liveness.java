package org.hbaseha.controller.detection;

/** How alive a server is taken to be. */
public enum Liveness {
    ALIVE,
    /** Evidence is missing: it is being probed, nothing is done. */
    SUSPECT,
    /** The evidence suffices to expire it, if we may. */
    DEAD,
    /** We have no evidence of our own (no agent): left to stock HBase. */
    UNKNOWN
}
