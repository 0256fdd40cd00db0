package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.controller.detection.Observation.GateEntry;
import org.hbaseha.controller.rim.ServerNames;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.LayoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the EXPIRE records. A record of another kind or a later format is somebody else's business: it is logged and left alone. */
public final class GateRecords {

    private static final Logger LOG = LoggerFactory.getLogger(GateRecords.class);

    private final ZooKeeperSession session;

    public GateRecords(ZooKeeperSession session) {
        this.session = session;
    }

    /** All of them, oldest first. {@code nowMillis} is ZooKeeper's clock, from which ages are told. */
    List<GateEntry> all(long nowMillis) throws CoordinationException {
        try {
            List<GateEntry> entries = new ArrayList<>();
            for (String child :
                    session.client().getChildren().forPath(session.layout().gate())) {
                Optional<ServerName> server = ServerNames.parse(child);
                if (server.isEmpty()) {
                    LOG.warn("Gate has a child that is not a server name child={}", child);
                    continue;
                }
                read(server.get(), nowMillis).ifPresent(entries::add);
            }
            entries.sort((a, b) -> b.age().compareTo(a.age()));
            return List.copyOf(entries);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble(
                    "Gate records cannot be read znode=" + session.layout().gate(), e);
        }
    }

    /** The record of one incarnation, for {@code hbase-ha why} and after a create that found one. */
    public Optional<ExpireRecord> find(ServerName server) throws CoordinationException {
        try {
            return read(server, 0).map(GateEntry::record);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Gate record cannot be read server=" + server, e);
        }
    }

    private Optional<GateEntry> read(ServerName server, long nowMillis) throws Exception {
        Stat stat = new Stat();
        try {
            byte[] bytes = session.client()
                    .getData()
                    .storingStatIn(stat)
                    .forPath(session.layout().gateRecord(server));
            Duration age = Duration.ofMillis(Math.max(0, nowMillis - stat.getCtime()));
            return Optional.of(new GateEntry(server, ExpireRecord.decode(bytes), age));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        } catch (LayoutException e) {
            LOG.warn("Gate record is not an EXPIRE of a known format server={} trouble={}", server, e.getMessage());
            return Optional.empty();
        }
    }
}
