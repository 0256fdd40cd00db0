package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators write beside the {@link Switches}: orders about plans, and maintenance windows. Each is a znode of its own, created once and
 * never changed, so that removing one cannot hit a newer one. The daemon watches both folders and tells all that lies there at every change
 * and each second. An order that cannot be read says nothing; a window that cannot be read covers all servers, which is the safe side. Reads on
 * the session's thread; writers on the caller's.
 */
public final class OperatorRecords {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorRecords.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration UNREADABLE_WINDOW = Duration.ofMinutes(1);

    private final ZooKeeperSession session;
    private final TroubleLog reading = new TroubleLog(LOG, "Reading orders and maintenance windows");
    private final TroubleLog orderRecords = new TroubleLog(LOG, "The records of orders");
    private final TroubleLog windowRecords = new TroubleLog(LOG, "The records of maintenance windows");

    public OperatorRecords(ZooKeeperSession session) {
        this.session = session;
    }

    /** Starts to tell {@code sink}. {@code wall} is for what people read. */
    public void watch(MonotonicClock clock, InstantSource wall, Consumer<Observation> sink) {
        Reading reader = new Reading(clock, wall, sink);
        session.readEvery(INTERVAL, reader::read);
    }

    private final class Reading {
        private final MonotonicClock clock;
        private final InstantSource wall;
        private final Consumer<Observation> sink;
        private final TimedRecords<OrderRecord> orders;
        private final TimedRecords<MaintenanceRecord> windows;
        private final CuratorWatcher watcher = event -> session.readSoon(this::read);

        Reading(MonotonicClock clock, InstantSource wall, Consumer<Observation> sink) {
            this.clock = clock;
            this.wall = wall;
            this.sink = sink;
            this.orders = new TimedRecords<>(
                    session, session.layout().orders(), OrderRecord::decode, OrderRecord::length, clock, orderRecords);
            this.windows = new TimedRecords<>(
                    session,
                    session.layout().maintenance(),
                    MaintenanceRecord::decode,
                    MaintenanceRecord::length,
                    clock,
                    windowRecords);
        }

        private void read() {
            try {
                sink.accept(new Observation.MaintenanceRead(windows(), clock.now()));
                sink.accept(new Observation.OrdersRead(
                        orders.read(watcher).records().stream()
                                .map(order -> new Observation.OrderSeen(
                                        order.id(), order.record(), order.zxid(), order.end()))
                                .toList(),
                        clock.now()));
                reading.over();
            } catch (CoordinationException e) {
                reading.seen(e);
            }
        }

        private List<Observation.WindowSeen> windows() throws CoordinationException {
            TimedRecords.Contents<MaintenanceRecord> contents = windows.read(watcher);
            List<Observation.WindowSeen> seen = new ArrayList<>();
            contents.records()
                    .forEach(
                            window -> seen.add(new Observation.WindowSeen(window.id(), window.record(), window.end())));
            contents.unreadable().forEach(id -> seen.add(unreadable(id)));
            return seen;
        }

        private Observation.WindowSeen unreadable(String id) {
            Instant now = wall.instant();
            return new Observation.WindowSeen(
                    id,
                    new MaintenanceRecord(
                            List.of(), "unknown", "unknown", "record cannot be read", now, UNREADABLE_WINDOW),
                    clock.now().plus(UNREADABLE_WINDOW));
        }
    }

    /** Stores what an operator says of a plan; {@code id} is one that nobody has used. */
    public void order(String id, OrderRecord order) throws CoordinationException {
        create(session.layout().order(id), order.encode());
    }

    public void startMaintenance(String id, MaintenanceRecord window) throws CoordinationException {
        create(session.layout().maintenanceWindow(id), window.encode());
    }

    /** Ends a window; nothing happens when there is none. */
    public void endMaintenance(String id) throws CoordinationException {
        String path = session.layout().maintenanceWindow(id);
        try {
            session.client().delete().quietly().forPath(path);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Maintenance window cannot be ended znode=" + path, e);
        }
    }

    /** Curator may send it again after a lost answer, and then finds its own. */
    private void create(String path, byte[] bytes) throws CoordinationException {
        try {
            session.client().create().forPath(path, bytes);
        } catch (KeeperException.NodeExistsException e) {
            LOG.debug("The first attempt had arrived znode={}", path, e);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Record cannot be written znode=" + path, e);
        }
    }
}
