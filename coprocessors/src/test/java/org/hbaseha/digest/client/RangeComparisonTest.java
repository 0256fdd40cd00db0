package org.hbaseha.digest.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.PrefixSumming;
import org.hbaseha.digest.PrefixSums;
import org.hbaseha.digest.PrefixSums.Difference;
import org.hbaseha.digest.client.RangeComparison.Outcome;
import org.junit.Test;

public class RangeComparisonTest {

    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final int ROWS = 20_000;

    /** A cluster in memory: values by row. Counts what it was made to read. */
    private static final class Side {
        final Map<byte[], byte[]> rows = new TreeMap<>(Bytes.BYTES_COMPARATOR);
        long read;

        CompletableFuture<PrefixSums> sums(DigestRequest request) {
            PrefixSumming summing = new PrefixSumming(request.parts());
            rows.forEach((row, value) -> {
                if (request.range().contains(row)) {
                    summing.add(new KeyValue(row, FAMILY, FAMILY, 1, value));
                    read++;
                }
            });
            return CompletableFuture.completedFuture(summing.sums());
        }
    }

    private final Random random = new Random(7);
    private final Side here = new Side();
    private final Side there = new Side();

    private void fill() {
        for (int i = 0; i < ROWS; i++) {
            byte[] row = new byte[1 + random.nextInt(12)];
            random.nextBytes(row);
            here.rows.put(row, row);
            there.rows.put(row, row);
        }
    }

    private Outcome compare(int most) {
        DigestRequest request = new DigestRequest(
                KeyRange.ALL,
                List.of(),
                Long.MAX_VALUE,
                OptionalLong.empty(),
                16,
                Duration.ofSeconds(1),
                Long.MAX_VALUE,
                Reading.AS_STREAM);
        return new RangeComparison(here::sums, there::sums, most)
                .compare(request)
                .join();
    }

    @Test
    public void equalDataIsReadOnceOnEitherSide() {
        fill();

        assertThat(compare(10)).isEqualTo(new Outcome(List.of(), true));
        assertThat(here.read).isEqualTo(here.rows.size());
        assertThat(there.read).isEqualTo(there.rows.size());
    }

    @Test
    public void everyRowThatDiffersIsFoundAndNoOther() {
        fill();
        NavigableSet<byte[]> damaged = damage(200);

        Outcome outcome = compare(1_000);

        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.rows().stream()
                        .map(row -> Bytes.toStringBinary(row.range().start())))
                .containsExactlyElementsOf(
                        damaged.stream().map(Bytes::toStringBinary).toList());
        assertThat(outcome.rows().stream().map(Difference::range))
                .allMatch(range -> range.equals(KeyRange.ofRow(range.start())));
    }

    /** Lost on either side, or changed. */
    private NavigableSet<byte[]> damage(int count) {
        TreeSet<byte[]> damaged = new TreeSet<>(Bytes.BYTES_COMPARATOR);
        List<byte[]> keys = new ArrayList<>(here.rows.keySet());
        while (damaged.size() < count) {
            byte[] row = keys.get(random.nextInt(keys.size()));
            if (damaged.add(row)) {
                switch (random.nextInt(3)) {
                    case 0 -> here.rows.remove(row);
                    case 1 -> there.rows.remove(row);
                    default -> there.rows.put(row, Arrays.copyOf(row, row.length + 1));
                }
            }
        }
        return damaged;
    }

    @Test
    public void oneRowCostsLittleMoreThanNone() {
        fill();
        damage(1);

        assertThat(compare(10).rows()).hasSize(1);
        assertThat(here.read + there.read).isLessThan(2L * ROWS + 2L * ROWS / 4);
    }

    @Test
    public void itEndsWhenThereAreTooMany() {
        fill();
        damage(200);

        Outcome outcome = compare(50);

        assertThat(outcome.rows()).hasSize(50);
        assertThat(outcome.complete()).isFalse();
    }

    @Test
    public void aSideWithoutAnyRowDiffersInAll() {
        fill();
        there.rows.clear();

        Outcome outcome = compare(Integer.MAX_VALUE);

        assertThat(outcome.rows()).hasSize(here.rows.size());
        assertThat(outcome.complete()).isTrue();
    }
}
