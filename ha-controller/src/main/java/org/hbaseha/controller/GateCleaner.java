package org.hbaseha.controller;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.coordination.FencedStore;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes gate records of servers that are long gone, which protect nobody any more, while this controller leads. On a thread of its own. */
final class GateCleaner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GateCleaner.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final FencedStore store;
    private final Duration retention;
    private final Supplier<ControllerView> state;
    private final ScheduledExecutorService thread = RimThreads.oneScheduled("ha-gate-cleaner");

    GateCleaner(FencedStore store, Duration retention, Supplier<ControllerView> state) {
        this.store = store;
        this.retention = retention;
        this.state = state;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(
                this::clean, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void clean() {
        ControllerView now = state.get();
        if (!now.leading()) {
            return;
        }
        try {
            int removed = store.removeOldRecords(
                    retention,
                    now.servers().stream()
                            .filter(ServerView::registered)
                            .map(server -> ServerName.valueOf(server.server()))
                            .collect(Collectors.toSet()));
            LOG.info("Old gate records removed count={}", removed);
        } catch (CoordinationException | RuntimeException e) {
            LOG.warn("Old gate records could not be removed, trying again later", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
