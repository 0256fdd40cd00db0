package org.hbaseha.digest.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyRequest;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.region.WriteStack.Kind;
import org.junit.Test;

public class RegionWritesTest {

    private long now = 1_000;
    private final WritesUnderWay underWay = new WritesUnderWay(() -> now);
    private final RegionWrites region = new RegionWrites(KeyRange.ALL, underWay, () -> now, 7, false);

    private DirtyAnswer ask(Optional<DirtyMark> known) {
        return region.answer(new DirtyRequest(KeyRange.ALL, known, Instant.ofEpochMilli(now)), KeyRange.ALL);
    }

    /** What was written from now on until it is asked with it. */
    private Optional<DirtyMark> mark() {
        now += 10;
        return Optional.of(ask(Optional.empty()).asOf());
    }

    private static boolean tells(DirtyAnswer answer, String row) {
        return answer.ranges().stream().anyMatch(range -> range.range().contains(Bytes.toBytes(row)));
    }

    private void write(MiniBatchOperationInProgress<Mutation> batch) {
        region.enter(Kind.BATCH);
        region.begin(batch);
        region.logged();
        region.applied(batch);
        region.end(batch, true);
        region.leave(Kind.BATCH);
    }

    @Test
    public void tellsWhatWasWrittenAndNothingElse() {
        Optional<DirtyMark> mark = mark();
        write(Batches.puts("a", "c"));

        DirtyAnswer answer = ask(mark);

        assertThat(tells(answer, "a")).isTrue();
        assertThat(tells(answer, "b")).isFalse();
        assertThat(tells(answer, "c")).isTrue();
        assertThat(ask(mark()).ranges()).isEmpty();
    }

    @Test
    public void aMarkOfAnotherIncarnationIsWorthNothing() {
        Optional<DirtyMark> later = Optional.of(new DirtyMark(8, Instant.ofEpochMilli(now + 1_000_000)));

        assertThat(ask(later).ranges()).singleElement().satisfies(range -> assertThat(range.range())
                .isEqualTo(KeyRange.ALL));
    }

    @Test
    public void aWriteThatIsUnderWayIsToldAgainUntilItIsOver() {
        Optional<DirtyMark> mark = mark();
        MiniBatchOperationInProgress<Mutation> batch = Batches.puts("a");
        region.enter(Kind.BATCH);
        region.begin(batch);
        for (int i = 0; i < 3; i++) {
            now += 10;
            DirtyAnswer answer = ask(mark);

            assertThat(answer.underWay()).isEqualTo(1);
            assertThat(answer.ranges()).singleElement().satisfies(range -> assertThat(range.quiet())
                    .isFalse());
            mark = Optional.of(answer.asOf());
        }
        now += 10;
        region.end(batch, true);
        region.leave(Kind.BATCH);
        now += 10;

        DirtyAnswer after = ask(mark);

        assertThat(after.underWay()).isZero();
        assertThat(after.ranges()).singleElement().satisfies(range -> assertThat(range.quiet())
                .isTrue());
        now += 10;
        assertThat(ask(Optional.of(after.whenQuietOnesAreDone())).ranges()).isEmpty();
    }

    @Test
    public void whatAnotherCoprocessorAddsToABatchIsWrittenToo() {
        Optional<DirtyMark> mark = mark();
        MiniBatchOperationInProgress<Mutation> batch = Batches.puts("a");
        region.enter(Kind.BATCH);
        region.begin(batch);
        batch.addOperationsFromCP(0, new Mutation[] {new Put(Bytes.toBytes("index"))});
        region.applied(batch);

        assertThat(tells(ask(mark), "index")).isTrue();
        now += 10;
        region.end(batch, true);
        now += 10;
        assertThat(tells(ask(mark), "index")).isTrue();
    }

    @Test
    public void aBatchThatIsRefusedBeforeTheLogChangesNothing() {
        Optional<DirtyMark> mark = mark();
        MiniBatchOperationInProgress<Mutation> batch = Batches.puts("a");
        region.enter(Kind.BATCH);
        region.begin(batch);
        region.end(batch, false);
        region.leave(Kind.BATCH);
        region.enter(Kind.BATCH);
        region.end(Batches.puts("b"), false);
        region.leave(Kind.BATCH);

        assertThat(ask(mark).ranges()).isEmpty();
    }

