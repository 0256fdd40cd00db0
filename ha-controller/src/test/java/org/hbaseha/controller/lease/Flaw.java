package org.hbaseha.controller.lease;

/** A rule left out of the model, to see that its absence is found. */
enum Flaw {
    NONE,
    /** The lease counts from when the acknowledgement came, not from when the beat was sent. */
    COUNTS_FROM_RECEIPT,
    /** The leader does not wait for the lease to end. */
    NO_WAIT,
    /** The leader waits for a lease by its own clock, as if no other clock were slower. */
    NO_MARGIN_FOR_CLOCKS,
    /** One promise is enough. */
    ONE_PROMISE,
    /** A controller that starts acknowledges at once, and has read no record. */
    STARTS_TALKING,
    /** The leader does not ask whether the server is leased at all. */
    EXPIRES_UNLEASED,
    /** The leader takes the newest beat's word for it that no lease is to be waited for. */
    BELIEVES_LAST_BEAT,
    /** The leader expires a server that has won its record. */
    OVERRULES_STOCK,
    /** A record is claimed at the version that a delete in doubt has named. */
    REUSES_VERSION,
    /** A new leader asks the seats what they said last before there is a record that binds them to it. */
    ASKS_BEFORE_RECORD,
    /** What was promised of an incarnation is taken for its successor on the same host. */
    MIXES_INCARNATIONS,
    /** A silent process is taken for one that is gone. */
    CALLS_LIVING_GONE,
    /** The leader removes the EXPIRE record as soon as the server's znode is gone. */
    REMOVES_RECORD,
    /** A new leader does not finish what it finds. */
    ABANDONS_FOUND,
    /** A dead server's STOCK record keeps it from being expired. */
    STOCK_OUTLIVES_SERVER,
    /** A server whose request was not answered waits for the answer. */
    ASKS_ONCE;

    /** Whether it lets two servers serve; otherwise something is never settled. */
    boolean isUnsafe() {
        return switch (this) {
            case ABANDONS_FOUND, STOCK_OUTLIVES_SERVER, ASKS_ONCE, NONE -> false;
            default -> true;
        };
    }
}
