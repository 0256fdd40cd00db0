package org.hbaseha.monitor.lag;

/** What a server's watermark rests on. */
public enum Basis {
    /** The newest heartbeat that is proved to be applied with all before it. */
    HEARTBEAT,
    /** The oldest of its logs that is not applied as a whole; no heartbeat says more. */
    LOG_BEGUN,
    /** It had nothing to ship until then. */
    WAS_IDLE,
    /** Nothing is known: everything since its start may be missing. */
    STARTED
}
