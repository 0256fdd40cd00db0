package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.PrefixSums.Difference;
import org.hbaseha.digest.PrefixSums.Part;
import org.junit.Test;

/** What holds of every table, shown on random ones of several key shapes. */
public class PrefixSummingTest {

    private static final int TABLES = 300;
    private static final byte[] FAMILY = Bytes.toBytes("f");

    private static KeyValue cell(byte[] row, long time) {
        return new KeyValue(row, FAMILY, FAMILY, time, row);
    }

    /** Rows of one shape: random bytes, few letters, numbers with a long common beginning, or prefixes of each other. */
    private static NavigableSet<byte[]> rows(Random random, int count) {
        TreeSet<byte[]> rows = new TreeSet<>(Bytes.BYTES_COMPARATOR);
        int shape = random.nextInt(4);
        while (rows.size() < count) {
            int letters = shape == 1 ? 2 : 256;
            byte[] row = new byte[1 + random.nextInt(shape == 3 ? 40 : 12)];
            for (int i = 0; i < row.length; i++) {
                row[i] = (byte) (shape == 3 ? 'a' : random.nextInt(letters));
            }
            rows.add(shape == 2 ? Bytes.toBytes("customer/order/" + random.nextInt(1_000_000)) : row);
            if (shape == 3 && rows.size() == 40) {
                break;
            }
        }
        return rows;
    }

    private static PrefixSums sums(Iterable<byte[]> rows, int most) {
        PrefixSumming summing = new PrefixSumming(most);
        for (byte[] row : rows) {
            summing.add(cell(row, 1));
            summing.add(cell(row, 0));
        }
        return summing.sums();
    }

    private static RangeSum sumOneByOne(Iterable<byte[]> rows) {
        CellHash hash = new CellHash();
        RangeSum sum = RangeSum.NONE;
        for (byte[] row : rows) {
            for (Cell cell : List.of(cell(row, 0), cell(row, 1))) {
                hash.hash(cell);
                sum = sum.plus(new RangeSum(1, hash.low(), hash.high()));
            }
        }
        return sum;
    }

    @Test
    public void partsAreFewEnoughInOrderAndHaveAllCells() {
        for (int seed = 0; seed < TABLES; seed++) {
            Random random = new Random(seed);
            NavigableSet<byte[]> rows = rows(random, 1 + random.nextInt(500));
            int most = 1 + random.nextInt(64);

            PrefixSums sums = sums(rows, most);

            assertThat(sums.parts()).as("seed " + seed).hasSizeBetween(1, most);
            assertThat(sums.total()).as("seed " + seed).isEqualTo(sumOneByOne(rows));
            for (Part part : sums.parts()) {
                TreeSet<byte[]> own = new TreeSet<>(Bytes.BYTES_COMPARATOR);
                rows.stream()
                        .filter(row -> Arrays.equals(KeyPrefix.of(row, sums.depth()), part.prefix()))
                        .forEach(own::add);
                assertThat(part.sum()).as("seed " + seed).isEqualTo(sumOneByOne(own));
            }
        }
    }

    @Test
    public void fewRowsArePartsOfTheirOwn() {
        List<byte[]> rows = List.of(Bytes.toBytes("a"), Bytes.toBytes("ab"), Bytes.toBytes("b"));

        PrefixSums sums = sums(rows, 3);

        assertThat(sums.depth()).isEqualTo(PrefixSums.WHOLE_ROWS);
        assertThat(sums.parts().stream().map(Part::prefix)).containsExactly(rows.toArray(byte[][]::new));
    }

    @Test
    public void keysThatDifferLateArePartedThere() {
        List<byte[]> rows = new ArrayList<>();
        for (int i = 100_000; i < 101_000; i++) {
            rows.add(Bytes.toBytes("https://example.org/a/very/long/beginning/" + i));
        }

        PrefixSums sums = sums(rows, 64);

        assertThat(sums.parts()).hasSizeBetween(10, 64);
    }

    @Test
    public void anyBorderGivesTheSameSums() {
        for (int seed = 0; seed < TABLES; seed++) {
            Random random = new Random(seed);
            NavigableSet<byte[]> rows = rows(random, 2 + random.nextInt(500));
            byte[] border = new ArrayList<>(rows).get(1 + random.nextInt(rows.size() - 1));

            PrefixSums inTwo = sums(rows.headSet(border), 1 + random.nextInt(64))
                    .plus(sums(rows.tailSet(border), 1 + random.nextInt(64)));

            assertThat(inTwo.total()).as("seed " + seed).isEqualTo(sumOneByOne(rows));
            assertThat(inTwo.differences(sums(rows, 1 + random.nextInt(64))))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    public void whatDiffersIsInThePartsThatAreTold() {
        for (int seed = 0; seed < TABLES; seed++) {
            Random random = new Random(seed);
            NavigableSet<byte[]> here = rows(random, 2 + random.nextInt(500));
            TreeSet<byte[]> there = new TreeSet<>(here);
            byte[] lost = new ArrayList<>(here).get(random.nextInt(here.size()));
            there.remove(lost);

            List<Difference> differences =
                    sums(here, 1 + random.nextInt(64)).differences(sums(there, 1 + random.nextInt(64)));

            assertThat(differences).as("seed " + seed).hasSize(1);
            assertThat(differences.get(0).range().contains(lost))
                    .as("seed " + seed)
                    .isTrue();
            assertThat(differences.get(0).here().cells())
                    .isEqualTo(differences.get(0).there().cells() + 2);
        }
    }

    /** Asking again within what differs ends at the row. */
    @Test
    public void askingAgainEndsAtTheRow() {
        for (int seed = 0; seed < TABLES / 10; seed++) {
            Random random = new Random(seed);
            NavigableSet<byte[]> here = rows(random, 5_000);
            TreeSet<byte[]> there = new TreeSet<>(here);
            byte[] lost = new ArrayList<>(here).get(random.nextInt(here.size()));
            there.remove(lost);
            KeyRange range = KeyRange.ALL;
            int rounds = 0;

            while (!range.equals(KeyRange.ofRow(lost))) {
                List<Difference> differences = sums(in(here, range), 1024).differences(sums(in(there, range), 1024));
                assertThat(differences).hasSize(1);
                range = differences.get(0).range();
                rounds++;
                assertThat(rounds).as("seed " + seed).isLessThan(5);
            }
        }
    }

    private static List<byte[]> in(NavigableSet<byte[]> rows, KeyRange range) {
        return rows.stream().filter(range::contains).toList();
    }

    @Test
    public void aClusterWithoutRowsDiffersInAllThatTheOtherHas() {
        NavigableSet<byte[]> rows = rows(new Random(1), 100);

        List<Difference> differences = PrefixSums.NONE.differences(sums(rows, 8));

        assertThat(differences.stream().map(Difference::there).reduce(RangeSum.NONE, RangeSum::plus))
                .isEqualTo(sumOneByOne(rows));
        assertThat(differences).allMatch(difference -> difference.here().isEmpty());
        assertThat(rows).allMatch(row -> differences.stream()
                .anyMatch(difference -> difference.range().contains(row)));
    }

    @Test
    public void partsAreAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixSumming(0));
    }
}
