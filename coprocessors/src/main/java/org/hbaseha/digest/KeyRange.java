package org.hbaseha.digest;

import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Rows from {@code start}, which is included, to {@code end}, which is not; an empty end is the end of the table. Immutable: arrays are copied in
 * and handed out as they are, nobody writes to them.
 */
public final class KeyRange {

    public static final KeyRange ALL = new KeyRange(new byte[0], new byte[0]);

    private final byte[] start;
    private final byte[] end;

    public KeyRange(byte[] start, byte[] end) {
        if (end.length > 0 && Bytes.compareTo(start, end) >= 0) {
            throw new IllegalArgumentException("A range ends after its start start=" + Bytes.toStringBinary(start)
                    + " end=" + Bytes.toStringBinary(end));
        }
        this.start = start.clone();
        this.end = end.clone();
    }

    /** That row alone. */
    public static KeyRange ofRow(byte[] row) {
        return new KeyRange(row, Arrays.copyOf(row, row.length + 1));
    }

    public byte[] start() {
        return start;
    }

    public byte[] end() {
        return end;
    }

    public boolean contains(byte[] row) {
        return Bytes.compareTo(row, start) >= 0 && isBeforeEnd(row);
    }

    private boolean isBeforeEnd(byte[] row) {
        return end.length == 0 || Bytes.compareTo(row, end) < 0;
    }

    /** What both have; empty where that is nothing. */
    public Optional<KeyRange> and(KeyRange other) {
        byte[] from = Bytes.compareTo(start, other.start) >= 0 ? start : other.start;
        byte[] to = end.length > 0 && other.isBeforeEnd(end) ? end : other.end;
        boolean empty = to.length > 0 && Bytes.compareTo(from, to) >= 0;
        return empty ? Optional.empty() : Optional.of(new KeyRange(from, to));
    }

    /** What is left of it from {@code row} on; empty where that is nothing. */
    public Optional<KeyRange> from(byte[] row) {
        return and(new KeyRange(row, new byte[0]));
    }

    /** What is left of it before {@code row}; empty where that is nothing. */
    public Optional<KeyRange> before(byte[] row) {
        return row.length == 0 ? Optional.empty() : and(new KeyRange(new byte[0], row));
    }

    /** What is left of it after {@code other}; empty where that is nothing. */
    public Optional<KeyRange> after(KeyRange other) {
        return other.end.length == 0 ? Optional.empty() : from(other.end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRange range && Arrays.equals(start, range.start) && Arrays.equals(end, range.end);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(start) + Arrays.hashCode(end);
    }

    /** As HBase's shell writes keys. */
    @Override
    public String toString() {
        return "[" + Bytes.toStringBinary(start) + ", " + (end.length == 0 ? "end" : Bytes.toStringBinary(end)) + ")";
    }
}
