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
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.LayoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the gate records. One of an unknown kind or a later format is somebody else's business: it is logged and left alone. */
public final class GateRecords {

    private static final Logger LOG = LoggerFactory.getLogger(GateRecords.class);

    /**
     * The record of one incarnation.
     *
     * @param expire empty when the server holds it as STOCK
     * @param version of the znode
     * @param age since it was created, by ZooKeeper's clock
     */
    record Entry(ServerName server, Optional<ExpireRecord> expire, int version, Duration age) {}

    private final ZooKeeperSession session;

    public GateRecords(ZooKeeperSession session) {
        this.session = session;
    }

    /** All EXPIRE records, oldest first. {@code nowMillis} is ZooKeeper's clock, from which ages are told. */
    List<GateEntry> all(long nowMillis) throws CoordinationException {
        List<GateEntry> expiries = new ArrayList<>();
        for (Entry entry : everything(nowMillis)) {
            entry.expire().ifPresent(record -> expiries.add(new GateEntry(entry.server(), record, entry.age())));
        }
        return List.copyOf(expiries);
    }

    /** All records of both kinds, oldest first. */
    List<Entry> everything(long nowMillis) throws CoordinationException {
        try {
            List<Entry> entries = new ArrayList<>();
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

    /** The EXPIRE record of one incarnation, for {@code hbase-ha why} and after a create that found a record. */
    public Optional<ExpireRecord> find(ServerName server) throws CoordinationException {
        return entry(server).flatMap(Entry::expire);
    }

    Optional<Entry> entry(ServerName server) throws CoordinationException {
        try {
            return read(server, 0);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Gate record cannot be read server=" + server, e);
        }
    }

    /** The seats that have promised for this incarnation. */
    List<String> promised(ServerName server) throws CoordinationException {
        try {
            return session.client().getChildren().forPath(session.layout().gateRecord(server));
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Promises cannot be listed server=" + server, e);
        }
    }

    private Optional<Entry> read(ServerName server, long nowMillis) throws Exception {
        Stat stat = new Stat();
        try {
            byte[] bytes = session.client()
                    .getData()
                    .storingStatIn(stat)
                    .forPath(session.layout().gateRecord(server));
            Duration age = Duration.ofMillis(Math.max(0, nowMillis - stat.getCtime()));
            Optional<ExpireRecord> expire =
                    GateRecord.decode(bytes) instanceof ExpireRecord record ? Optional.of(record) : Optional.empty();
            return Optional.of(new Entry(server, expire, stat.getVersion(), age));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        } catch (LayoutException e) {
            LOG.warn("Gate record is of no known format server={} trouble={}", server, e.getMessage());
            return Optional.empty();
        }
    }
}
