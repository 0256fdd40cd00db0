package org.hbaseha.monitor.coordination;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.LiveSettingsRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force: what operators have stored, else what is configured. {@link #get} never waits and is for any thread; a change is seen at once, and
 * within seconds where a watch was lost. A stored record that cannot be read, or does not fit, pauses verification and says so: it may have been written to
 * slow a monitor down. While ZooKeeper does not answer, what was read last holds.
 */
public final class SettingsWatch implements Supplier<LiveSettings> {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final MonitorSession session;
    private final LiveSettings configured;
    private final CuratorWatcher watcher;
    private volatile LiveSettings current;
    private volatile boolean unread;

    public SettingsWatch(MonitorSession session, LiveSettings configured) {
        this.session = session;
        this.configured = configured;
        this.current = configured;
        this.watcher = event -> session.readSoon(this::read);
    }

    /** Reads them once, on the caller's thread, and watches from then on. The session has been started. */
    public void start() throws CoordinationException {
        tell(readNow());
        session.readEvery(INTERVAL, this::read);
    }

    @Override
    public LiveSettings get() {
        return current;
    }

    private void read() {
        try {
            tell(readNow());
            unread = false;
        } catch (CoordinationException e) {
            if (!unread) {
                LOG.warn("Live settings cannot be read, what was read last holds: {}", e.getMessage());
            }
            unread = true;
        }
    }

    private void tell(LiveSettings read) {
        if (!read.equals(current)) {
            current = read;
            LOG.info("Live settings changed now={}", read);
        }
    }

    private LiveSettings readNow() throws CoordinationException {
        try {
            return stored().map(configured::with).orElse(configured);
        } catch (LayoutException | IllegalArgumentException e) {
            return configured.paused("the settings that operators stored cannot be used (" + e.getMessage()
                    + "): hbase-ha replication sweep sets them anew");
        }
    }

    private Optional<LiveSettingsRecord> stored() throws CoordinationException {
        String path = session.layout().monitorSettings();
        try {
            // Before the data, and whether it is there or not: what changes in between fires the watch.
            session.client().checkExists().usingWatcher(watcher).forPath(path);
            return Optional.of(session.client().getData().forPath(path)).map(LiveSettingsRecord::decode);
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        } catch (LayoutException e) {
            throw e;
        } catch (Exception e) {
            throw CoordinationException.of("Live settings cannot be read znode=" + path, e);
        }
    }
}
