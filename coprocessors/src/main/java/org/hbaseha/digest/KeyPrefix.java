package org.hbaseha.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The first so many bits of a row key. Bits, because parts of bytes come in steps of 256. A row of fewer bytes than the bits take has no such prefix and is
 * a part of its own. Static functions over arrays, for they are called for each cell.
 */
final class KeyPrefix {

    /** Eight bytes of a key, so that numbers compare as keys do. */
    static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private KeyPrefix() {}

    /** So many bytes hold {@code bits}. */
    static int bytes(int bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** {@code key} cut to {@code bits}, where it has so many; otherwise {@code key}. */
    static byte[] of(byte[] key, int bits) {
        int bytes = bytes(bits);
        if (key.length < bytes) {
            return key;
        }
        byte[] prefix = Arrays.copyOf(key, bytes);
        if (bytes > 0) {
            prefix[bytes - 1] = (byte) (prefix[bytes - 1] & mask(bits));
        }
        return prefix;
    }

    /** The bits that count of the last byte. */
    static int mask(int bits) {
        int spare = bytes(bits) * Byte.SIZE - bits;
        return 0xff << spare & 0xff;
    }

    /** How many bits two keys have in common; of a key that the other begins with, all of its own. */
    static int common(byte[] a, byte[] b) {
        int mismatch = Arrays.mismatch(a, b);
        if (mismatch < 0) {
            return a.length * Byte.SIZE;
        }
        if (mismatch == Math.min(a.length, b.length)) {
            return mismatch * Byte.SIZE;
        }
        int different = (a[mismatch] ^ b[mismatch]) & 0xff;
        return mismatch * Byte.SIZE + Integer.numberOfLeadingZeros(different) - (Integer.SIZE - Byte.SIZE);
    }

    /** All keys with this prefix of {@code bits}; {@code prefix} has no other bits set. */
    static KeyRange range(byte[] prefix, int bits) {
        if (prefix.length < bytes(bits)) {
            return KeyRange.ofRow(prefix);
        }
        byte[] end = prefix.clone();
        int at = end.length - 1;
        int step = at < 0 ? 0 : 0x100 - mask(bits);
        // Adds one to the last bit that counts, and carries.
        while (at >= 0) {
            int sum = (end[at] & 0xff) + step;
            end[at] = (byte) sum;
            if (sum <= 0xff) {
                return new KeyRange(prefix, trimmed(end, at));
            }
            step = 1;
            at--;
        }
        return new KeyRange(prefix, new byte[0]);
    }

    /** What was carried over is zeros now, which an end does not need. */
    private static byte[] trimmed(byte[] end, int last) {
        return Arrays.copyOf(end, last + 1);
    }
}
