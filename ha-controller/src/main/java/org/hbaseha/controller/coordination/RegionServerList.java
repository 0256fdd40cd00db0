package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.ServerNames;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HBase's own list of registered region servers: {@link Observation.RegisteredServers} at every change and each second. The second is not for
 * freshness (the watch gives that) but so that silence means that ZooKeeper could not be asked. Reads on the session's thread.
 */
public final class RegionServerList {

    private static final Logger LOG = LoggerFactory.getLogger(RegionServerList.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ZooKeeperSession session;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final ObjIntConsumer<ServerName> infoPorts;
    private final Set<ServerName> read = new HashSet<>();
    private final CuratorWatcher watcher;
    private final TroubleLog reading = new TroubleLog(LOG, "Reading the list of region servers");

    /** {@code infoPorts} is told once of each incarnation that has a web page. */
    public RegionServerList(
            ZooKeeperSession session,
            MonotonicClock clock,
            Consumer<Observation> sink,
            ObjIntConsumer<ServerName> infoPorts) {
        this.session = session;
        this.clock = clock;
        this.sink = sink;
        this.infoPorts = infoPorts;
        // One object for all reads, which ZooKeeper's client then keeps once.
        this.watcher = event -> session.readSoon(this::read);
    }

    public void start() {
        session.readEvery(INTERVAL, this::read);
    }

    private void read() {
        try {
            Set<ServerName> servers = new HashSet<>();
            MonotonicInstant asked = clock.now();
            sink.accept(new Observation.ZooKeeperAsked(asked));
            List<String> children = session.client()
                    .getChildren()
                    .usingWatcher(watcher)
                    .forPath(session.layout().regionServers());
            MonotonicInstant answered = clock.now();
            sink.accept(new Observation.ZooKeeperAnswered(answered.since(asked), answered));
            for (String child : children) {
                ServerNames.parse(child).ifPresent(servers::add);
            }
            reading.over();
            sink.accept(new Observation.RegisteredServers(Set.copyOf(servers), clock.now()));
            readInfoPorts(servers);
        } catch (Exception e) {
            reading.seen(ZooKeeperSession.trouble("Region servers cannot be listed", e));
        }
    }

    private void readInfoPorts(Set<ServerName> servers) throws Exception {
        read.retainAll(servers);
        for (ServerName server : servers) {
            if (read.contains(server)) {
                continue;
            }
            try {
                byte[] data =
                        session.client().getData().forPath(session.layout().regionServer(server));
                RegionServerZnode.infoPort(data).ifPresent(port -> infoPorts.accept(server, port));
                read.add(server);
            } catch (KeeperException.NoNodeException e) {
                // Gone since it was listed.
            }
        }
    }
}
