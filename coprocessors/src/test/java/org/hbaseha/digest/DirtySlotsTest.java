package org.hbaseha.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DirtySlots.Written;
import org.hbaseha.wire.Seeds;
import org.junit.Test;

public class DirtySlotsTest {

    private static final long OPENED = 1_000;

    private static DirtySlots table() {
        return new DirtySlots(KeyRange.ALL, OPENED);
    }

    private static byte[] key(int i) {
        return bytes(String.format(Locale.ROOT, "row-%06d", i));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(DirtySlots slots, byte[] row, long now) {
        slots.note(row, slots.time(now));
    }

    private static boolean covers(List<Written> written, byte[] row) {
        return written.stream().anyMatch(piece -> piece.range().contains(row));
    }

    /** How many of the first {@code rows} rows are reported. */
    private static long covered(List<Written> written, int rows) {
        long covered = 0;
        for (int i = 0; i < rows; i++) {
            covered += covers(written, key(i)) ? 1 : 0;
        }
        return covered;
    }

    @Test
    public void aRegionThatWasOpenedIsWhollyDirtyAsOfThen() {
        KeyRange region = new KeyRange(bytes("b"), bytes("d"));
        DirtySlots slots = new DirtySlots(region, OPENED);

        assertThat(slots.since(0)).containsExactly(new Written(region, OPENED));
        assertThat(slots.since(OPENED)).hasSize(1);
        assertThat(slots.since(OPENED + 1)).isEmpty();
    }

    @Test
    public void fewWritesAreKnownRowByRow() {
        DirtySlots slots = table();
        write(slots, key(7), 2_000);
        write(slots, key(900), 2_001);

        List<Written> written = slots.since(2_000);

        assertThat(covered(written, 1_000)).isEqualTo(2);
        assertThat(written).extracting(Written::time).containsExactly(2_000L, 2_001L);
        assertThat(slots.since(2_001)).hasSize(1);
        assertThat(covers(slots.since(2_001), key(900))).isTrue();
    }

    @Test
    public void aLaterTimeIsNeverReplacedByAnEarlierOne() {
        DirtySlots slots = table();
        slots.note(key(1), 3_000);
        slots.note(key(1), 2_000);
        slots.noteAll(2_500);
        slots.noteAll(2_400);

        assertThat(slots.since(2_500))
                .extracting(Written::time)
                .contains(3_000L)
                .contains(2_500L);
    }

    @Test
    public void manyWritesInOnePlaceDoNotMakeOtherPlacesDirty() {
        DirtySlots slots = table();
        for (int i = 40_000; i < 41_000; i++) {
            write(slots, key(i), 2_000);
        }
        write(slots, key(90_000), 2_000);

        List<Written> written = slots.since(2_000);

        assertThat(covered(written, 100_000)).isBetween(1_001L, 1_500L);
        assertThat(covers(written, key(90_000))).isTrue();
    }

    @Test
    public void writesEverywhereTakeNoMoreThanSoManySlots() {
        DirtySlots slots = table();
        Random random = Seeds.random("writesEverywhere");
        for (int i = 0; i < 100_000; i++) {
            write(slots, key(random.nextInt(1_000_000)), 2_000 + i % 100);
        }

        assertThat(slots.since(2_000)).hasSizeLessThanOrEqualTo(DirtySlots.MOST);
    }

    @Test
    public void afterARenewalFewWritesAreKnownRowByRowAgainAndNothingIsForgotten() {
        DirtySlots slots = table();
        for (int i = 0; i < 10_000; i++) {
            write(slots, key(i), 2_000 + i);
        }
        slots.renew(OPENED + 1, 20_000);
        write(slots, key(77), 20_001);

        assertThat(covered(slots.since(20_001), 10_000)).isEqualTo(1);
        List<Written> before = slots.since(7_000);
        for (int i = 5_000; i < 10_000; i++) {
            assertThat(covers(before, key(i))).isTrue();
        }
        assertThat(covered(before, 10_000)).isLessThan(6_000);
    }

    @Test
    public void finerOrYoungSlotsAreNotRenewed() {
        DirtySlots slots = table();
        write(slots, key(1), 2_000);
        slots.renew(Long.MAX_VALUE, 3_000);
        for (int i = 0; i < 1_000; i++) {
            write(slots, key(i), 4_000);
        }
        slots.renew(OPENED, 5_000);
        write(slots, key(77), 6_000);

        assertThat(covered(slots.since(6_000), 1_000)).isGreaterThan(1);
    }

    @Test
    public void aMarkIsAFloorUnderLaterTimesEvenWhenTheClockIsSetBack() {
        DirtySlots slots = table();
        long mark = slots.mark(5_000);
        write(slots, key(1), 4_000);

        assertThat(mark).isEqualTo(5_000);
        assertThat(covers(slots.since(mark), key(1))).isTrue();
        assertThat(slots.mark(4_500)).isEqualTo(5_000);
    }

    @Test
    public void rowsThatEndEarlyOrInZerosAreCovered() {
        KeyRange region = new KeyRange(bytes("ab"), bytes("abz"));
        DirtySlots slots = new DirtySlots(region, OPENED);
        List<byte[]> rows =
                List.of(bytes("ab"), bytes("ab\0"), bytes("ab\0\0c"), bytes("abc"), bytes("abc\0\0\0\0\0\0\0\0\0"));
        for (byte[] row : rows) {
            DirtySlots one = new DirtySlots(region, OPENED);
            write(one, row, 2_000);
            assertThat(covers(one.since(2_000), row)).isTrue();
        }
        rows.forEach(row -> write(slots, row, 2_000));

        assertThat(rows).allMatch(row -> covers(slots.since(2_000), row));
        assertThat(covers(slots.since(2_000), bytes("abd"))).isFalse();
    }

    @Test
    public void atLeastWhatWasWrittenIsReportedOfKeysOfAnyShape() {
        Random random = Seeds.random("keysOfAnyShape");
        for (int round = 0; round < 50; round++) {
            KeyRange region = region(random);
            DirtySlots slots = new DirtySlots(region, OPENED);
            Map<String, Long> newest = new HashMap<>();
            long now = OPENED;
            int writes = 1 + random.nextInt(2_000);
            int alike = random.nextInt(30);
            for (int i = 0; i < writes; i++) {
                now += random.nextInt(3);
                byte[] row = row(random, region, alike);
                write(slots, row, now);
                newest.merge(Bytes.toStringBinary(row), now, Math::max);
                if (random.nextInt(300) == 0) {
                    slots.renew(now - random.nextInt(1_000), now);
                }
            }
            long since = OPENED + 1 + random.nextInt((int) (now - OPENED + 1));

            check(slots.since(since), region, newest, since);
        }
    }

    private static void check(List<Written> written, KeyRange region, Map<String, Long> newest, long since) {
        for (int i = 1; i < written.size(); i++) {
            assertThat(Bytes.compareTo(
                            written.get(i - 1).range().end(),
                            written.get(i).range().start()))
                    .isLessThanOrEqualTo(0);
        }
        assertThat(written).allMatch(piece -> piece.range().and(region).equals(java.util.Optional.of(piece.range())));
        newest.forEach((row, time) -> {
            if (time >= since) {
                assertThat(written)
                        .as(row)
                        .anyMatch(piece -> piece.range().contains(Bytes.toBytesBinary(row)) && piece.time() >= time);
            }
        });
    }

    private static KeyRange region(Random random) {
        byte[] common = new byte[random.nextInt(4)];
        random.nextBytes(common);
        return switch (random.nextInt(3)) {
            case 0 -> KeyRange.ALL;
            case 1 -> new KeyRange(Bytes.add(common, bytes("3")), Bytes.add(common, bytes("7x")));
            default -> new KeyRange(Bytes.add(common, bytes("3")), new byte[0]);
        };
    }

    /** With up to {@code alike} zeros, or other bytes that repeat, before what tells them apart. */
    private static byte[] row(Random random, KeyRange region, int alike) {
        byte[] repeated = new byte[alike];
        java.util.Arrays.fill(repeated, (byte) (random.nextInt(10) == 0 ? random.nextInt(256) : 0));
        byte[] rest = new byte[random.nextInt(6)];
        random.nextBytes(rest);
        return Bytes.add(region.start(), repeated, rest);
    }

    @Test
    public void nothingIsLostWhenManyThreadsNoteAndTheSlotsAreRenewed() throws Exception {
        Random seeds = Seeds.random("manyThreads");
        DirtySlots slots = table();
        int threads = 4;
        int each = 10_000;
        CountDownLatch begin = new CountDownLatch(1);
        List<Map<Integer, Long>> noted = new ArrayList<>();
        List<Thread> writers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Map<Integer, Long> mine = new HashMap<>();
            noted.add(mine);
            long seed = seeds.nextLong();
            writers.add(new Thread(() -> writeMany(slots, new Random(seed), mine, each, begin)));
        }
        writers.forEach(Thread::start);
        begin.countDown();
        while (writers.stream().anyMatch(Thread::isAlive)) {
            slots.renew(Long.MAX_VALUE, OPENED);
            slots.since(OPENED);
        }
        for (Thread writer : writers) {
            writer.join();
        }

        List<Written> written = slots.since(OPENED + 1);
        for (Map<Integer, Long> mine : noted) {
            mine.forEach((row, time) -> assertThat(written)
                    .as("row %d", row)
                    .anyMatch(piece -> piece.range().contains(key(row)) && piece.time() >= time));
        }
    }

    private static void writeMany(
            DirtySlots slots, Random random, Map<Integer, Long> mine, int count, CountDownLatch begin) {
        try {
            begin.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 1; i <= count; i++) {
            int row = random.nextInt(2_000);
            slots.note(key(row), OPENED + i);
            mine.put(row, OPENED + i);
        }
    }
}
