package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtySlots.Written;
import org.hbaseha.wire.Seeds;
import org.junit.Test;

public class RangeOverlayTest {

    private static Written written(String start, String end, long time) {
        return new Written(new KeyRange(Bytes.toBytes(start), Bytes.toBytes(end)), time);
    }

    @Test
    public void theNewestCountsAndNeighboursOfOneTimeAreJoined() {
        List<Written> newest = RangeOverlay.newest(
                List.of(written("a", "m", 5), written("c", "e", 9), written("e", "f", 5), written("m", "p", 5)));

        assertThat(newest).containsExactly(written("a", "c", 5), written("c", "e", 9), written("e", "p", 5));
    }

    @Test
    public void nothingOverNothingIsNothing() {
        assertThat(RangeOverlay.newest(List.of())).isEmpty();
        assertThat(RangeOverlay.newest(List.of(written("b", "", 1), written("", "b", 1))))
                .containsExactly(new Written(KeyRange.ALL, 1));
    }

    @Test
    public void eachRowHasTheNewestTimeOfAllThatCoverIt() {
        Random random = Seeds.random("eachRowHasTheNewestTime");
        for (int round = 0; round < 500; round++) {
            List<Written> layers = new ArrayList<>();
            for (int i = 0; i < random.nextInt(12); i++) {
                int start = random.nextInt(20);
                int end = start + 1 + random.nextInt(20 - start);
                layers.add(new Written(
                        new KeyRange(new byte[] {(byte) start}, end == 20 ? new byte[0] : new byte[] {(byte) end}),
                        random.nextInt(4)));
            }

            List<Written> newest = RangeOverlay.newest(layers);

            for (int row = 0; row < 22; row++) {
                assertThat(time(newest, row)).isEqualTo(time(layers, row));
            }
            for (int i = 1; i < newest.size(); i++) {
                assertThat(newest.get(i - 1)).isNotEqualTo(newest.get(i));
                assertThat(newest.get(i - 1).range().and(newest.get(i).range())).isEmpty();
            }
        }
    }

    private static OptionalLong time(List<Written> layers, int row) {
        return layers.stream()
                .filter(layer -> layer.range().contains(new byte[] {(byte) row}))
                .mapToLong(Written::time)
                .max();
    }
}
