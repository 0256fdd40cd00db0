package org.hbaseha.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * The 128-bit hash of one cell: MurmurHash3 x64 128 (Appleby, public domain) over row, family, qualifier, timestamp, type and value, each after its
 * length, however the cell lies in memory. What two clusters may have differently of the same cell does not count: tags, which replication drops
 * unless its codec keeps them, and sequence ids. One object for one thread: it keeps the last hash, the row it was of, and a buffer that grows to the
 * largest cell.
 */
public final class CellHash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int BLOCK = 16;

    /** Lengths of row, family and qualifier, timestamp and type. */
    private static final int FIXED_BYTES = Short.BYTES + Byte.BYTES + Integer.BYTES + Long.BYTES + Byte.BYTES;

    private byte[] buffer = new byte[1024];
    private int rowLength;
    private long low;
    private long high;

    /** Hashes {@code cell}; {@link #low} and {@link #high} are its hash until the next one. */
    public void hash(Cell cell) {
        int length = write(cell);
        hash(buffer, length);
    }

    public long low() {
        return low;
    }

    public long high() {
        return high;
    }

    /** Whether the row's first {@code bits} are those of {@code prefix}; where one of them has fewer, whether both are the same. */
    boolean rowHasPrefix(byte[] prefix, int bits) {
        int bytes = KeyPrefix.bytes(bits);
        if (rowLength < bytes || prefix.length < bytes) {
            return rowLength == prefix.length && rowStartsWith(prefix, rowLength);
        }
        if (bytes == 0) {
            return true;
        }
        int different = buffer[Short.BYTES + bytes - 1] ^ prefix[bytes - 1];
        return (different & KeyPrefix.mask(bits)) == 0 && rowStartsWith(prefix, bytes - 1);
    }

    private boolean rowStartsWith(byte[] prefix, int length) {
        return Arrays.equals(buffer, Short.BYTES, Short.BYTES + length, prefix, 0, length);
    }

    /** The row's first {@code bits}, or the row where it has fewer. */
    byte[] rowPrefix(int bits) {
        int length = Math.min(rowLength, KeyPrefix.bytes(bits));
        byte[] start = Arrays.copyOfRange(buffer, Short.BYTES, Short.BYTES + length);
        return KeyPrefix.of(start, bits);
    }

    /** The bytes that count, in a form that no other cell has. */
    private int write(Cell cell) {
        rowLength = cell.getRowLength();
        int familyLength = cell.getFamilyLength();
        int qualifierLength = cell.getQualifierLength();
        int length = FIXED_BYTES + rowLength + familyLength + qualifierLength + cell.getValueLength();
        // A whole block more, so that the last one can be read as longs.
        if (buffer.length < length + BLOCK) {
            buffer = new byte[Math.max(length + BLOCK, 2 * buffer.length)];
        }
        int at = Bytes.putShort(buffer, 0, (short) rowLength);
        at = CellUtil.copyRowTo(cell, buffer, at);
        at = Bytes.putByte(buffer, at, (byte) familyLength);
        at = CellUtil.copyFamilyTo(cell, buffer, at);
        at = Bytes.putInt(buffer, at, qualifierLength);
        at = CellUtil.copyQualifierTo(cell, buffer, at);
        at = Bytes.putLong(buffer, at, cell.getTimestamp());
        at = Bytes.putByte(buffer, at, cell.getType().getCode());
        return CellUtil.copyValueTo(cell, buffer, at);
    }

    /** MurmurHash3 x64 128 with seed 0 of the first {@code length} bytes; there is room for one block after them. */
    private void hash(byte[] bytes, int length) {
        long h1 = 0;
        long h2 = 0;
        int at = 0;
        for (int end = length - length % BLOCK; at < end; at += BLOCK) {
            h1 ^= mixed1((long) LONGS.get(bytes, at));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mixed2((long) LONGS.get(bytes, at + Long.BYTES));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        if (at < length) {
            // The reference reads what is left as if zeros followed.
            Arrays.fill(bytes, length, at + BLOCK, (byte) 0);
            h2 ^= mixed2((long) LONGS.get(bytes, at + Long.BYTES));
            h1 ^= mixed1((long) LONGS.get(bytes, at));
        }
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = avalanche(h1);
        h2 = avalanche(h2);
        h1 += h2;
        h2 += h1;
        low = h1;
        high = h2;
    }

    private static long mixed1(long block) {
        return Long.rotateLeft(block * C1, 31) * C2;
    }

    private static long mixed2(long block) {
        return Long.rotateLeft(block * C2, 33) * C1;
    }

    private static long avalanche(long hash) {
        long mixed = hash;
        mixed ^= mixed >>> 33;
        mixed *= 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 33;
        mixed *= 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
