package org.hbaseha.monitor.lag;

/** What a source server is to the watermark. */
public enum Standing {
    /** Alive, and writes heartbeats or should. */
    LIVE,
    /** Alive, without regions and with nothing left to ship: does not count. */
    IDLE,
    /** The master does not take it for alive, and its logs are not known to be shipped. */
    DEAD
}
