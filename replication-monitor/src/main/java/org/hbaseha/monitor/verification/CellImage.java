package org.hbaseha.monitor.verification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * A put or a delete marker of one row, without what clusters may have differently of the same cell: tags and sequence id. Equal by content. Its
 * order is that of HBase's {@code CellComparator} (family and qualifier up, timestamp and type down), and then by value, where HBase has the
 * sequence id. Immutable: arrays are copied in and handed out as they are, nobody writes to them.
 */
public final class CellImage implements Comparable<CellImage> {

    /** Orders by column and timestamp alone: two cells are in one place when a client can see one of them at most. */
    public static final Comparator<CellImage> PLACE = CellImage::comparePlace;

    private static final byte[] EMPTY = new byte[0];

    private final byte[] family;
    private final byte[] qualifier;
    private final long timestamp;
    private final Cell.Type type;
    private final byte[] value;

    public CellImage(byte[] family, byte[] qualifier, long timestamp, Cell.Type type, byte[] value) {
        this.family = family.clone();
        this.qualifier = qualifier.clone();
        this.timestamp = timestamp;
        this.type = type;
        this.value = value.clone();
    }

    public static CellImage of(Cell cell) {
        return new CellImage(
                CellUtil.cloneFamily(cell),
                CellUtil.cloneQualifier(cell),
                cell.getTimestamp(),
                cell.getType(),
                CellUtil.cloneValue(cell));
    }

    public byte[] family() {
        return family;
    }

    public byte[] qualifier() {
        return qualifier;
    }

    public long timestamp() {
        return timestamp;
    }

    public Cell.Type type() {
        return type;
    }

    public byte[] value() {
        return value;
    }

    public boolean isPut() {
        return type == Cell.Type.Put;
    }

    /**
     * Whether this is a marker that keeps clients from seeing {@code put}, whichever of them was written first: HBase's {@code ScanDeleteTracker}.
     * With {@code NEW_VERSION_BEHAVIOR} a put written after the marker is seen all the same.
     */
    public boolean hides(CellImage put) {
        return switch (type) {
            case Put -> false;
            case DeleteFamily -> isOfFamily(put) && timestamp >= put.timestamp;
            case DeleteFamilyVersion -> isOfFamily(put) && timestamp == put.timestamp;
            case DeleteColumn -> isOfColumn(put) && timestamp >= put.timestamp;
            case Delete -> isOfColumn(put) && timestamp == put.timestamp;
        };
    }

    private boolean isOfFamily(CellImage other) {
        return Arrays.equals(family, other.family);
    }

    public boolean isOfColumn(CellImage other) {
        return isOfFamily(other) && Arrays.equals(qualifier, other.qualifier);
    }

    /** Not after any cell of its column. */
    CellImage startOfColumn() {
        return new CellImage(family, qualifier, Long.MAX_VALUE, Cell.Type.DeleteFamily, EMPTY);
    }

    /** Not before any cell of its column that a client can write. */
    CellImage endOfColumn() {
        return new CellImage(family, qualifier, Long.MIN_VALUE, Cell.Type.Put, EMPTY);
    }

    /** After all markers of its place and not after any of its puts. */
    CellImage startOfPuts() {
        return new CellImage(family, qualifier, timestamp, Cell.Type.Put, EMPTY);
    }

    /** The same among the markers of its whole family, which have no qualifier. */
    CellImage startOfUnnamedPuts() {
        return new CellImage(family, EMPTY, timestamp, Cell.Type.Put, EMPTY);
    }

    private int comparePlace(CellImage other) {
        int byFamily = Bytes.compareTo(family, other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int byQualifier = Bytes.compareTo(qualifier, other.qualifier);
        return byQualifier != 0 ? byQualifier : Long.compare(other.timestamp, timestamp);
    }

    @Override
    public int compareTo(CellImage other) {
        int byPlace = comparePlace(other);
        if (byPlace != 0) {
            return byPlace;
        }
        int byType = Byte.compare(other.type.getCode(), type.getCode());
        return byType != 0 ? byType : Bytes.compareTo(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellImage cell && compareTo(cell) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(family), Arrays.hashCode(qualifier), timestamp, type, Arrays.hashCode(value));
    }

    /** The column as operators write it; the family alone for a marker of the whole family. */
    public String column() {
        String name = Bytes.toStringBinary(family);
        return type == Cell.Type.DeleteFamily || type == Cell.Type.DeleteFamilyVersion
                ? name
                : name + ":" + Bytes.toStringBinary(qualifier);
    }

    /** Without its value, which reports may have to leave out. */
    @Override
    public String toString() {
        return type + " " + column() + " at " + timestamp;
    }
}
