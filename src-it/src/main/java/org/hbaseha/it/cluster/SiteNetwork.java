package org.hbaseha.it.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hbaseha.it.network.NetworkHost;
import org.hbaseha.it.network.PrivateNetwork;

/**
 * The addresses of a site's processes: all on loopback, or, with {@link SiteSpec#ownHosts}, region servers and controllers on hosts of a private
 * network, the master and HDFS on one address of this machine and ZooKeeper on another one. One thread.
 */
final class SiteNetwork {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int HOME = 1;
    private static final int ZOOKEEPER = 2;

    private final Optional<PrivateNetwork> own;

    private SiteNetwork(Optional<PrivateNetwork> own) {
        this.own = own;
    }

    static SiteNetwork of(SiteSpec spec, SiteLayout layout) throws IOException {
        return new SiteNetwork(
                spec.ownHosts() ? Optional.of(PrivateNetwork.create(layout.network())) : Optional.empty());
    }

    static SiteNetwork loopback() {
        return new SiteNetwork(Optional.empty());
    }

    /** Where the master and HDFS listen, and clients of this JVM come from. */
    String home() {
        return own.map(network -> network.home(HOME)).orElse(LOOPBACK);
    }

    String zooKeeper() {
        return own.map(network -> network.home(ZOOKEEPER)).orElse(LOOPBACK);
    }

    /** A new host, where there are any. */
    Optional<NetworkHost> newHost() throws IOException {
        return own.isPresent() ? Optional.of(own.get().addHost()) : Optional.empty();
    }

    /** A process that runs there; on this machine's own network where there is no host. */
    static ProcessSpec on(Optional<NetworkHost> host, ProcessSpec process) {
        return process.withLauncher(host.map(NetworkHost::launcher).orElse(List.of()));
    }
}
