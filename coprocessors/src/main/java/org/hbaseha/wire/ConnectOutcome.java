package org.hbaseha.wire;

/** What a TCP connect to a port tells about the host and the process behind it. */
public enum ConnectOutcome {
    /** Somebody listens: the host is up and its kernel answers. Says nothing of the application. */
    CONNECTED,
    /** The host answers that nobody listens on that port. */
    REFUSED,
    /** Nobody answered in time: host or network gone, or a listen backlog that is full. */
    TIMED_OUT,
    /** No route, host unreachable and the like. Counts as no contact. */
    UNREACHABLE,
    /** The prober could not try (no descriptors, name not known). No evidence about the target. */
    NOT_TRIED
}
