package org.hbaseha.it.verify.content;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.hbase.Cell;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;

/** The differences that are put into a table, and what a tool is to call each. The source ships to the peer only, and clients write to the source only. */
public enum InjectionKind {
    /** A row that only the peer has. */
    INSERT(Divergence.EXTRA, Side.PEER, false),
    /** A row that the peer has lost, with no trace of a deletion. */
    DELETE(Divergence.MISSING, Side.PEER, true),
    /** Another value in the same place. */
    CHANGE(Divergence.DIFFERENT, Side.PEER, false),
    /** A marker of another type in the place of a cell. */
    TYPE(Divergence.MASKED, Side.PEER, false),
    /** The same value with a newer timestamp: an extra cell, which pushes out the one that is meant. */
    TIMESTAMP(Divergence.EXTRA, Side.PEER, false),
    /** A row that only the peer has, and that is the first key of a region. */
    FIRST_KEY(Divergence.EXTRA, Side.PEER, false),
    /** A row that only the peer has, in a region that has none at the source. */
    EMPTY_AT_SOURCE(Divergence.EXTRA, Side.PEER, false),
    /** A row that only the source has, in a region that has none at the peer. */
    EMPTY_AT_PEER(Divergence.MISSING, Side.SOURCE, false),
    /** One of two columns that the peer has lost, with no trace of a deletion. */
    COLUMN_MISSING(Divergence.MISSING, Side.PEER, true),
    /** A row below a delete marker of the peer that is newer: it hides the row, and would hide a repair. */
    MASKED_ROW(Divergence.MASKED, Side.PEER, false);

    /** Every row of the content has so many. */
    public static final int COLUMNS = 2;

    private static final long NEWER = 1_000;

    private final Divergence expected;
    private final Side side;
    private final boolean compacted;

    InjectionKind(Divergence expected, Side side, boolean compacted) {
        this.expected = expected;
        this.side = side;
        this.compacted = compacted;
    }

    /** The class that the row's finding must have. */
    public Divergence expected() {
        return expected;
    }

    /** All classes that findings of the row may have: what pushes a cell out has two sides. */
    Set<Divergence> allowed() {
        return this == TIMESTAMP ? Set.of(Divergence.EXTRA, Divergence.MISSING) : Set.of(expected);
    }

    /** Where it is written. */
    public Side side() {
        return side;
    }

    /** Whether that side is compacted after it was written, so that nothing is left of what was deleted. */
    public boolean compacted() {
        return compacted;
    }

    /** Whether a row of the content is damaged; otherwise a row is added. */
    boolean needsRow() {
        return switch (this) {
            case DELETE, CHANGE, TYPE, TIMESTAMP, COLUMN_MISSING, MASKED_ROW -> true;
            case INSERT, FIRST_KEY, EMPTY_AT_SOURCE, EMPTY_AT_PEER -> false;
        };
    }

    /** What is written to that side, puts and delete markers. {@code row}: its two cells there, of the same time; for a row that is added, what it shall have. */
    public List<CellImage> edits(List<CellImage> row) {
        CellImage first = row.get(0);
        CellImage second = row.get(1);
        return switch (this) {
            case INSERT, FIRST_KEY, EMPTY_AT_SOURCE, EMPTY_AT_PEER -> row;
            case DELETE -> List.of(marker(first, Cell.Type.DeleteFamily, 0));
            case CHANGE -> List.of(changed(first));
            case TYPE -> List.of(marker(first, Cell.Type.Delete, 0));
            case TIMESTAMP -> List.of(put(first, first.value(), NEWER));
            case COLUMN_MISSING -> List.of(marker(second, Cell.Type.DeleteColumn, 0));
            case MASKED_ROW -> List.of(marker(first, Cell.Type.DeleteFamily, NEWER));
        };
    }

    private static CellImage changed(CellImage cell) {
        byte[] value = cell.value().clone();
        int last = value.length - 1;
        value[last] = (byte) (value[last] ^ 1);
        return put(cell, value, 0);
    }

    private static CellImage put(CellImage cell, byte[] value, long later) {
        return new CellImage(cell.family(), cell.qualifier(), cell.timestamp() + later, Cell.Type.Put, value);
    }

    private static CellImage marker(CellImage cell, Cell.Type type, long later) {
        byte[] qualifier = type == Cell.Type.DeleteFamily ? new byte[0] : cell.qualifier();
        return new CellImage(cell.family(), qualifier, cell.timestamp() + later, type, new byte[0]);
    }

    /** As in reports: {@code first-key}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
