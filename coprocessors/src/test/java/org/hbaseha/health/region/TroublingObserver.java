package org.hbaseha.health.region;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.util.Bytes;

/** Somebody else's coprocessor, called before ours: holds the writes of one row up, and fails at the end of those of another. */
public final class TroublingObserver implements RegionCoprocessor, RegionObserver {

    static final byte[] ROW_HELD_UP = Bytes.toBytes("m-held-up");
    static final byte[] ROW_FAILING_AT_THE_END = Bytes.toBytes("m-failing");

    private static volatile CountDownLatch release = new CountDownLatch(0);

    static CountDownLatch holdUp() {
        CountDownLatch latch = new CountDownLatch(1);
        release = latch;
        return latch;
    }

    @Override
    public Optional<RegionObserver> getRegionObserver() {
        return Optional.of(this);
    }

    @Override
    public void postBatchMutate(
            ObserverContext<RegionCoprocessorEnvironment> context, MiniBatchOperationInProgress<Mutation> batch) {
        if (has(batch, ROW_HELD_UP)) {
            try {
                boolean unused = release.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void postBatchMutateIndispensably(
            ObserverContext<RegionCoprocessorEnvironment> context,
            MiniBatchOperationInProgress<Mutation> batch,
            boolean success)
            throws DoNotRetryIOException {
        if (has(batch, ROW_FAILING_AT_THE_END)) {
            throw new DoNotRetryIOException("planted");
        }
    }

    private static boolean has(MiniBatchOperationInProgress<Mutation> batch, byte[] row) {
        return batch.size() > 0 && Bytes.equals(batch.getOperation(0).getRow(), row);
    }
}
