package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.controller.rim.ServerNames;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.GateRecord;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each EXPIRE record with this controller's promise, leader or not, and tells what all seats have promised ({@link
 * Observation.PromisesSeen}). The record itself asks for the promise, so that a leader needs no way to the other controllers but ZooKeeper. A
 * promise is a persistent child of the record, named by the seat: the first one stands, since whoever takes a seat later says nothing within
 * the first lease and then finds the record. At every change and each second, on the session's thread.
 */
public final class GateWatch {

    private static final Logger LOG = LoggerFactory.getLogger(GateWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ZooKeeperSession session;
    private final String seat;
    private final Seats seats;
    private final Acknowledgements words;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final CuratorWatcher watcher;
    private final Map<ServerName, Map<String, LeaseEnd.Seen>> seen = new HashMap<>();
    private volatile boolean disarmed;
    private final TroubleLog reading = new TroubleLog(LOG, "Reading the gate records");

    /** {@code seat}: this controller's name, which promises when it is one of {@code seats}. */
    public GateWatch(
            ZooKeeperSession session,
            String seat,
            Seats seats,
            Acknowledgements words,
            MonotonicClock clock,
            Consumer<Observation> sink) {
        this.session = session;
        this.seat = seat;
        this.seats = seats;
        this.words = words;
        this.clock = clock;
        this.sink = sink;
        // One object for all reads, which ZooKeeper's client then keeps once.
        this.watcher = event -> session.readSoon(this::read);
    }

    public void start() {
        session.readEvery(INTERVAL, this::read);
    }

    /** Whether an operator has disarmed all gates, as far as was read; what the record says is for people, so it need not be readable. */
    public boolean isDisarmed() {
        return disarmed;
    }

    private void read() {
        try {
            disarmed = session.client()
                            .checkExists()
                            .usingWatcher(watcher)
                            .forPath(session.layout().disarm())
                    != null;
            Set<ServerName> found = new HashSet<>();
            for (String child : children(session.layout().gate())) {
                Optional<ServerName> server = ServerNames.parse(child);
                if (server.isPresent() && isExpire(server.get())) {
                    found.add(server.get());
                    words.promise(server.get(), clock.now());
                }
            }
            words.recordsRead();
            boolean news = seen.keySet().retainAll(found);
            for (ServerName server : found) {
                if (!hasAllPromises(server)) {
                    news |= answered(server);
                }
            }
            if (news) {
                sink.accept(new Observation.PromisesSeen(Map.copyOf(seen), clock.now()));
            }
            reading.over();
        } catch (Exception e) {
            reading.seen(ZooKeeperSession.trouble("Gate records cannot be read", e));
        }
    }

    private List<String> children(String path) throws Exception {
        return session.client().getChildren().usingWatcher(watcher).forPath(path);
    }

    /** A record that cannot be read counts: it may be a later version's way to say the same, and a promise too many harms nobody. */
    private boolean isExpire(ServerName server) throws Exception {
        if (seen.containsKey(server)) {
            return true;
        }
        try {
            byte[] bytes = session.client()
                    .getData()
                    .usingWatcher(watcher)
                    .forPath(session.layout().gateRecord(server));
            return GateRecord.decode(bytes) instanceof ExpireRecord;
        } catch (KeeperException.NoNodeException e) {
            return false;
        } catch (LayoutException e) {
            LOG.warn("Gate record is of no known format server={} trouble={}", server, e.getMessage());
            return true;
        }
    }

    /** The first promise of a seat stands, so that nothing more can come. */
    private boolean hasAllPromises(ServerName server) {
        Map<String, LeaseEnd.Seen> known = seen.get(server);
        return known != null && known.keySet().containsAll(seats.names());
    }

    /** Returns whether more is known of it now. */
    private boolean answered(ServerName server) throws Exception {
        String record = session.layout().gateRecord(server);
        try {
            Set<String> promised = new HashSet<>(children(record));
            if (seats.has(seat) && !promised.contains(seat)) {
                put(server, record);
                promised.add(seat);
            }
            Map<String, LeaseEnd.Seen> known = seen.getOrDefault(server, Map.of());
            Map<String, LeaseEnd.Seen> now = new HashMap<>(known);
            for (String other : promised) {
                if (!known.containsKey(other)) {
                    read(record + "/" + other).ifPresent(promise -> now.put(other, promise));
                }
            }
            return seen.put(server, Map.copyOf(now)) == null || !now.equals(known);
        } catch (KeeperException.NoNodeException e) {
            // Removed since it was listed: its server is long gone.
            return false;
        }
    }

    /** Empty when it cannot be read: one promise too few holds up one expiry, and no other. */
    private Optional<LeaseEnd.Seen> read(String path) throws Exception {
        byte[] bytes = session.client().getData().forPath(path);
        try {
            return Optional.of(new LeaseEnd.Seen(Promise.decode(bytes), clock.now()));
        } catch (LayoutException e) {
            LOG.warn("Promise is of no known format znode={} trouble={}", path, e.getMessage());
            return Optional.empty();
        }
    }

    private void put(ServerName server, String record) throws Exception {
        try {
            session.client()
                    .create()
                    .forPath(
                            record + "/" + seat,
                            words.promise(server, clock.now()).encode());
            LOG.info("Promised to acknowledge no beat of this incarnation any more server={}", server);
        } catch (KeeperException.NodeExistsException e) {
            // Our own, whose answer was lost.
        }
    }
}
