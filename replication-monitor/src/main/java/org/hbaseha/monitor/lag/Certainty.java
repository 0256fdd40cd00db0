package org.hbaseha.monitor.lag;

/** How a lag is to be read. Where clocks are known, it is never less than the truth by more than a heartbeat and a look. */
public enum Certainty {
    /** It is the truth. */
    MEASURED,
    /** The truth may be less, because something could not be seen: the sentence says what. */
    AT_MOST,
    /** As the truth, but for the difference of two clocks, of which one was never measured. */
    CLOCK_UNKNOWN
}
