package org.hbaseha.digest.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.ObserverContextImpl;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.regionserver.Region.Operation;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyReply;
import org.hbaseha.digest.DirtyRequest;
import org.hbaseha.digest.KeyRange;
import org.junit.Test;

public class DirtyRangeObserverTest {

    private static final KeyRange REGION = new KeyRange(Bytes.toBytes("b"), Bytes.toBytes("d"));

    private long now = 1_000;
    private final RegionWrites writes = new RegionWrites(REGION, new WritesUnderWay(() -> now), () -> now, 7, false);
    private final DirtyRangeObserver observer = new DirtyRangeObserver(writes);
    private final ObserverContext<RegionCoprocessorEnvironment> context = new ObserverContextImpl<>(null);

    private DirtyReply ask(String row) {
        DirtyMark opened = new DirtyMark(7, Instant.ofEpochMilli(1_001));
        return observer.reply(
                new DirtyRequest(new KeyRange(Bytes.toBytes(row), new byte[0]), Optional.of(opened), Instant.EPOCH)
                        .encode());
    }

    private DirtyAnswer answer() {
        return ((DirtyReply.Answered) ask("b")).answer();
    }

    /** Something in ours that no test has thought of. */
    private static final class BrokenPut extends Put {
        private static final long serialVersionUID = 1;

        BrokenPut() {
            super(Bytes.toBytes("c"));
        }

        @Override
        public byte[] getRow() {
            throw new OutOfMemoryError("not really");
        }
    }

    private void write(MiniBatchOperationInProgress<Mutation> batch) {
        observer.postStartRegionOperation(context, Operation.BATCH_MUTATE);
        observer.preBatchMutate(context, batch);
        observer.postBatchMutate(context, batch);
        observer.postBatchMutateIndispensably(context, batch, true);
        observer.postCloseRegionOperation(context, Operation.BATCH_MUTATE);
    }

    @Test
    public void tellsWhatWasWritten() {
        now = 2_000;
        write(Batches.puts("c1"));

        assertThat(answer().covered()).isEqualTo(REGION);
        assertThat(answer().ranges()).singleElement().satisfies(range -> assertThat(range.range())
                .matches(rows -> rows.contains(Bytes.toBytes("c1")) && !rows.contains(Bytes.toBytes("c2"))));
        assertThat(answer().underWay()).isZero();
    }

    @Test
    public void anErrorOfOursStaysOursAndTheRegionIsWhollyDirty() {
        now = 2_000;
        write(Batches.of(new BrokenPut()));

        assertThat(answer().errors()).isEqualTo(1);
        assertThat(answer().ranges()).singleElement().satisfies(range -> assertThat(range.range())
                .isEqualTo(REGION));
        assertThat(answer().underWay()).isZero();
    }

    @Test
    public void aRowOfAnotherRegionIsElsewhere() {
        assertThat(ask("a")).isEqualTo(new DirtyReply.Elsewhere());
        assertThat(ask("d")).isEqualTo(new DirtyReply.Elsewhere());
    }

    @Test
    public void aRequestThatIsNoneIsAnswered() {
        assertThat(observer.reply(new byte[] {1, 2, 3})).isInstanceOf(DirtyReply.Failed.class);
    }

    @Test
    public void oneThatSawNoStartKnowsNothingAndDoesNothing() {
        DirtyRangeObserver stranger = new DirtyRangeObserver();
        stranger.preBatchMutate(context, Batches.puts("c"));
        stranger.postBulkLoadHFile(context, List.of(), Map.of());

        assertThat(stranger.reply(new byte[0])).isInstanceOf(DirtyReply.Failed.class);
    }

    @Test
    public void whereThereIsNoRegionItRefusesToStart() {
        CoprocessorEnvironment<?> ofTheMaster = (CoprocessorEnvironment<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CoprocessorEnvironment.class}, (proxy, method, given) -> {
                    throw new AssertionError(method);
                });

        assertThatIOException()
                .isThrownBy(() -> observer.start(ofTheMaster))
                .withMessageContaining("hbase.coprocessor.user.region.classes");
    }
}
