package org.hbaseha.digest;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The rows of a region that begin with the same bits, and when one of them was written last. The bits are those of a window of {@link #WINDOW} bytes that begins
 * where the region's own prefix ends; a row that ends within it counts as if zeros followed. Immutable.
 *
 * @param a the window's first eight bytes, big endian; {@code b} and {@code c} are the others
 * @param time of the last write, in milliseconds
 */
record Slot(long a, long b, long c, long time) implements Comparable<Slot> {

    /** So many bytes after the region's prefix tell rows apart. */
    static final int WINDOW = 3 * Long.BYTES;

    /** Deeper is no slot. */
    static final int DEEPEST = WINDOW * Byte.SIZE;

    /** Eight bytes of {@code row} from {@code at} on, as a big endian number; zeros after its end. */
    static long word(byte[] row, int at) {
        if (at + Long.BYTES <= row.length) {
            return (long) KeyPrefix.BIG_ENDIAN.get(row, at);
        }
        long word = 0;
        for (int i = at; i < row.length; i++) {
            word |= (row[i] & 0xffL) << (Byte.SIZE * (Long.BYTES - 1 - (i - at)));
        }
        return word;
    }

    /** The bits that count of the window's word number {@code word}, at {@code depth}. */
    static long mask(int depth, int word) {
        int bits = Math.max(0, Math.min(Long.SIZE, depth - word * Long.SIZE));
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }

    Slot cut(int depth) {
        return new Slot(a & mask(depth, 0), b & mask(depth, 1), c & mask(depth, 2), time);
    }

    boolean hasRowsOf(Slot other) {
        return a == other.a && b == other.b && c == other.c;
    }

    /** How many bits two slots have in common. */
    int common(Slot other) {
        if (a != other.a) {
            return Long.numberOfLeadingZeros(a ^ other.a);
        }
        if (b != other.b) {
            return Long.SIZE + Long.numberOfLeadingZeros(b ^ other.b);
        }
        return 2 * Long.SIZE + Long.numberOfLeadingZeros(c ^ other.c);
    }

    Slot newer(Slot other) {
        return time >= other.time ? this : other;
    }

    /** All rows that begin with {@code before} and then with this slot's bits, and maybe some just before them. */
    KeyRange range(byte[] before, int depth) {
        byte[] window =
                ByteBuffer.allocate(WINDOW).putLong(a).putLong(b).putLong(c).array();
        byte[] prefix = Arrays.copyOf(before, before.length + KeyPrefix.bytes(depth));
        System.arraycopy(window, 0, prefix, before.length, prefix.length - before.length);
        KeyRange all = KeyPrefix.range(prefix, before.length * Byte.SIZE + depth);
        // The row that ends within the window is in this slot, and sorts before what has zeros there.
        int length = prefix.length;
        while (length > before.length && prefix[length - 1] == 0) {
            length--;
        }
        return new KeyRange(Arrays.copyOf(prefix, length), all.end());
    }

    /** In the order of rows. */
    @Override
    public int compareTo(Slot other) {
        int first = Long.compareUnsigned(a, other.a);
        int second = first == 0 ? Long.compareUnsigned(b, other.b) : first;
        return second == 0 ? Long.compareUnsigned(c, other.c) : second;
    }
}
