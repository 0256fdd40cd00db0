package org.hbaseha.controller.observation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses of region servers, resolved beforehand on a thread of its own: when a host dies, its name server may well die with it. Kept for
 * each incarnation, so a host that comes back under another address is looked up again.
 */
final class HostAddresses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostAddresses.class);
    /** Far more incarnations than a cluster has; beyond it all are looked up afresh. */
    private static final int MOST = 8192;

    /** The system's resolver, or a test's. */
    @FunctionalInterface
    interface Resolver {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final Map<ServerName, InetAddress> known = new ConcurrentHashMap<>();
    private final Set<ServerName> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(RimThreads.named("ha-resolver"));
    private final TroubleLog resolving = new TroubleLog(LOG, "Looking up the address of a region server");

    HostAddresses(Resolver resolver) {
        this.resolver = resolver;
    }

    void learn(Set<ServerName> servers) {
        for (ServerName server : servers) {
            learn(server);
        }
    }

    private void learn(ServerName server) {
        if (known.containsKey(server) || !asked.add(server)) {
            return;
        }
        try {
            thread.execute(() -> resolve(server));
        } catch (RejectedExecutionException closed) {
            asked.remove(server);
        }
    }

    private void resolve(ServerName server) {
        try {
            InetAddress address = resolver.resolve(server.getHostname());
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(server, address);
            resolving.over();
        } catch (UnknownHostException e) {
            resolving.seen(e);
        } finally {
            asked.remove(server);
        }
    }

    /** Never waits. When the address is not known yet, it is looked up for the next time. */
    Optional<InetAddress> find(ServerName server) {
        Optional<InetAddress> address = Optional.ofNullable(known.get(server));
        if (address.isEmpty()) {
            learn(server);
        }
        return address;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
