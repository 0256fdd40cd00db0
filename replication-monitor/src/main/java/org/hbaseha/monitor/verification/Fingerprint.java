package org.hbaseha.monitor.verification;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.apache.hadoop.hbase.util.Bytes;

/** Half a SHA-256, by which contents are told apart without keeping them. */
public record Fingerprint(long high, long low) {

    /** Of everything both sides have of a row, seen by clients or not. */
    static Fingerprint of(RowPair pair) {
        MessageDigest digest = sha256();
        add(digest, pair.row().bytes());
        add(digest, pair.ours().visible());
        add(digest, pair.ours().raw());
        add(digest, pair.theirs().visible());
        add(digest, pair.theirs().raw());
        return of(digest);
    }

    public static Fingerprint of(byte[] value) {
        MessageDigest digest = sha256();
        digest.update(value);
        return of(digest);
    }

    /** Eight digits: enough to see that two values of a report differ. A value of few possibilities can be guessed from them. */
    public String shortHex() {
        return Bytes.toHex(Bytes.toBytes(high)).substring(0, 8);
    }

    private static void add(MessageDigest digest, Collection<CellImage> cells) {
        digest.update(Bytes.toBytes(cells.size()));
        for (CellImage cell : cells) {
            add(digest, cell.family());
            add(digest, cell.qualifier());
            digest.update(Bytes.toBytes(cell.timestamp()));
            digest.update(cell.type().getCode());
            add(digest, cell.value());
        }
    }

    /** After its length, so that no other content gives the same bytes. */
    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(Bytes.toBytes(bytes.length));
        digest.update(bytes);
    }

    private static Fingerprint of(MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
