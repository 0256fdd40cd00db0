package org.hbaseha.digest.region;

import com.google.protobuf.Service;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.regionserver.Region;
import org.apache.hadoop.hbase.regionserver.Region.Operation;
import org.apache.hadoop.hbase.util.Pair;
import org.apache.hadoop.hbase.wal.WALEdit;
import org.apache.hadoop.hbase.wal.WALKey;
import org.hbaseha.digest.DirtyReply;
import org.hbaseha.digest.DirtyRequest;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.region.WriteStack.Kind;
import org.hbaseha.wire.endpoint.BytesService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees all writes of a region, and answers where they were. Loaded by {@code hbase.coprocessor.user.region.classes} or by a table's descriptor; called by HBase's
 * handlers. Refuses nothing, throws nothing: after an error of ours the region is wholly dirty, and the error is counted and told with each answer.
 *
 * <p>What changes rows that can be seen, in HBase 2.6.1 ({@code HRegion}): {@code doMiniBatchMutate} - puts, deletes, increments, appends, all of them with a condition
 * or in one row or several at once, and what the replication sink writes - between {@code preBatchMutate} and {@code postBatchMutateIndispensably};
 * {@code processRowsWithLocks}, which has no hook but {@code preWALAppend} (where it skips the log too, nobody sees it); {@code bulkLoadHFiles}, between {@code
 * preCommitStoreFile} and {@code postBulkLoadHFile}. All else comes with an opening of the region, before which nothing is known: edits recovered from a log, a
 * move, a split, a merge, a restored snapshot, an altered table. No writes, and not seen: flushes, compactions, and cells whose time to live is over.
 *
 * <p>A server that has lost its regions and does not know it answers for them still, as it does for their rows; the next answer, of the new server, has another
 * incarnation.
 */
public final class DirtyRangeObserver implements RegionCoprocessor, RegionObserver {

    private static final Logger LOG = LoggerFactory.getLogger(DirtyRangeObserver.class);
    private static final BytesService SERVICE = new BytesService(DirtyRequest.ENDPOINT);
    private static final String UNDER_WAY = "under-way";

    /** Empty until {@link #start}. */
    private volatile Optional<RegionWrites> writes;

    /** For HBase. */
    public DirtyRangeObserver() {
        writes = Optional.empty();
    }

    DirtyRangeObserver(RegionWrites writes) {
        this.writes = Optional.of(writes);
    }

    @Override
    @SuppressWarnings("rawtypes") // HBase declares it so.
    public void start(CoprocessorEnvironment environment) throws IOException {
        if (!(environment instanceof RegionCoprocessorEnvironment region)) {
            throw new IOException("Dirty ranges are of regions: load it by hbase.coprocessor.user.region.classes");
        }
        try {
            writes = Optional.of(writesOf(region));
        } catch (RuntimeException e) {
            // It will answer that it knows nothing.
            LOG.error("Writes of this region are not seen region={}", region.getRegionInfo(), e);
        }
    }

    private static RegionWrites writesOf(RegionCoprocessorEnvironment environment) {
        Region region = environment.getRegion();
        // One for all regions of this server: HBase keeps what instances of a coprocessor share.
        WritesUnderWay underWay = (WritesUnderWay) environment
                .getSharedData()
                .computeIfAbsent(UNDER_WAY, key -> new WritesUnderWay(System::currentTimeMillis));
        return new RegionWrites(
                new KeyRange(
                        region.getRegionInfo().getStartKey(),
                        region.getRegionInfo().getEndKey()),
                underWay,
                System::currentTimeMillis,
                ThreadLocalRandom.current().nextLong(),
                region.getTableDescriptor().getDurability() == Durability.SKIP_WAL);
    }

    @Override
    public Optional<RegionObserver> getRegionObserver() {
        return Optional.of(this);
    }

    @Override
    public Iterable<Service> getServices() {
        return List.of(SERVICE.answeredBy(request -> reply(request).encode()));
    }

    DirtyReply reply(byte[] bytes) {
        try {
            RegionWrites known = writes.orElseThrow(() -> new IOException("Writes of this region are not seen"));
            known.unsaidError()
                    .ifPresent(error -> LOG.error("Writes may not have been seen region={}", known.region(), error));
            DirtyRequest request = DirtyRequest.decode(bytes);
            if (!known.region().contains(request.range().start())) {
                return new DirtyReply.Elsewhere();
            }
            return request.range()
                    .and(known.region())
                    .<DirtyReply>map(own -> new DirtyReply.Answered(known.answer(request, own)))
                    .orElseGet(DirtyReply.Elsewhere::new);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Dirty ranges could not be told", e);
            return new DirtyReply.Failed(String.valueOf(e.getMessage()));
        }
    }

    /** Recovered edits are in it now, and nobody has been served yet. */
    @Override
    public void postOpen(ObserverContext<RegionCoprocessorEnvironment> context) {
        see(RegionWrites::noteAll);
    }

    @Override
    public void postStartRegionOperation(ObserverContext<RegionCoprocessorEnvironment> context, Operation operation) {
        if (operation == Operation.BATCH_MUTATE) {
            see(known -> known.enter(Kind.BATCH));
        } else if (mayWriteOtherwise(operation)) {
            see(known -> known.enter(Kind.OTHER_OPERATION));
        }
    }

    @Override
    public void postCloseRegionOperation(ObserverContext<RegionCoprocessorEnvironment> context, Operation operation) {
        if (operation == Operation.BATCH_MUTATE) {
            see(known -> known.leave(Kind.BATCH));
        } else if (mayWriteOtherwise(operation)) {
            see(known -> known.leave(Kind.OTHER_OPERATION));
        }
    }

    private static boolean mayWriteOtherwise(Operation operation) {
        return operation == Operation.ANY || operation == Operation.REPLAY_BATCH_MUTATE;
    }

    @Override
    public void preBatchMutate(
            ObserverContext<RegionCoprocessorEnvironment> context, MiniBatchOperationInProgress<Mutation> batch) {
        see(known -> known.begin(batch));
    }

    @Override
    public void preWALAppend(ObserverContext<RegionCoprocessorEnvironment> context, WALKey key, WALEdit edit) {
        see(RegionWrites::logged);
    }

    @Override
    public void postBatchMutate(
            ObserverContext<RegionCoprocessorEnvironment> context, MiniBatchOperationInProgress<Mutation> batch) {
        see(known -> known.applied(batch));
    }

    @Override
    public void postBatchMutateIndispensably(
            ObserverContext<RegionCoprocessorEnvironment> context,
            MiniBatchOperationInProgress<Mutation> batch,
            boolean success) {
        see(known -> known.end(batch, success));
    }

    @Override
    public void preCommitStoreFile(
            ObserverContext<RegionCoprocessorEnvironment> context, byte[] family, List<Pair<Path, Path>> files) {
        see(RegionWrites::beginBulkLoad);
    }

    @Override
    public void postBulkLoadHFile(
            ObserverContext<RegionCoprocessorEnvironment> context,
            List<Pair<byte[], String>> staged,
            Map<byte[], List<Path>> loaded) {
        see(RegionWrites::endBulkLoad);
    }

    private void see(Consumer<RegionWrites> event) {
        Optional<RegionWrites> known = writes;
        if (known.isPresent()) {
            try {
                event.accept(known.get());
            } catch (Throwable t) {
                known.get().failed(t);
            }
        }
    }
}
