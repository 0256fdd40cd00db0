package org.hbaseha.monitor.lag;

/** How a lag is to be read. It is never less than the truth by more than a look, a heartbeat and the doubt of the clocks; the word says whether it may be more. */
public enum Certainty {
    /** It is the truth. */
    MEASURED,
    /** The truth may be less, because something could not be seen: the sentence says what. */
    AT_MOST
}
