package org.hbaseha.monitor.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;

/** Short names for cells, so that a test reads like the row it is about. */
public final class Cells {

    private Cells() {}

    public static CellImage put(String family, String qualifier, long timestamp, String value) {
        return cell(Cell.Type.Put, family, qualifier, timestamp, value);
    }

    public static CellImage deleteVersion(String family, String qualifier, long timestamp) {
        return cell(Cell.Type.Delete, family, qualifier, timestamp, "");
    }

    public static CellImage deleteColumn(String family, String qualifier, long timestamp) {
        return cell(Cell.Type.DeleteColumn, family, qualifier, timestamp, "");
    }

    public static CellImage deleteFamily(String family, long timestamp) {
        return cell(Cell.Type.DeleteFamily, family, "", timestamp, "");
    }

    public static CellImage deleteFamilyVersion(String family, long timestamp) {
        return cell(Cell.Type.DeleteFamilyVersion, family, "", timestamp, "");
    }

    /** Deletes that version and no other. */
    public static CellImage versionMarker(CellImage put) {
        return new CellImage(put.family(), put.qualifier(), put.timestamp(), Cell.Type.Delete, new byte[0]);
    }

    static CellImage cell(Cell.Type type, String family, String qualifier, long timestamp, String value) {
        return new CellImage(Bytes.toBytes(family), Bytes.toBytes(qualifier), timestamp, type, Bytes.toBytes(value));
    }

    public static RowKey row(String key) {
        return new RowKey(Bytes.toBytes(key));
    }

    /** Row {@code r}, all of whose cells clients see. */
    public static RowImage seen(CellImage... cells) {
        return image(List.of(cells));
    }

    /** Row {@code r}: what clients see, and what is stored besides. */
    public static RowImage image(List<CellImage> visible, CellImage... hidden) {
        List<CellImage> raw = new ArrayList<>(visible);
        raw.addAll(Arrays.asList(hidden));
        return new RowImage(row("r"), visible, raw);
    }
}
