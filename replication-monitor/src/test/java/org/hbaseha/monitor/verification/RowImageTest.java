package org.hbaseha.monitor.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellBuilderFactory;
import org.apache.hadoop.hbase.CellBuilderType;
import org.apache.hadoop.hbase.CellComparator;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.Test;

public class RowImageTest {

    private static Cell cell(
            String row, Cell.Type type, String family, String qualifier, long timestamp, String value) {
        return CellBuilderFactory.create(CellBuilderType.DEEP_COPY)
                .setRow(Bytes.toBytes(row))
                .setFamily(Bytes.toBytes(family))
                .setQualifier(Bytes.toBytes(qualifier))
                .setTimestamp(timestamp)
                .setType(type)
                .setValue(Bytes.toBytes(value))
                .build();
    }

    @Test
    public void takesCellsOfHBaseAsTheyAre() {
        Cell put = cell("r", Cell.Type.Put, "f", "q", 5, "v");
        Cell marker = cell("r", Cell.Type.DeleteFamily, "f", "", 4, "");

        RowImage image = RowImage.of(Bytes.toBytes("r"), List.of(put), List.of(put, marker));

        assertThat(image.row()).isEqualTo(Cells.row("r"));
        assertThat(image.visible()).containsExactly(Cells.put("f", "q", 5, "v"));
        assertThat(image.raw()).containsExactly(Cells.deleteFamily("f", 4), Cells.put("f", "q", 5, "v"));
    }

