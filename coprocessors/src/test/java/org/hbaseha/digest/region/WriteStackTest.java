package org.hbaseha.digest.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hbaseha.digest.DirtySlots;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.region.WriteStack.Kind;
import org.junit.Test;

public class WriteStackTest {

    private static final long OPENED = 1_000;
    private static final long NOW = 2_000;

    private final DirtySlots region = new DirtySlots(KeyRange.ALL, OPENED);
    private final DirtySlots other = new DirtySlots(KeyRange.ALL, OPENED);
    private final WriteStack stack = new WriteStack(Thread.currentThread(), () -> NOW);
    private final OpenWrite write = OpenWrite.of(Batches.puts("a"));
    private final OpenWrite inner = OpenWrite.of(Batches.puts("b"));

    private List<OpenWrite> underWay(DirtySlots slots) {
        List<OpenWrite> writes = new ArrayList<>();
        stack.addTo(writes, slots);
        return writes;
    }

    @Test
    public void aWriteIsUnderWayFromItsBeginToItsEnd() {
        stack.enter(region, Kind.BATCH);
        assertThat(underWay(region)).isEmpty();

        stack.begin(region, Kind.BATCH, write);
        assertThat(underWay(region)).containsExactly(write);
        assertThat(underWay(other)).isEmpty();

        stack.end(region, Kind.BATCH);
        assertThat(underWay(region)).isEmpty();
        stack.leave(region, Kind.BATCH);
        assertThat(region.since(OPENED + 1)).isEmpty();
    }

    @Test
    public void writesNestInOtherRegionsAndInTheSameOne() {
        stack.enter(region, Kind.BATCH);
        stack.begin(region, Kind.BATCH, write);
        stack.enter(other, Kind.BATCH);
        stack.begin(other, Kind.BATCH, inner);
        assertThat(underWay(region)).containsExactly(write);
        stack.end(other, Kind.BATCH);
        stack.leave(other, Kind.BATCH);
        stack.enter(region, Kind.BATCH);
        stack.begin(region, Kind.BATCH, inner);

        assertThat(underWay(region)).containsExactly(inner, write);
        stack.end(region, Kind.BATCH);
        stack.leave(region, Kind.BATCH);
        assertThat(underWay(region)).containsExactly(write);
        assertThat(region.since(OPENED + 1)).isEmpty();
    }

    @Test
    public void aWriteWhoseEndWasNotSeenEndsWithItsOperationAndItsRegionIsDirty() {
        stack.enter(region, Kind.BATCH);
        stack.begin(region, Kind.BATCH, write);
        stack.leave(region, Kind.BATCH);

        assertThat(underWay(region)).isEmpty();
        assertThat(region.since(NOW)).hasSize(1);
    }

    @Test
    public void soDoesOneWhoseOperationWasNotSeenToEnd() {
        stack.enter(region, Kind.BATCH);
        stack.enter(other, Kind.BATCH);
        stack.begin(other, Kind.BATCH, inner);
        stack.begin(region, Kind.BATCH, write);

        assertThat(underWay(other)).isEmpty();
        assertThat(other.since(NOW)).hasSize(1);
        assertThat(underWay(region)).containsExactly(write);
    }

    @Test
    public void operationsThatAreNotSeenToEndDoNotAddUp() {
        stack.begin(region, Kind.BULK_LOAD, write);
        for (int i = 0; i < WriteStack.DEEPEST; i++) {
            stack.enter(other, Kind.BATCH);
        }

        assertThat(underWay(region)).isEmpty();
        assertThat(region.since(NOW)).hasSize(1);
    }

    @Test
    public void anOperationOfAnotherKindEndsNothing() {
        stack.enter(region, Kind.BATCH);
        stack.begin(region, Kind.BATCH, write);
        stack.leave(region, Kind.OTHER_OPERATION);
        stack.leave(other, Kind.BATCH);

        assertThat(underWay(region)).containsExactly(write);
    }
}
