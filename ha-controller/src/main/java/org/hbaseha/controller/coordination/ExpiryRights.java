package org.hbaseha.controller.coordination;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.wire.Secret;

/**
 * May a ZooKeeper session expire servers? That takes the right to delete children of HBase's {@code rs} znode, which ZooKeeper looks for on that
 * znode, and before it looks for the child. So it is asked by deleting a child that nobody has: found out before an EXPIRE record promises what
 * could not be kept. Blocks for one round trip; any thread.
 */
public final class ExpiryRights {

    /** No server's name, and should it be there all the same, not of this version. */
    private static final String NOBODY = "hbase-ha-asks-for-its-rights";

    private static final int NO_VERSION = Integer.MAX_VALUE;

    private ExpiryRights() {}

    public static boolean allow(ZooKeeper client, ZnodeLayout layout) throws KeeperException, InterruptedException {
        try {
            client.delete(layout.regionServers() + "/" + NOBODY, NO_VERSION);
            return true;
        } catch (KeeperException.NoNodeException | KeeperException.BadVersionException e) {
            return true;
        } catch (KeeperException.NoAuthException e) {
            return false;
        }
    }

    /** What an operator reads when the answer was no. */
    public static String missing(ZnodeLayout layout) {
        return "No right to delete the znodes of region servers znode=" + layout.regionServers()
                + ": run as HBase's own ZooKeeper user (its Kerberos principal), or grant DELETE on that znode";
    }

    /** Gives a session the identity that controllers have. */
    public static void authenticate(ZooKeeper client, ZnodeLayout layout, Secret secret) {
        ZnodeAccess access = new ZnodeAccess(layout, secret);
        client.addAuthInfo(access.scheme(), access.credentials());
    }
}
