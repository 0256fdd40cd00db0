package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ModeRecord;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's two switches for the whole cluster: the mode, and a pause that ends by itself. The daemon watches them ({@link
 * Observation.SwitchesRead} at every change and each second), the operator commands set them. A record that cannot be read counts as the
 * safe side: shadow mode, or a pause. Reads on the session's thread; setters on the caller's.
 */
public final class Switches {

    private static final Logger LOG = LoggerFactory.getLogger(Switches.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration UNREADABLE_PAUSE = Duration.ofMinutes(1);

    /** What the two znodes say. {@code mode} is empty when no mode was ever set. */
    public record Position(Optional<ModeRecord> mode, Optional<PauseRecord> pause) {}

    private final ZooKeeperSession session;
    private final Mode initial;
    private final InstantSource wallClock;
    private final TroubleLog reading = new TroubleLog(LOG, "Reading mode and pause");

    /** {@code initial} is the configured mode, which counts as long as none is stored. */
    public Switches(ZooKeeperSession session, Mode initial, InstantSource wallClock) {
        this.session = session;
        this.initial = initial;
        this.wallClock = wallClock;
    }

    public void watch(MonotonicClock clock, Consumer<Observation> sink) {
        Reading reader = new Reading(clock, sink);
        session.readEvery(INTERVAL, reader::read);
    }

    private final class Reading {
        private final MonotonicClock clock;
        private final Consumer<Observation> sink;
        private final CuratorWatcher watcher = event -> session.readSoon(this::read);

        Reading(MonotonicClock clock, Consumer<Observation> sink) {
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
                Position position = position();
                reading.over();
                sink.accept(new Observation.SwitchesRead(
                        position.mode().map(ModeRecord::mode).orElse(initial), position.pause(), clock.now()));
            } catch (Exception e) {
                reading.seen(ZooKeeperSession.trouble("Mode and pause cannot be read", e));
            }
        }
    }

    public Position position() throws CoordinationException {
        return new Position(storedMode(), storedPause());
    }

    private Optional<ModeRecord> storedMode() throws CoordinationException {
        try {
            return bytes(session.layout().mode()).map(ModeRecord::decode);
        } catch (LayoutException e) {
            reading.seen(e);
            return Optional.of(new ModeRecord(Mode.SHADOW, "unknown", "record cannot be read", wallClock.instant()));
        }
    }

    private Optional<PauseRecord> storedPause() throws CoordinationException {
        try {
            return bytes(session.layout().pause()).map(PauseRecord::decode);
        } catch (LayoutException e) {
            reading.seen(e);
            Instant now = wallClock.instant();
            return Optional.of(new PauseRecord("unknown", "record cannot be read", now, now.plus(UNREADABLE_PAUSE)));
        }
    }

    private Optional<byte[]> bytes(String path) throws CoordinationException {
        try {
            return Optional.of(session.client().getData().forPath(path));
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

    /** Ends a pause; nothing happens when there is none. */
    public void resume() throws CoordinationException {
        String path = session.layout().pause();
        try {
            session.client().delete().quietly().forPath(path);
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Pause cannot be ended znode=" + path, e);
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
