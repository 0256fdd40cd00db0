package org.hbaseha.wire;

/** What an end of a stream can do beyond beats and acknowledgements. Its bit on the wire is in {@link HelloBody}. */
public enum Capability {
    /** Answers {@link Message.ProbeRequest}. */
    WITNESS,
    /** Fills the work beacon. */
    WORK_BEACON
}
