package org.hbaseha.it.cluster;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.fault.TcpProxy;

/**
 * A region server of a site: its process, the address it is known by, and the proxy by which it can be cut off.
 *
 * @param index position in the site, from 0
 * @param address what HBase and its clients connect to; the same over all incarnations
 */
public record LocalRegionServer(int index, InetSocketAddress address, LocalProcess process, Optional<TcpProxy> proxy) {

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

    /** Lets traffic through again. */
    public void restore() {
        requireProxy().restore();
    }

    private TcpProxy requireProxy() {
        return proxy.orElseThrow(
                () -> new IllegalStateException("Only a proxied site can cut a server off: server=" + name()));
    }
}
