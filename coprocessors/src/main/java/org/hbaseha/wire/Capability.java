package org.hbaseha.wire;

/** What an end of a stream can do beyond beats and acknowledgements. The ordinal is its bit on the wire: append only. */
public enum Capability {
    /** Answers {@link Message.ProbeRequest}. */
    WITNESS,
    /** Fills the work beacon. */
    WORK_BEACON
}
