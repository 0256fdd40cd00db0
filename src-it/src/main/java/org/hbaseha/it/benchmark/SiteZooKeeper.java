package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.layout.ZnodeLayout;

/** Looks at a site's znodes, and changes none. Any thread. */
final class SiteZooKeeper implements AutoCloseable {

    private static final int SESSION_MILLIS = 30_000;

    private final InetSocketAddress address;
    private final ZooKeeper client;
    private final ZnodeLayout layout = new ZnodeLayout(ZnodeLayout.defaultParent("/hbase"), "/hbase");

    private SiteZooKeeper(InetSocketAddress address, ZooKeeper client) {
        this.address = address;
        this.client = client;
    }

    static SiteZooKeeper connect(LocalSite site) throws IOException {
        String quorum = site.zooKeeperQuorum();
        int colon = quorum.lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(quorum.substring(0, colon), Integer.parseInt(quorum.substring(colon + 1)));
        return new SiteZooKeeper(address, new ZooKeeper(quorum, SESSION_MILLIS, event -> {}));
    }

    /** The session time-out that ZooKeeper granted to a region server; empty when it is not registered. */
    Optional<Duration> grantedSession(ServerName server) throws IOException, InterruptedException {
        try {
            Stat stat = client.exists(layout.regionServer(server), false);
            return stat == null ? Optional.empty() : Sessions.granted(address, stat.getEphemeralOwner());
        } catch (KeeperException e) {
            throw new IOException("ZooKeeper does not answer", e);
        }
    }

    @Override
    public void close() {
        try {
            client.close(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
