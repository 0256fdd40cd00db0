package org.hbaseha.digest.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyRange;
import org.hbaseha.digest.DirtyRequest;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.region.WriteStack.Kind;
import org.hbaseha.wire.Seeds;
import org.junit.Test;

/**
 * Handlers write and a monitor asks and reads, one step of one of them at a time, as a seed decides; a step ends wherever the code looks at the clock or at a row.
 * The clock goes on, stands, and is set back. A row that the monitor was not told of has not changed since it read it.
 */
public class RegionWritesInterleavingTest {

    private static final List<String> ROWS = List.of("a", "b", "c", "d");

    private final WritesUnderWay underWay = new WritesUnderWay(this::clock);
    private final Map<String, Integer> visible = new HashMap<>();
    private final Map<String, Integer> known = new HashMap<>();
    /** The rows of each write from its begin to just before its end. */
    private final Map<Object, Set<String>> open = new HashMap<>();

    private Random random = new Random(0);
    private long now;

    private long clock() {
        now = Math.max(1, now + random.nextInt(5) - (random.nextInt(10) == 0 ? 20 : 0));
        long read = now;
        Turns.comeWhoMay();
        return read;
    }

    /** Whoever asks for its row may be overtaken. */
    private static final class SlowPut extends Put {
        private static final long serialVersionUID = 1;

        SlowPut(String row) {
            super(Bytes.toBytes(row));
        }

        @Override
        public byte[] getRow() {
            Turns.comeWhoMay();
            return super.getRow();
        }
    }

    @Test
    public void whatIsNotReportedHasNotChanged() {
        Random seeds = Seeds.random("whatIsNotReportedHasNotChanged");
        for (int round = 0; round < 300; round++) {
            play(seeds.nextLong());
        }
    }

    private void play(long seed) {
        random = new Random(seed);
        now = 1_000;
        visible.clear();
        known.clear();
        open.clear();
        ROWS.forEach(row -> visible.put(row, 0));
        RegionWrites region = new RegionWrites(KeyRange.ALL, underWay, this::clock, 1, false);
        Turns turns = new Turns();
        for (int handler = 0; handler < 3; handler++) {
            turns.add(() -> write(region, 12));
        }
        turns.add(() -> monitor(region, 15));
        try {
            turns.run(random);
        } catch (AssertionError e) {
            throw new AssertionError("seed=" + seed, e);
        }
    }

    private void write(RegionWrites region, int times) {
        for (int i = 0; i < times; i++) {
            Set<String> rows = new HashSet<>(List.of(row(), row()));
            MiniBatchOperationInProgress<Mutation> batch =
                    Batches.of(rows.stream().map(SlowPut::new).toArray(Mutation[]::new));
            region.enter(Kind.BATCH);
            Turns.comeWhoMay();
            region.begin(batch);
            open.put(batch, rows);
            Turns.comeWhoMay();
            region.logged();
            Turns.comeWhoMay();
            region.applied(batch);
            Turns.comeWhoMay();
            rows.forEach(row -> visible.merge(row, 1, Integer::sum));
            Turns.comeWhoMay();
            open.remove(batch);
            region.end(batch, true);
            Turns.comeWhoMay();
            region.leave(Kind.BATCH);
            Turns.comeWhoMay();
        }
    }

    private String row() {
        return ROWS.get(random.nextInt(ROWS.size()));
    }

    private void monitor(RegionWrites region, int times) {
        Optional<DirtyMark> mark = Optional.empty();
        for (int i = 0; i < times; i++) {
            Map<String, Integer> before = Map.copyOf(visible);
            Map<Object, Set<String>> openBefore = new HashMap<>(open);
            boolean onlyQuiet = random.nextBoolean();
            Instant quietSince = Instant.ofEpochMilli(now - 10 + random.nextInt(20));
            DirtyAnswer answer = region.answer(new DirtyRequest(KeyRange.ALL, mark, quietSince), KeyRange.ALL);
            openBefore.keySet().retainAll(open.keySet());
            assertThat(answer.underWay()).isGreaterThanOrEqualTo(openBefore.size());
            Set<String> openAllAlong = new HashSet<>();
            openBefore.values().forEach(openAllAlong::addAll);
            for (String row : ROWS) {
                Optional<DirtyRange> told = told(answer, row);
                if (told.isEmpty()) {
                    assertThat(known.get(row)).as(row).isEqualTo(before.get(row));
                }
                if (told.isEmpty() || told.get().quiet()) {
                    assertThat(openAllAlong).doesNotContain(row);
                }
                Turns.comeWhoMay();
                if (told.isPresent() && (told.get().quiet() || !onlyQuiet)) {
                    known.put(row, visible.get(row));
                }
            }
            mark = Optional.of(onlyQuiet ? answer.whenQuietOnesAreDone() : answer.asOf());
        }
    }

    private static Optional<DirtyRange> told(DirtyAnswer answer, String row) {
        return answer.ranges().stream()
                .filter(range -> range.range().contains(Bytes.toBytes(row)))
                .findFirst();
    }
}
