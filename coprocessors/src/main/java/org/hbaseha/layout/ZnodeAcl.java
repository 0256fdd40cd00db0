package org.hbaseha.layout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Who may change our znodes: whoever knows the secret; the world may read, because operators look at them with zkCli. For ZooKeeper's digest
 * scheme: {@link #credentials} authenticate a session, {@link #id} stands in the access list. Pure.
 */
public record ZnodeAcl(String id, String user, String password) {

    public static final String SCHEME = "digest";
    private static final String USER = "hbase-ha";

    /** {@code password}: as the installation's secret gives it. */
    public static ZnodeAcl of(String password) {
        String credentials = USER + ":" + password;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(credentials.getBytes(StandardCharsets.UTF_8));
            return new ZnodeAcl(USER + ":" + Base64.getEncoder().encodeToString(digest), USER, password);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1, which ZooKeeper's digest scheme uses", e);
        }
    }

    public byte[] credentials() {
        return (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ZnodeAcl[" + id + "]";
    }
}
