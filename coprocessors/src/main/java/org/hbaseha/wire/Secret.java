package org.hbaseha.wire;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret all parts of one installation share. Never printed and never sent: what leaves this class are keys derived from it for one named
 * purpose each (HMAC-SHA256 as a PRF, as in RFC 5869's expand step).
 */
public final class Secret {

    /** Fewer bytes could be guessed off line from one observed handshake. */
    public static final int LEAST_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Throws {@link IllegalArgumentException} when there are fewer than {@link #LEAST_BYTES} bytes. */
    public static Secret of(byte[] bytes) {
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("Secret is too short bytes=" + bytes.length + " least=" + LEAST_BYTES);
        }
        return new Secret(bytes.clone());
    }

    /** A key of 32 bytes for one purpose; {@code context} parts are length-framed, so no two lists of parts meet. */
    byte[] derive(String purpose, byte[]... context) {
        Mac mac = mac(bytes);
        byte[] name = purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        updateFramed(mac, name);
        Arrays.stream(context).forEach(part -> updateFramed(mac, part));
        return mac.doFinal();
    }

    /** The password of the {@code digest} ACL on our znodes. */
    public String zooKeeperPassword() {
        return HexFormat.of().formatHex(derive("hbase-ha zookeeper digest"));
    }

    private static void updateFramed(Mac mac, byte[] part) {
        mac.update(
                java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    /** A fresh HMAC-SHA256 under {@code key}; not thread safe. */
    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret(not shown)";
    }
}
