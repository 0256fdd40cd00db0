package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.wire.Seeds;
import org.junit.Test;

public class SlotTableTest {

    private static Slot slot(Random random) {
        return new Slot(random.nextInt(4) * 7L, random.nextLong(), random.nextLong(), random.nextInt(1_000));
    }

    @Test
    public void aFrozenTableTakesNoNoteAndHasGivenAllItTook() {
        SlotTable table = new SlotTable(0, Slot.DEEPEST, 4);
        byte[] row = Bytes.toBytes("row");
        assertThat(table.note(row, 10)).isFalse();
        table.add(row, 10);
        assertThat(table.note(row, 12)).isTrue();

        SlotList slots = table.freeze();

        assertThat(slots.slots()).singleElement().extracting(Slot::time).isEqualTo(12L);
        assertThat(table.note(row, 11)).isFalse();
        assertThat(table.note(row, 13)).isFalse();
        assertThat(table.read()).isEqualTo(slots);
    }

    @Test
    public void aTableHasTheSlotsItWasMadeOf() {
        Random random = Seeds.random("aTableHasTheSlotsItWasMadeOf");
        for (int round = 0; round < 20; round++) {
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                slots.add(slot(random));
            }
            SlotList list = SlotList.of(random.nextInt(Slot.DEEPEST + 1), slots);

            assertThat(SlotTable.of(0, list, 64).read()).isEqualTo(list);
        }
    }

    @Test
    public void aCoarserListHasSoManySlotsAtMostAndMoreThanHalfOfThemWhereKeysAllow() {
        Random random = Seeds.random("aCoarserList");
        for (int round = 0; round < 20; round++) {
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                slots.add(new Slot(random.nextLong(), 0, 0, i));
            }
            int most = 16 + random.nextInt(100);

            SlotList coarser = SlotList.of(Slot.DEEPEST, slots).within(most);

            assertThat(coarser.slots()).hasSizeBetween(most / 4, most);
            for (Slot slot : slots) {
                assertThat(coarser.slots())
                        .filteredOn(slot.cut(coarser.depth())::hasRowsOf)
                        .singleElement()
                        .satisfies(found -> assertThat(found.time()).isGreaterThanOrEqualTo(slot.time()));
            }
        }
    }

    @Test
    public void slotsOfAnyDepthFindPlacesOfTheirOwn() {
        Random random = Seeds.random("slotsOfAnyDepth");
        for (int depth : new int[] {8, 12, 16, 40, 64, 72, 128, 136, Slot.DEEPEST}) {
            Set<Slot> slots = new HashSet<>();
            while (slots.size() < 256) {
                // The bits before the last twelve are those that all of them have in common.
                Slot random12 = new Slot(random.nextLong(), random.nextLong(), random.nextLong(), 0).cut(depth);
                Slot common = new Slot(-1, -1, -1, 0).cut(Math.max(0, depth - 12));
                slots.add(new Slot(random12.a() | common.a(), random12.b() | common.b(), random12.c() | common.c(), 0));
            }

            long places = slots.stream()
                    .map(slot -> SlotTable.hash(slot.a(), slot.b(), slot.c()) >>> 55)
                    .distinct()
                    .count();

            // At random there would be 201 of 512.
            assertThat(places).as("depth=%d", depth).isGreaterThan(150);
        }
    }

    @Test
    public void twoListsTogetherAreAsFineAsTheCoarser() {
        Slot fine = new Slot(0x1234_0000_0000_0000L, 5, 6, 10);
        Slot alike = new Slot(0x1299_0000_0000_0000L, 7, 8, 20);
        SlotList coarse = SlotList.of(8, List.of(alike));

        assertThat(SlotList.of(Slot.DEEPEST, List.of(fine)).plus(coarse))
                .isEqualTo(new SlotList(8, List.of(new Slot(0x1200_0000_0000_0000L, 0, 0, 20))));
    }

    @Test
    public void wordsAreReadAsIfZerosFollowed() {
        byte[] row = {1, 2, 3, 4, 5, 6, 7, 8, (byte) 0xff};

        assertThat(Slot.word(row, 0)).isEqualTo(0x0102030405060708L);
        assertThat(Slot.word(row, 1)).isEqualTo(0x02030405060708ffL);
        assertThat(Slot.word(row, 8)).isEqualTo(0xff00000000000000L);
        assertThat(Slot.word(row, 9)).isZero();
        assertThat(Slot.word(row, 20)).isZero();
    }

    @Test
    public void bitsInCommonAreCountedOverAllWords() {
        Slot slot = new Slot(1, 2, 4, 0);

        assertThat(slot.common(new Slot(0, 2, 4, 0))).isEqualTo(63);
        assertThat(slot.common(new Slot(1, 0, 4, 0))).isEqualTo(64 + 62);
        assertThat(slot.common(new Slot(1, 2, 5, 0))).isEqualTo(128 + 63);
        assertThat(slot.common(new Slot(1, 2, 4, 9))).isEqualTo(Slot.DEEPEST);
        assertThat(slot.cut(65)).isEqualTo(new Slot(1, 0, 0, 0));
    }
}
