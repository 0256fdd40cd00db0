package org.hbaseha.monitor.repair;

import java.util.Optional;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowKey;

/**
 * One cell of one side, before and after; at least one of the two is there, they are in one place and not equal. A journal is made of these.
 *
 * @param before what is in that place; a put, or a delete marker that goes away
 * @param after what shall be there; a put, or a delete marker
 * @param means by what it comes about
 * @param seen clients see {@code before}, or {@code after} is what they shall see: what they do not see need not be restored
 */
public record CellChange(
        Side side, RowKey row, Optional<CellImage> before, Optional<CellImage> after, Means means, boolean seen) {

    /** By what a cell changes. */
    public enum Means {
        /** It is written, or deleted by a marker for exactly this version. */
        WRITE,
        /** A major compaction takes it away. */
        COMPACTION,
        /** A newer version, written by us, pushes it out. */
        VERSIONS
    }

    public CellChange {
        if (before.equals(after)) {
            throw new IllegalArgumentException("Nothing would change row=" + row);
        }
        if (before.isPresent() && after.isPresent() && CellImage.PLACE.compare(before.get(), after.get()) != 0) {
            throw new IllegalArgumentException("A cell keeps its place before=" + before + " after=" + after);
        }
    }

    static CellChange add(Side side, RowKey row, CellImage cell) {
        return new CellChange(side, row, Optional.empty(), Optional.of(cell), Means.WRITE, true);
    }

    static CellChange replace(Side side, RowKey row, CellImage before, CellImage after, boolean seen) {
        return new CellChange(side, row, Optional.of(before), Optional.of(after), Means.WRITE, seen);
    }

    static CellChange remove(Side side, RowKey row, CellImage cell, boolean seen) {
        return new CellChange(side, row, Optional.of(cell), Optional.empty(), Means.WRITE, seen);
    }

    static CellChange lost(Side side, RowKey row, CellImage cell, Means means, boolean seen) {
        return new CellChange(side, row, Optional.of(cell), Optional.empty(), means, seen);
    }

    /** Where it is: family, qualifier and timestamp count. */
    public CellImage place() {
        return after.or(() -> before).orElseThrow();
    }

    /** The cell is a marker that comes or goes. */
    public boolean isOfMarker() {
        return !place().isPut();
    }

    /** Deletes exactly this version. */
    public boolean isRemoval() {
        return after.isEmpty() && means == Means.WRITE;
    }

    /** What a look at the row finds in that place. */
    public enum Sight {
        BEFORE,
        AFTER,
        OTHER
    }

    /** Whether {@code now}, of the same side, is as before or as after this change. */
    public Sight lookAt(RowImage now) {
        if (isOfMarker() || means == Means.COMPACTION) {
            return now.raw().contains(place()) == after.isPresent() ? Sight.AFTER : Sight.BEFORE;
        }
        Optional<CellImage> found = now.visibleAt(place());
        if (!seen && after.isEmpty()) {
            boolean cannotShow =
                    now.putAt(place()).isEmpty() || !now.markersOver(place()).isEmpty();
            return cannotShow ? Sight.AFTER : Sight.BEFORE;
        }
        if (found.equals(after)) {
            return Sight.AFTER;
        }
        return found.equals(before) ? Sight.BEFORE : Sight.OTHER;
    }
}
