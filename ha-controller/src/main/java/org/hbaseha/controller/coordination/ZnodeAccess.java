package org.hbaseha.controller.coordination;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.wire.Secret;

/**
 * Who may do what with our znodes: whoever knows the secret everything, the world only read, because operators look at them with zkCli. What
 * lies above our parent is not ours and is created open, as everybody else would create it. Pure.
 */
final class ZnodeAccess implements ACLProvider {

    private static final String SCHEME = "digest";
    private static final String USER = "hbase-ha";

    private final ZnodeLayout layout;
    private final String credentials;
    private final List<ACL> ours;

    ZnodeAccess(ZnodeLayout layout, Secret secret) {
        this.layout = layout;
        this.credentials = USER + ":" + secret.zooKeeperPassword();
        // Not List.of: ZooKeeper's client asks the list whether it contains null.
        this.ours = Collections.unmodifiableList(Arrays.asList(
                new ACL(ZooDefs.Perms.ALL, new Id(SCHEME, digest(credentials))),
                new ACL(ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE)));
    }

    private static String digest(String credentials) {
        try {
            return DigestAuthenticationProvider.generateDigest(credentials);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1, which ZooKeeper's digest scheme uses", e);
        }
    }

    String scheme() {
        return SCHEME;
    }

    byte[] credentials() {
        return credentials.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<ACL> getDefaultAcl() {
        return ours;
    }

    @Override
    public List<ACL> getAclForPath(String path) {
        boolean under = path.equals(layout.parent()) || path.startsWith(layout.parent() + "/");
        return under ? ours : ZooDefs.Ids.OPEN_ACL_UNSAFE;
    }
}
