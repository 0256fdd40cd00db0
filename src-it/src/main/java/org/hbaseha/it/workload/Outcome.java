package org.hbaseha.it.workload;

/** What a client knows about an operation when it has ended. */
public enum Outcome {
    /** The server answered: a put is durable, a get returned a value. */
    OK,
    /** Certainly without effect: the request never reached a server that would have carried it out. */
    FAIL,
    /** Ended without an answer; it may have taken effect, and may still. */
    INDETERMINATE
}
