package org.hbaseha.monitor.verification;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;

/**
 * One side's picture of one row: what a client sees of it, all versions that the families keep, and what is stored, with delete markers and the puts
 * that nobody sees. The two come from two scans, and a row may change between them; who wants to be sure looks again ({@link Recheck}). Of two
 * visible cells in one place the first counts, as in HBase. Immutable.
 */
public final class RowImage {

    private final RowKey row;
    private final NavigableSet<CellImage> visible = new TreeSet<>(CellImage.PLACE);
    private final NavigableSet<CellImage> raw;

    public RowImage(RowKey row, Collection<CellImage> visible, Collection<CellImage> raw) {
        this.row = row;
        this.visible.addAll(visible);
        this.raw = new TreeSet<>(raw);
    }

    /** Of the cells of a scan with all versions, and of a raw one with all versions; all of them of that row. */
    public static RowImage of(byte[] row, Collection<Cell> visible, Collection<Cell> raw) {
        return new RowImage(new RowKey(row), images(row, visible), images(row, raw));
    }

    private static List<CellImage> images(byte[] row, Collection<Cell> cells) {
        for (Cell cell : cells) {
            if (!CellUtil.matchingRows(cell, row)) {
                throw new IllegalArgumentException("Cell of another row row=" + new RowKey(row) + " cell=" + cell);
            }
        }
        return cells.stream().map(CellImage::of).toList();
    }

    public RowKey row() {
        return row;
    }

    /** At most one cell a place, in HBase's order. */
    public NavigableSet<CellImage> visible() {
        return Collections.unmodifiableNavigableSet(visible);
    }

    public NavigableSet<CellImage> raw() {
        return Collections.unmodifiableNavigableSet(raw);
    }

    /** The same row without some cells. */
    RowImage without(Predicate<CellImage> left) {
        Predicate<CellImage> kept = left.negate();
        return new RowImage(
                row,
                visible.stream().filter(kept).toList(),
                raw.stream().filter(kept).toList());
    }

    /** Those of both scans. */
    Stream<CellImage> cells() {
        return Stream.concat(raw.stream(), visible.stream());
    }

    public Optional<CellImage> visibleAt(CellImage place) {
        return Optional.ofNullable(visible.floor(place)).filter(found -> CellImage.PLACE.compare(found, place) == 0);
    }

    /** The put stored in that place, seen by clients or not. */
    public Optional<CellImage> putAt(CellImage place) {
        return Optional.ofNullable(raw.ceiling(place.startOfPuts()))
                .filter(found -> CellImage.PLACE.compare(found, place) == 0);
    }

    /** The stored markers that hide {@code put}, or would if it were written, those of the whole family first. */
    public List<CellImage> markersOver(CellImage put) {
        Stream<CellImage> ofFamily = upTo(put.startOfUnnamedPuts());
        Stream<CellImage> ofColumn = upTo(put.startOfPuts());
        return Stream.concat(ofFamily, ofColumn)
                .filter(marker -> marker.hides(put))
                .distinct()
                .toList();
    }

    /** From the newest cell of its column on. */
    private Stream<CellImage> upTo(CellImage end) {
        return raw.subSet(end.startOfColumn(), true, end, true).stream();
    }

    /** The older puts of its column that are stored, and that clients do not see for the number of newer ones alone. */
    public List<CellImage> pushedOutBelow(CellImage cell) {
        return raw.subSet(cell, false, cell.endOfColumn(), true).stream()
                .filter(CellImage::isPut)
                .filter(put -> visibleAt(put).isEmpty() && markersOver(put).isEmpty())
                .toList();
    }

    /** How many versions of its column clients see. */
    public int versions(CellImage cell) {
        return visible.subSet(cell.startOfColumn(), true, cell.endOfColumn(), true)
                .size();
    }

    /** How many of them are newer than {@code cell}. */
    public int newerVersions(CellImage cell) {
        return visible.subSet(cell.startOfColumn(), true, cell, false).size();
    }

    @Override
    public String toString() {
        return row + " visible=" + visible + " raw=" + raw;
    }
}
