package org.hbaseha.health.region;

import java.util.Optional;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.regionserver.Region.Operation;

/**
 * Notes when a batch of mutations begins and ends, sync included, so that the agent can tell how old the oldest unfinished write is. Loaded
 * for each region of a user table by {@code hbase.coprocessor.user.region.classes}; called by request threads. Refuses nothing, throws
 * nothing: an error is counted and the write goes on.
 *
 * <p>In {@code HRegion.doMiniBatchMutate} the begin is {@code preBatchMutate}, called with the row locks held; the end is
 * {@code postBatchMutateIndispensably}, called in a finally block with the same batch object, whether or not the write succeeded. What this
 * leaves open is the hook of another coprocessor that throws at the end before ours is called; then {@code postCloseRegionOperation}, called
 * in the finally block of {@code HRegion.batchMutate}, closes what is left.
 */
public final class WriteAgeObserver implements RegionCoprocessor, RegionObserver {

    /** Until {@link #start}, and where the environment names no server: writes that nobody asks about. */
    private volatile UnfinishedWrites writes = new UnfinishedWrites(System::nanoTime);

    @Override
    public void start(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        try {
            if (environment instanceof RegionCoprocessorEnvironment region) {
                writes = UnfinishedWrites.of(region.getOnlineRegions());
            }
        } catch (Throwable t) {
            writes.hookFailed();
        }
    }

    @Override
    public Optional<RegionObserver> getRegionObserver() {
        return Optional.of(this);
    }

    @Override
    public void preBatchMutate(
            ObserverContext<RegionCoprocessorEnvironment> context, MiniBatchOperationInProgress<Mutation> batch) {
        try {
            writes.began(batch, this);
        } catch (Throwable t) {
            writes.hookFailed();
        }
    }

    @Override
    public void postBatchMutateIndispensably(
            ObserverContext<RegionCoprocessorEnvironment> context,
            MiniBatchOperationInProgress<Mutation> batch,
            boolean success) {
        try {
            writes.ended(batch);
        } catch (Throwable t) {
            writes.hookFailed();
        }
    }

    @Override
    public void postCloseRegionOperation(ObserverContext<RegionCoprocessorEnvironment> context, Operation operation) {
        try {
            if (operation == Operation.BATCH_MUTATE) {
                writes.left(this);
            }
        } catch (Throwable t) {
            writes.hookFailed();
        }
    }
}
