package org.hbaseha.monitor.verification;

import java.util.Arrays;
import org.apache.hadoop.hbase.util.Bytes;

/** A row's key, equal by its bytes and in HBase's order. Immutable: the array is copied in and handed out as it is, nobody writes to it. */
public final class RowKey implements Comparable<RowKey> {

    private final byte[] bytes;

    public RowKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Whether {@link #toString} is the key itself, with nothing escaped. */
    public boolean isPrintable() {
        return toString().length() == bytes.length;
    }

    public String hex() {
        return Bytes.toHex(bytes);
    }

    @Override
    public int compareTo(RowKey other) {
        return Bytes.compareTo(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As HBase's shell writes keys. */
    @Override
    public String toString() {
        return Bytes.toStringBinary(bytes);
    }
}
