package org.hbaseha.it.verify.checker;

/** What a checker can be asked for. */
public enum CheckKind {
    /** HBase's VerifyReplication with its own settings. */
    VERIFY_SHIPPED,
    /** The same, with {@value StockJobs#CACHED_ROWS} rows a call of the peer's scanner instead of one. */
    VERIFY_TUNED,
    /** As tuned, and rows that differ are compared again, up to five times. */
    VERIFY_RECOMPARE,
    /** HBase's HashTable on the source and SyncTable, which does not write, on the peer. */
    HASH_SYNC,
    /** Ours over the whole table, with connections that stay open, as those of a monitor. */
    FULL,
    /** The same with connections of its own, as the command has them. */
    FULL_CONNECTING,
    /** Remembers up to when each region's writes are known from now on. Compares nothing. */
    MARK,
    /** Ours over what was written since {@link #MARK}. */
    CONTINUOUS
}
