package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.DisarmRecord;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's two switches for the whole cluster: the mode, and a pause that ends by itself. The daemon watches them ({@link
 * Observation.SwitchesRead} at every change and each second), the operator commands set them. A record that cannot be read counts as the
 * safe side: shadow mode, or a pause. A pause lasts its length from the moment it was stored, which is told by ZooKeeper's clock once and by
 * our own monotonic clock from then on. Reads on the session's thread; setters on the caller's.
 */
public final class Switches {

    private static final Logger LOG = LoggerFactory.getLogger(Switches.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration UNREADABLE_PAUSE = Duration.ofMinutes(1);

    private final ZooKeeperSession session;
    private final InstantSource wallClock;
    private final TroubleLog reading;
    private final TroubleLog modeRecord;
    private final TroubleLog pauseRecord;

    public Switches(ZooKeeperSession session, InstantSource wallClock) {
        this(session, wallClock, LOG);
    }

    /** {@code log} is told of trouble when it begins and when it is over, of each record by itself. */
    Switches(ZooKeeperSession session, InstantSource wallClock, Logger log) {
        this.session = session;
        this.wallClock = wallClock;
        this.reading = new TroubleLog(log, "Reading mode and pause");
        this.modeRecord = new TroubleLog(log, "The record of the mode");
        this.pauseRecord = new TroubleLog(log, "The record of the pause");
    }

    /** {@code modes} says what the stored mode amounts to. */
    public void watch(ModeRule modes, MonotonicClock clock, Consumer<Observation> sink) {
        Reading reader = new Reading(modes, clock, sink);
        session.readEvery(INTERVAL, reader::read);
    }

    private final class Reading {
        private final ModeRule modes;
        private final MonotonicClock clock;
        private final Consumer<Observation> sink;
        private final CuratorWatcher watcher = event -> session.readSoon(this::read);
        private Optional<Known> known = Optional.empty();
        private Optional<ModeRecord> told = Optional.empty();

        Reading(ModeRule modes, MonotonicClock clock, Consumer<Observation> sink) {
            this.modes = modes;
            this.clock = clock;
            this.sink = sink;
        }

        private void read() {
            try {
                session.client()
                        .checkExists()
                        .usingWatcher(watcher)
                        .forPath(session.layout().mode());
                session.client()
                        .checkExists()
                        .usingWatcher(watcher)
                        .forPath(session.layout().pause());
                Optional<ModeRecord> storedMode = storedMode();
                Mode mode = modes.of(storedMode.map(ModeRecord::mode));
                Optional<StoredPause> stored = storedPause();
                Optional<Observation.PauseSeen> pause = stored.isPresent()
                        ? Optional.of(new Observation.PauseSeen(stored.get().record(), end(stored.get())))
                        : Optional.empty();
                reading.over();
                tellOnce(storedMode);
                sink.accept(new Observation.SwitchesRead(mode, pause, clock.now()));
            } catch (Exception e) {
                reading.seen(ZooKeeperSession.trouble("Mode and pause cannot be read", e));
            }
        }

        private void tellOnce(Optional<ModeRecord> stored) {
            if (!stored.equals(told)) {
                stored.ifPresent(record -> sink.accept(new Observation.ModeStored(record, clock.now())));
                told = stored;
            }
        }

        /** Stays what it was when this pause was read first: from then on nobody else's clock matters. */
        private MonotonicInstant end(StoredPause stored) throws CoordinationException {
            if (!stored.readable()) {
                return clock.now().plus(UNREADABLE_PAUSE);
            }
            Optional<MonotonicInstant> before =
                    known.filter(one -> one.zxid() == stored.zxid()).map(Known::end);
            if (before.isPresent()) {
                return before.get();
            }
            Duration age = Duration.ofMillis(Math.max(0, session.zooKeeperMillis() - stored.storedMillis()));
            MonotonicInstant end = clock.now().plus(stored.record().length()).minus(age);
            known = Optional.of(new Known(stored.zxid(), end));
            return end;
        }
    }

    /** A pause that was read before, named by the transaction that stored it, and when it ends. */
    private record Known(long zxid, MonotonicInstant end) {}

    /** {@code storedMillis} is of ZooKeeper's clock. */
    private record StoredPause(PauseRecord record, long zxid, long storedMillis, boolean readable) {}

    private Optional<ModeRecord> storedMode() throws CoordinationException {
        Stat stat = new Stat();
        try {
            Optional<ModeRecord> stored = bytes(session.layout().mode(), stat).map(ModeRecord::decode);
            modeRecord.over();
            return stored;
        } catch (LayoutException e) {
            modeRecord.seen(e);
            Instant since = Instant.ofEpochMilli(stat.getMtime());
            return Optional.of(new ModeRecord(Mode.SHADOW, "unknown", "record cannot be read", since));
        }
    }

    private Optional<StoredPause> storedPause() throws CoordinationException {
        Stat stat = new Stat();
        try {
            Optional<StoredPause> stored = bytes(session.layout().pause(), stat)
                    .map(PauseRecord::decode)
                    .map(record -> new StoredPause(record, stat.getMzxid(), stat.getMtime(), true));
            pauseRecord.over();
            return stored;
        } catch (LayoutException e) {
            pauseRecord.seen(e);
            Instant since = Instant.ofEpochMilli(stat.getMtime());
            PauseRecord record =
                    new PauseRecord("unknown", "record cannot be read", since, since.plus(UNREADABLE_PAUSE));
            return Optional.of(new StoredPause(record, stat.getMzxid(), stat.getMtime(), false));
        }
    }

    private Optional<byte[]> bytes(String path, Stat stat) throws CoordinationException {
        try {
            return Optional.of(session.client().getData().storingStatIn(stat).forPath(path));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Switch cannot be read znode=" + path, e);
        }
    }

    public void setMode(Mode mode, String by, String reason) throws CoordinationException {
        put(session.layout().mode(), new ModeRecord(mode, by, reason, wallClock.instant()).encode());
    }

    public void pause(String by, String reason, Duration length) throws CoordinationException {
        Instant now = wallClock.instant();
        put(session.layout().pause(), new PauseRecord(by, reason, now, now.plus(length)).encode());
    }

    /** Ends a pause and leaves word of who ended it and why. */
    public void resume(String by, String reason) throws CoordinationException {
        put(
                session.layout().pause(),
                PauseRecord.end(by, reason, wallClock.instant()).encode());
    }

    /** No gate is armed from now on, until {@link #rearm}. */
    public void disarm(String by, String reason) throws CoordinationException {
        put(session.layout().disarm(), new DisarmRecord(by, reason, wallClock.instant()).encode());
    }

    public void rearm() throws CoordinationException {
        String path = session.layout().disarm();
        try {
            session.client().delete().quietly().forPath(path);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Gates cannot be armed again znode=" + path, e);
        }
    }

    private void put(String path, byte[] bytes) throws CoordinationException {
        try {
            session.client().create().orSetData().forPath(path, bytes);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Switch cannot be set znode=" + path, e);
        }
    }
}
