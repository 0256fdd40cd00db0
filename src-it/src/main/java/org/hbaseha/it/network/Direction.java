package org.hbaseha.it.network;

/** Which way packets go, as the host sees it that is cut. */
public enum Direction {
    /** To the host. What it says still arrives elsewhere. */
    INBOUND,
    /** From the host. It still hears everything. */
    OUTBOUND
}
