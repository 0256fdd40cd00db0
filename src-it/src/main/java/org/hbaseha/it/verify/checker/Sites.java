package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hbase.thirdparty.io.netty.channel.EventLoopGroup;
import org.hbaseha.it.fault.TcpProxy;

/**
 * The two sites as a checker reaches them, and the bytes that it exchanges with each: over RPC by {@link CountedChannel}, with ZooKeeper by a proxy before it. Bytes
 * between the sites are those with the site that a check does not run beside. Any thread.
 */
final class Sites implements AutoCloseable {

    private final Site source;
    private final Site peer;

    Sites(SiteAddress source, SiteAddress peer, EventLoopGroup threads) throws IOException {
        this.source = new Site(source, threads);
        this.peer = new Site(peer, threads);
    }

    Site source() {
        return source;
    }

    Site peer() {
        return peer;
    }

    @Override
    public void close() {
        source.zooKeeper.close();
        peer.zooKeeper.close();
    }

    /** One of them. */
    static final class Site {

        private final SiteAddress address;
        private final EventLoopGroup threads;
        private final TcpProxy zooKeeper;

        private Site(SiteAddress address, EventLoopGroup threads) throws IOException {
            this.address = address;
            this.threads = threads;
            InetAddress loopback = InetAddress.getLoopbackAddress();
            this.zooKeeper = TcpProxy.start(
                    new InetSocketAddress(loopback, freePort(loopback)),
                    new InetSocketAddress(loopback, address.zooKeeperPort()));
        }

        private static int freePort(InetAddress loopback) throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
                return socket.getLocalPort();
            }
        }

        /** A client's, with all but the address of ZooKeeper at HBase's defaults. */
        Configuration configuration() {
            Configuration configuration = HBaseConfiguration.create();
            configuration.set("hbase.zookeeper.quorum", zooKeeper.address().getHostString());
            configuration.setInt(
                    "hbase.zookeeper.property.clientPort", zooKeeper.address().getPort());
            CountedChannel.use(configuration, threads);
            return configuration;
        }

        String clusterKey() {
            return zooKeeper.address().getHostString() + ":"
                    + zooKeeper.address().getPort() + ":/hbase";
        }

        /** Exchanged so far. */
        long bytes() {
            return CountedChannel.bytes(address.ports()) + zooKeeper.forwardedBytes();
        }
    }
}
