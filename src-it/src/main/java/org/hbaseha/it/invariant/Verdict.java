package org.hbaseha.it.invariant;

/** Whether a promise was kept. */
public enum Verdict {
    HOLDS,
    VIOLATED,
    /** Could not be judged: nothing to check, or the check itself was incomplete and found nothing. */
    UNKNOWN
}
