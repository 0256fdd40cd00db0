package org.hbaseha.monitor.continuous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hbaseha.digest.KeyRange;
import org.junit.Test;

/** Each row has the value it was given last, and pieces are as large as values allow. */
public final class RangeMapTest {

    /** Rows are single bytes, so that a model of all of them is an array. */
    private static final int ROWS = 24;

    private final RangeMap<Integer> map = new RangeMap<>();

    @Test
    public void isEmptyAtFirst() {
        assertThat(map.within(KeyRange.ALL)).containsExactly(new RangeMap.Piece<>(KeyRange.ALL, Optional.empty()));
        assertThat(map.present(KeyRange.ALL)).isEmpty();
    }

    @Test
    public void joinsNeighboursThatAreEqual() {
        map.put(range(1, 3), 7);
        map.put(range(3, 5), 7);

        assertThat(map.present(KeyRange.ALL)).containsExactly(new RangeMap.Piece<>(range(1, 5), Optional.of(7)));
    }

    @Test
    public void cutsWhatItOverwrites() {
        map.put(range(1, 9), 7);
        map.put(range(4, 5), 8);

        assertThat(map.present(KeyRange.ALL))
                .containsExactly(
                        new RangeMap.Piece<>(range(1, 4), Optional.of(7)),
                        new RangeMap.Piece<>(range(4, 5), Optional.of(8)),
                        new RangeMap.Piece<>(range(5, 9), Optional.of(7)));
    }

    @Test
    public void aWholeTableThatIsEqualIsOnePiece() {
        map.put(range(4, 5), 8);
        map.put(KeyRange.ALL, 9);

        assertThat(map.size()).isEqualTo(1);
        assertThat(map.present(KeyRange.ALL)).containsExactly(new RangeMap.Piece<>(KeyRange.ALL, Optional.of(9)));
    }

    @Test
    public void rowsHaveWhatTheyWereGivenLast() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RangeMap<Integer> tried = new RangeMap<>();
            int[] model = new int[ROWS];
            for (int step = 0; step < 40; step++) {
                int from = random.nextInt(ROWS);
                int to = random.nextInt(from + 1, ROWS + 1);
                int value = random.nextInt(4);
                if (value == 0) {
                    tried.remove(range(from, to));
                } else {
                    tried.put(range(from, to), value);
                }
                for (int row = from; row < to; row++) {
                    model[row] = value;
                }
                assertSame(seed, tried, model);
            }
        }
    }

    private static void assertSame(int seed, RangeMap<Integer> tried, int[] model) {
        int pieces = 1;
        for (int row = 0; row < ROWS; row++) {
            List<RangeMap.Piece<Integer>> at = tried.within(range(row, row + 1));
            assertThat(at).as("seed %s row %s", seed, row).hasSize(1);
            assertThat(at.get(0).value().orElse(0))
                    .as("seed %s row %s", seed, row)
                    .isEqualTo(model[row]);
            if (row > 0 && model[row] != model[row - 1]) {
                pieces++;
            }
        }
        assertThat(tried.size()).as("seed %s pieces", seed).isEqualTo(pieces);
        List<RangeMap.Piece<Integer>> all = tried.within(KeyRange.ALL);
        assertThat(all).as("seed %s", seed).hasSize(pieces);
    }

    /** The first row is the table's first, and behind the last there is nothing. */
    private static KeyRange range(int from, int to) {
        return new KeyRange(
                from == 0 ? new byte[0] : new byte[] {(byte) from}, to == ROWS ? new byte[0] : new byte[] {(byte) to});
    }
}