    @Test
    public void refusesACellOfAnotherRow() {
        Cell other = cell("r2", Cell.Type.Put, "f", "q", 5, "v");

        assertThatThrownBy(() -> RowImage.of(Bytes.toBytes("r"), List.of(), List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row=r cell=");
    }

    @Test
    public void refusesAPairOfTwoRows() {
        RowImage one = new RowImage(Cells.row("1"), List.of(), List.of());
        RowImage two = new RowImage(Cells.row("2"), List.of(), List.of());

        assertThatThrownBy(() -> new RowPair(one, two)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void cellsAreOrderedAsHBaseOrdersThem() {
        Random random = new Random(7);
        List<Cell> cells = new ArrayList<>();
        for (Cell.Type type : Cell.Type.values()) {
            for (String family : List.of("a", "b", "\u00e9")) {
                for (String qualifier : List.of("", "a", "aa", "b", "\u00e9")) {
                    for (long timestamp : new long[] {0, 1, 1000, Long.MAX_VALUE}) {
                        cells.add(cell("r", type, family, qualifier, timestamp, ""));
                    }
                }
            }
        }
        Collections.shuffle(cells, random);

        List<CellImage> ours = cells.stream().map(CellImage::of).sorted().toList();

        cells.sort(CellComparator.getInstance());
        assertThat(ours).isEqualTo(cells.stream().map(CellImage::of).toList());
    }

    @Test
    public void cellsAreEqualByAllTheirContent() {
        CellImage cell = Cells.put("f", "q", 5, "v");

        assertThat(Cells.put("f", "q", 5, "v")).isEqualTo(cell).hasSameHashCodeAs(cell);
        assertThat(List.of(
                        Cells.put("g", "q", 5, "v"),
                        Cells.put("f", "r", 5, "v"),
                        Cells.put("f", "q", 6, "v"),
                        Cells.put("f", "q", 5, ""),
                        Cells.put("fq", "", 5, "v"),
                        Cells.cell(Cell.Type.Delete, "f", "q", 5, "v")))
                .doesNotContain(cell);
    }

    @Test
    public void aCellKeepsItsBytesToItself() {
        byte[] value = Bytes.toBytes("v");
        CellImage cell = new CellImage(value, value, 5, Cell.Type.Put, value);

        value[0] = 'x';

        assertThat(cell).isEqualTo(Cells.put("v", "v", 5, "v"));
    }

    @Test
    public void aCellIsShownWithoutItsValue() {
        assertThat(Cells.put("f", "q\u0000", 5, "secret")).hasToString("Put f:q\\x00 at 5");
        assertThat(Cells.deleteFamily("f", 5)).hasToString("DeleteFamily f at 5");
        assertThat(Cells.deleteColumn("f", "", 5)).hasToString("DeleteColumn f: at 5");
    }

    @Test
    public void ofTwoVisibleCellsInOnePlaceTheFirstCounts() {
        RowImage image =
                Cells.seen(Cells.put("f", "q", 5, "newest"), Cells.put("f", "q", 5, "a"), Cells.put("f", "q", 4, "b"));

        assertThat(image.visible()).containsExactly(Cells.put("f", "q", 5, "newest"), Cells.put("f", "q", 4, "b"));
    }

    @Test
    public void twoImagesLookEqualWhereClientsSeeTheSame() {
        CellImage cell = Cells.put("f", "q", 5, "v");
        RowImage seen = Cells.seen(cell);
        RowImage more = Cells.image(List.of(cell), Cells.deleteVersion("f", "q", 4));
        RowImage other = Cells.seen(Cells.put("f", "q", 5, "w"));
        RowImage two = Cells.seen(cell, Cells.put("f", "q", 4, "v"));

        assertThat(new RowPair(seen, more).looksEqual()).isTrue();
        assertThat(new RowPair(seen, other).looksEqual()).isFalse();
        assertThat(new RowPair(seen, two).looksEqual()).isFalse();
        assertThat(new RowPair(two, seen).looksEqual()).isFalse();
        assertThat(new RowPair(seen, Cells.image(List.of(), cell)).looksEqual()).isFalse();
    }

    @Test
    public void fingerprintsDifferWhereAnythingDoes() {
        CellImage cell = Cells.put("f", "q", 5, "v");
        RowImage seen = Cells.seen(cell);
        RowImage hidden = Cells.image(List.of(), cell);
        RowImage nothing = Cells.seen();
        List<RowPair> pairs = List.of(
                new RowPair(nothing, nothing),
                new RowPair(seen, nothing),
                new RowPair(nothing, seen),
                new RowPair(hidden, nothing),
                new RowPair(nothing, hidden),
                new RowPair(seen, seen),
                new RowPair(seen, hidden),
                new RowPair(seen, Cells.seen(Cells.put("f", "q", 5, "w"))),
                new RowPair(seen, Cells.seen(Cells.put("f", "q", 6, "v"))),
                new RowPair(seen, Cells.seen(Cells.put("fq", "", 5, "v"))),
                new RowPair(seen, Cells.image(List.of(), Cells.deleteVersion("f", "q", 5))),
                new RowPair(seen, Cells.image(List.of(), Cells.deleteColumn("f", "q", 5))));

        assertThat(pairs.stream().map(Fingerprint::of)).doesNotHaveDuplicates();
        assertThat(Fingerprint.of(new RowPair(Cells.seen(Cells.put("f", "q", 5, "v")), nothing)))
                .isEqualTo(Fingerprint.of(pairs.get(1)));
    }

    @Test
    public void aFingerprintIsTheBeginningOfASha256() {
        // printf abc | sha256sum
        assertThat(Fingerprint.of(Bytes.toBytes("abc")).shortHex()).isEqualTo("ba7816bf");
    }

    @Test
    public void keysAreShownAsTheShellDoes() {
        RowKey binary = new RowKey(new byte[] {'a', 0, (byte) 0xff, '\\'});

        assertThat(binary).hasToString("a\\x00\\xFF\\x5C");
        assertThat(binary.isPrintable()).isFalse();
        assertThat(binary.hex()).isEqualTo("6100ff5c");
        assertThat(Cells.row("user-1").isPrintable()).isTrue();
        assertThat(Cells.row("a")).isLessThan(Cells.row("b")).isEqualTo(Cells.row("a"));
        assertThat(new RowKey(new byte[] {(byte) 0x80})).isGreaterThan(Cells.row("z"));
    }
}
