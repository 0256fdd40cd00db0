package org.hbaseha.controller.observation;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.HBaseClient;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the active master each second whom it takes for live and for dead. A server that it takes for dead will never be taken back, which
 * is conclusive; that it takes one for live says little, for the master learns of a death after us. Asking also keeps the connection to the master warm for the moment it is needed. One thread of its own,
 * which never waits longer than {@link #PATIENCE}.
 */
public final class MasterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MasterWatch.class);
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final EnumSet<ClusterMetrics.Option> ASKED = EnumSet.of(
            ClusterMetrics.Option.SERVERS_NAME, ClusterMetrics.Option.DEAD_SERVERS, ClusterMetrics.Option.MASTER);

    private final AsyncConnection connection;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final TroubleLog trouble = new TroubleLog(LOG, "Asking the HBase master");
    private final ScheduledExecutorService thread = RimThreads.oneScheduled("ha-master-watch");

    public MasterWatch(AsyncConnection connection, MonotonicClock clock, Consumer<Observation> sink) {
        this.connection = connection;
        this.clock = clock;
        this.sink = sink;
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::look, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            ClusterMetrics metrics = HBaseClient.answer(connection.getAdmin().getClusterMetrics(ASKED), PATIENCE);
            sink.accept(new Observation.MasterView(
                    Optional.ofNullable(metrics.getMasterName()),
                    Set.copyOf(metrics.getServersName()),
                    Set.copyOf(metrics.getDeadServerNames()),
                    clock.now()));
            trouble.over();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            trouble.seen(e);
            sink.accept(new Observation.MasterView(Optional.empty(), Set.of(), Set.of(), clock.now()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
