package org.hbaseha.monitor.coordination;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.wire.Secret;

/**
 * Who may do what with our znodes: whoever knows the secret everything, the world only read, because operators look at them with zkCli. What lies above our
 * parent is not ours and is created open, as everybody else would create it. Pure.
 */
final class ZnodeAccess implements ACLProvider {

    private final ZnodeLayout layout;
    private final ZnodeAcl acl;
    private final List<ACL> ours;

    ZnodeAccess(ZnodeLayout layout, Secret secret) {
        this.layout = layout;
        this.acl = ZnodeAcl.of(secret.zooKeeperPassword());
        // Not List.of: ZooKeeper's client asks the list whether it contains null.
        this.ours = Collections.unmodifiableList(Arrays.asList(
                new ACL(ZooDefs.Perms.ALL, new Id(ZnodeAcl.SCHEME, acl.id())),
                new ACL(ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE)));
    }

    byte[] credentials() {
        return acl.credentials();
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