    @Test
    public void oneThatFailsAfterTheLogMayAppearForAWhile() {
        Optional<DirtyMark> mark = mark();
        MiniBatchOperationInProgress<Mutation> batch = Batches.puts("a");
        region.enter(Kind.BATCH);
        region.begin(batch);
        region.logged();
        region.end(batch, false);
        region.leave(Kind.BATCH);
        now += 10_000;
        assertThat(tells(ask(mark), "a")).isTrue();

        assertThat(tells(ask(mark()), "a")).isTrue();
        now += 60_000;
        assertThat(tells(ask(mark()), "a")).isFalse();
    }

    @Test
    public void oneThatFailsAndIsNotLoggedMayAppearAsWell() {
        Optional<DirtyMark> mark = mark();
        Put silent = new Put(Bytes.toBytes("a")).setDurability(Durability.SKIP_WAL);
        MiniBatchOperationInProgress<Mutation> batch = Batches.of(silent, new Put(Bytes.toBytes("b")));
        region.enter(Kind.BATCH);
        region.begin(batch);
        region.end(batch, false);

        assertThat(tells(ask(mark), "a")).isTrue();
        assertThat(tells(ask(mark), "b")).isFalse();
    }

    @Test
    public void aRowThatIsRefusedInItsBatchIsNotWritten() {
        Optional<DirtyMark> mark = mark();
        MiniBatchOperationInProgress<Mutation> batch = Batches.puts("a", "b");
        batch.setOperationStatus(0, Batches.badFamily());
        write(batch);

        assertThat(tells(ask(mark), "a")).isFalse();
        assertThat(tells(ask(mark), "b")).isTrue();
    }

    @Test
    public void whatGoesToTheLogOutsideOfABatchIsAnyRowUntilItsOperationEnds() {
        Optional<DirtyMark> mark = mark();
        region.enter(Kind.OTHER_OPERATION);
        region.logged();
        now += 10;
        DirtyAnswer during = ask(mark);
        assertThat(during.underWay()).isEqualTo(1);
        assertThat(tells(during, "anything")).isTrue();

        now += 10;
        region.leave(Kind.OTHER_OPERATION);
        now += 10;
        assertThat(tells(ask(Optional.of(during.asOf())), "anything")).isTrue();
        assertThat(ask(mark()).ranges()).isEmpty();
    }

    @Test
    public void soIsWhatGoesThereFromWithinABatchAndNotForIt() {
        Optional<DirtyMark> mark = mark();
        MiniBatchOperationInProgress<Mutation> batch = Batches.puts("a");
        region.enter(Kind.BATCH);
        region.begin(batch);
        region.enter(Kind.OTHER_OPERATION);
        region.logged();

        assertThat(tells(ask(mark), "anything")).isTrue();
        assertThat(ask(mark).underWay()).isEqualTo(2);
        region.leave(Kind.OTHER_OPERATION);
        region.end(batch, false);
        region.leave(Kind.BATCH);
        now += 10;
        assertThat(ask(mark()).ranges()).isEmpty();
    }

    @Test
    public void aBulkLoadIsAnyRowFromItsFirstFileOn() {
        Optional<DirtyMark> mark = mark();
        region.beginBulkLoad();
        region.beginBulkLoad();
        now += 10;
        DirtyAnswer during = ask(mark);
        assertThat(during.underWay()).isEqualTo(1);

        now += 10;
        region.endBulkLoad();
        assertThat(tells(ask(Optional.of(during.asOf())), "anything")).isTrue();
        assertThat(ask(mark()).underWay()).isZero();
    }

    @Test
    public void afterAnErrorTheRegionIsWhollyDirtyAndItIsToldAndLoggedOnce() {
        Optional<DirtyMark> mark = mark();
        IllegalStateException error = new IllegalStateException("bug");
        region.failed(error);

        assertThat(ask(mark).ranges()).singleElement().satisfies(range -> assertThat(range.range())
                .isEqualTo(KeyRange.ALL));
        assertThat(ask(mark).errors()).isEqualTo(1);
        assertThat(region.unsaidError()).containsSame(error);
        assertThat(region.unsaidError()).isEmpty();
    }

    @Test
    public void quietCannotMeanLaterThanNow() {
        write(Batches.puts("a"));

        DirtyAnswer answer = region.answer(
                new DirtyRequest(KeyRange.ALL, Optional.empty(), Instant.ofEpochMilli(now + 1_000_000)), KeyRange.ALL);

        assertThat(answer.quietSince()).isEqualTo(Instant.ofEpochMilli(now));
        assertThat(answer.ranges()).noneMatch(range -> range.quiet());
    }
}
