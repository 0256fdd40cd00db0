package org.hbaseha.digest.region;

import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.jspecify.annotations.Nullable;

/** A write that has begun and not ended: a batch, or one whose rows nobody tells us. Its own thread writes the mark, others read the rows. */
final class OpenWrite {

    private final @Nullable MiniBatchOperationInProgress<Mutation> batch;
    private boolean applied;

    private OpenWrite(@Nullable MiniBatchOperationInProgress<Mutation> batch) {
        this.batch = batch;
    }

    static OpenWrite of(MiniBatchOperationInProgress<Mutation> batch) {
        return new OpenWrite(batch);
    }

    static OpenWrite ofAnyRow() {
        return new OpenWrite(null);
    }

    /** Null for one of any row. */
    @Nullable MiniBatchOperationInProgress<Mutation> batch() {
        return batch;
    }

    /** It has got as far as the log: even where it fails, it may be seen. */
    void apply() {
        applied = true;
    }

    boolean isApplied() {
        return applied;
    }
}
