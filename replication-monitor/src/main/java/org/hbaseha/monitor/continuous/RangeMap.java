package org.hbaseha.monitor.continuous;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.KeyRange;

/**
 * What holds for each row of a table: one value, or none. Neighbours that are equal are one piece, so it is as large as the values differ. Not thread safe.
 */
public final class RangeMap<V> {

    private static final byte[] FIRST = new byte[0];

    /** Rows of a range that have the same value, or none. */
    public record Piece<V>(KeyRange range, Optional<V> value) {}

    /** From each of these rows on, up to the next. Begins with the first row of all. */
    private final TreeMap<byte[], Optional<V>> values = new TreeMap<>(Bytes.BYTES_COMPARATOR);

    public RangeMap() {
        values.put(FIRST, Optional.empty());
    }

    public void put(KeyRange range, V value) {
        set(range, Optional.of(value));
    }

    public void remove(KeyRange range) {
        set(range, Optional.empty());
    }

    /** Changes what rows of {@code range} have, and have not. */
    public void update(KeyRange range, UnaryOperator<Optional<V>> change) {
        for (Piece<V> piece : within(range)) {
            set(piece.range(), change.apply(piece.value()));
        }
    }

    private void set(KeyRange range, Optional<V> value) {
        byte[] start = range.start();
        byte[] end = range.end();
        Optional<V> after = end.length == 0 ? Optional.empty() : at(end);
        if (end.length == 0) {
            values.tailMap(start, true).clear();
        } else {
            values.subMap(start, true, end, true).clear();
        }
        if (start.length == 0 || !at(start).equals(value)) {
            values.put(start, value);
        }
        if (end.length > 0 && !after.equals(value)) {
            values.put(end, after);
        }
    }

    /** Whether that row has a value. */
    public boolean has(byte[] row) {
        return at(row).isPresent();
    }

    private Optional<V> at(byte[] row) {
        Map.Entry<byte[], Optional<V>> entry = values.floorEntry(row);
        return entry == null ? Optional.empty() : entry.getValue();
    }

    /** All of {@code range} in order, also what has no value. */
    public List<Piece<V>> within(KeyRange range) {
        List<Piece<V>> found = new ArrayList<>();
        byte[] row = range.start();
        Optional<KeyRange> rest = Optional.of(range);
        while (rest.isPresent()) {
            byte[] next = values.higherKey(row);
            KeyRange all = rest.get();
            KeyRange piece = next == null ? all : all.before(next).orElse(all);
            found.add(new Piece<>(piece, at(row)));
            rest = next == null ? Optional.empty() : all.from(next);
            row = next == null ? row : next;
        }
        return found;
    }

    /** The pieces of {@code range} that have a value. */
    public List<Piece<V>> present(KeyRange range) {
        return within(range).stream().filter(piece -> piece.value().isPresent()).toList();
    }

    /** How many pieces there are, those without a value included. */
    public int size() {
        return values.size();
    }
}
