package org.hbaseha.it.cluster;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.fault.TcpProxy;
import org.hbaseha.it.network.NetworkHost;

/**
 * A region server of a site: its process, the address it is known by, and by what it can be cut off.
 *
 * @param index position in the site, from 0
 * @param address what HBase and its clients connect to; the same over all incarnations
 */
public record LocalRegionServer(
        int index,
        InetSocketAddress address,
        LocalProcess process,
        Optional<TcpProxy> proxy,
        Optional<NetworkHost> host) {

    /** Whether this is the host and port of that server, whatever its start code. */
    public boolean is(ServerName server) {
        return server.getPort() == address.getPort() && server.getHostname().equals(address.getHostString());
    }

    public String name() {
        return process.name();
    }

    /** Stops all traffic to the server's port, as a broken network does; needs {@link SiteSpec#proxied()}. */
    public void cut() {
        requireProxy().cut();
    }

    /** Drops all packets to and from the server, which lives on; needs {@link SiteSpec#ownHosts}. */
    public void isolate() {
        requireHost().isolate();
    }

    /** The host that only this server runs on; needs {@link SiteSpec#ownHosts}. */
    public NetworkHost requireHost() {
        return host.orElseThrow(
                () -> new IllegalStateException("Only a site with own hosts can drop packets: server=" + name()));
    }

    /** Lets everything through again that was cut. */
    public void restore() {
        proxy.ifPresent(TcpProxy::restore);
        host.ifPresent(NetworkHost::restore);
    }

    private TcpProxy requireProxy() {
        return proxy.orElseThrow(
                () -> new IllegalStateException("Only a proxied site can cut a server off: server=" + name()));
    }
}
