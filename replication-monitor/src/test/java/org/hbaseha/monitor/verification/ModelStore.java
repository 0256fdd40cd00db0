package org.hbaseha.monitor.verification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellComparator;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * One cluster's store of one row, and what HBase makes of it, in the way HBase does: cells come sorted as in a store file, and a delete tracker and a
 * version counter go along with them, family by family ({@code ScanDeleteTracker}, {@code ScanWildcardColumnTracker}). The code under test never walks
 * through a row like that.
 */
public final class ModelStore {

    private static final byte[] ROW = {'r'};

    private final int maxVersions;
    private final List<KeyValue> cells = new ArrayList<>();
    private long sequenceId;

    public ModelStore(int maxVersions) {
        this.maxVersions = maxVersions;
    }

    public ModelStore copy() {
        return copyKeeping(maxVersions);
    }

    public ModelStore copyKeeping(int versions) {
        ModelStore copy = new ModelStore(versions);
        copy.cells.addAll(cells);
        copy.sequenceId = sequenceId;
        return copy;
    }

    public void write(CellImage cell) {
        KeyValue written = new KeyValue(
                ROW,
                cell.family(),
                cell.qualifier(),
                cell.timestamp(),
                KeyValue.Type.codeToType(cell.type().getCode()),
                cell.value());
        written.setSequenceId(++sequenceId);
        cells.add(written);
    }

    /** As if these cells had never come. */
    public void lose(Predicate<CellImage> which) {
        cells.removeIf(cell -> which.test(CellImage.of(cell)));
    }

    /** What a major compaction leaves: what clients see. */
    public void compact() {
        List<Cell> kept = scan(false);
        cells.removeIf(cell -> kept.stream().noneMatch(one -> one == cell));
    }

    public List<CellImage> visible() {
        return scan(false).stream().map(CellImage::of).toList();
    }

    public List<CellImage> raw() {
        return scan(true).stream().map(CellImage::of).toList();
    }

    public RowImage image() {
        return RowImage.of(ROW, scan(false), scan(true));
    }

    public boolean shows(CellImage cell) {
        return visible().contains(cell);
    }

    private List<Cell> scan(boolean raw) {
        List<KeyValue> sorted = new ArrayList<>(cells);
        sorted.sort(CellComparator.getInstance());
        List<Cell> result = new ArrayList<>();
        Walk walk = new Walk(raw ? Integer.MAX_VALUE : maxVersions);
        for (KeyValue cell : sorted) {
            if (walk.includes(cell, raw)) {
                result.add(cell);
            }
        }
        return result;
    }

    /** The state that HBase's matcher carries through a row. */
    private static final class Walk {

        private final int versions;
        private String family = "";
        private long familyStamp = Long.MIN_VALUE;
        private final Set<Long> familyVersionStamps = new HashSet<>();
        private Optional<KeyValue> columnMarker = Optional.empty();
        private Optional<KeyValue> last = Optional.empty();
        private int count;

        Walk(int versions) {
            this.versions = versions;
        }

        boolean includes(KeyValue cell, boolean raw) {
            String ofFamily = Bytes.toString(CellUtil.cloneFamily(cell));
            if (!ofFamily.equals(family)) {
                family = ofFamily;
                familyStamp = Long.MIN_VALUE;
                familyVersionStamps.clear();
                columnMarker = Optional.empty();
                last = Optional.empty();
            }
            boolean put = cell.getType() == Cell.Type.Put;
            if (!put && !raw) {
                track(cell);
                return false;
            }
            if (!raw && deleted(cell)) {
                return false;
            }
            return counts(cell, put);
        }

        private void track(KeyValue marker) {
            if (marker.getTimestamp() <= familyStamp) {
                return;
            }
            switch (marker.getType()) {
                case DeleteFamily -> familyStamp = marker.getTimestamp();
                case DeleteFamilyVersion -> familyVersionStamps.add(marker.getTimestamp());
                default -> {
                    boolean covered = columnMarker
                            .filter(known -> sameColumn(known, marker))
                            .filter(known -> marker.getTypeByte() < known.getTypeByte())
                            .isPresent();
                    if (!covered) {
                        columnMarker = Optional.of(marker);
                    }
                }
            }
        }

        private boolean deleted(KeyValue put) {
            if (put.getTimestamp() <= familyStamp || familyVersionStamps.contains(put.getTimestamp())) {
                return true;
            }
            columnMarker = columnMarker.filter(marker -> sameColumn(marker, put));
            return columnMarker
                    .filter(marker ->
                            marker.getType() == Cell.Type.DeleteColumn || marker.getTimestamp() == put.getTimestamp())
                    .isPresent();
        }

        private boolean counts(KeyValue cell, boolean put) {
            Optional<KeyValue> before = last.filter(one -> sameColumn(one, cell));
            if (before.isEmpty()) {
                count = 0;
            }
            boolean repeated = before.filter(
                            one -> one.getTimestamp() == cell.getTimestamp() && one.getTypeByte() == cell.getTypeByte())
                    .isPresent();
            if (repeated) {
                return false;
            }
            last = Optional.of(cell);
            count += put ? 1 : 0;
            return count <= versions;
        }

        private static boolean sameColumn(KeyValue one, KeyValue other) {
            return CellUtil.matchingQualifier(one, other);
        }
    }
}
