package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.ResetRecord;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators' resets of breakers, one record for each breaker, the newest one. The daemon looks each second and tells of each stored record
 * once ({@link Observation.BreakerReset}), with the moment at which it was stored: told by ZooKeeper's clock once and by our own monotonic clock from
 * then on, as with a pause. A record that cannot be read resets nothing. Reads on the session's thread; {@link #reset} on the caller's.
 */
public final class Resets {

    private static final Logger LOG = LoggerFactory.getLogger(Resets.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ZooKeeperSession session;
    private final InstantSource wallClock;
    private final TroubleLog reading = new TroubleLog(LOG, "Reading the resets of breakers");

    public Resets(ZooKeeperSession session, InstantSource wallClock) {
        this.session = session;
        this.wallClock = wallClock;
    }

    public void watch(MonotonicClock clock, Consumer<Observation> sink) {
        Map<String, Long> told = new HashMap<>();
        session.readEvery(INTERVAL, () -> read(told, clock, sink));
    }

    private void read(Map<String, Long> told, MonotonicClock clock, Consumer<Observation> sink) {
        try {
            for (String breaker : children()) {
                Stat stat = new Stat();
                byte[] bytes = session.client()
                        .getData()
                        .storingStatIn(stat)
                        .forPath(session.layout().reset(breaker));
                Long before = told.get(breaker);
                if (before == null || before != stat.getMzxid()) {
                    tell(breaker, bytes, stat, clock, sink);
                    told.put(breaker, stat.getMzxid());
                }
            }
            reading.over();
        } catch (Exception e) {
            reading.seen(ZooKeeperSession.trouble("Resets of breakers cannot be read", e));
        }
    }

    private List<String> children() throws Exception {
        try {
            return session.client().getChildren().forPath(session.layout().resets());
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        }
    }

    private void tell(String breaker, byte[] bytes, Stat stat, MonotonicClock clock, Consumer<Observation> sink)
            throws CoordinationException {
        try {
            ResetRecord record = ResetRecord.decode(bytes);
            Duration age = Duration.ofMillis(Math.max(0, session.zooKeeperMillis() - stat.getMtime()));
            MonotonicInstant now = clock.now();
            sink.accept(new Observation.BreakerReset(breaker, record, now.minus(age), now));
        } catch (LayoutException e) {
            LOG.warn("Reset of a breaker cannot be read breaker={} trouble={}", breaker, e.getMessage());
        }
    }

    /** Wants {@code breaker} closed for what it holds up now. */
    public void reset(String breaker, String by, String reason) throws CoordinationException {
        String path = session.layout().reset(breaker);
        try {
            session.client()
                    .create()
                    .orSetData()
                    .creatingParentsIfNeeded()
                    .forPath(path, new ResetRecord(by, reason, wallClock.instant()).encode());
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Breaker cannot be reset znode=" + path, e);
        }
    }
}
