package org.hbaseha.controller.observation;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.HBaseClient;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches HBase recover: while a server is followed, asks the master for its crash procedure and hbase:meta for its regions, each about every
 * 100 ms on a thread of its own, so that neither waits for the other when the master or the server of hbase:meta is the one that died. Told
 * as {@link Observation.RecoverySeen}. {@link #follow} and {@link #unfollow} never wait; call {@link #follow} before the server's znode is
 * deleted, so that its regions are known before HBase moves them (a crash procedure that has begun lists them, too).
 */
public final class RecoveryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryWatch.class);
    private static final Duration EACH = Duration.ofMillis(100);
    private static final Duration MASTER_PATIENCE = Duration.ofSeconds(2);
    /** Connections that idle for two minutes are closed by HBase's client. */
    private static final Duration KEEP_WARM = Duration.ofSeconds(30);
    /** Where answers cost much (a master with very many procedures), the pause is this many times the cost, within bounds. */
    private static final int BREATHER = 4;

    private static final Duration LONGEST_BREATHER = Duration.ofSeconds(1);

    private final AsyncConnection connection;
    private final MetaReader meta;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final Map<ServerName, FollowedServer> followed = new ConcurrentHashMap<>();
    private final Poll masterPoll =
            new Poll("ha-recovery-master", "Asking the master for crash procedures", this::askMaster);
    private final Poll metaPoll = new Poll("ha-recovery-meta", "Asking hbase:meta for regions", this::askMeta);

    public RecoveryWatch(AsyncConnection connection, MonotonicClock clock, Consumer<Observation> sink) {
        this.connection = connection;
        this.meta = new MetaReader(connection);
        this.clock = clock;
        this.sink = sink;
    }

    public void start() {
        masterPoll.begin();
        metaPoll.begin();
    }

    public void follow(ServerName server) {
        followed.computeIfAbsent(server, FollowedServer::new);
        masterPoll.now();
        metaPoll.now();
    }

    public void unfollow(ServerName server) {
        followed.remove(server);
    }

    private void askMaster() throws IOException, InterruptedException {
        Map<ServerName, CrashProcedure> procedures =
                CrashProcedure.parse(HBaseClient.answer(connection.getAdmin().getProcedures(), MASTER_PATIENCE));
        followed.values().forEach(server -> {
            CrashProcedure procedure = procedures.get(server.server());
            if (procedure != null) {
                server.procedure(procedure);
            }
        });
        if (followed.values().stream().anyMatch(server -> !server.isCrashProcedureSeen())) {
            Set<ServerName> dead = Set.copyOf(HBaseClient.answer(
                            connection.getAdmin().getClusterMetrics(EnumSet.of(ClusterMetrics.Option.DEAD_SERVERS)),
                            MASTER_PATIENCE)
                    .getDeadServerNames());
            followed.values().stream()
                    .filter(server -> dead.contains(server.server()))
                    .forEach(FollowedServer::dead);
        }
        tell();
    }

    private void askMeta() throws IOException, InterruptedException {
        if (followed.isEmpty()) {
            HBaseClient.answer(meta.touch(), MetaReader.SCAN);
            return;
        }
        for (FollowedServer server : followed.values()) {
            if (server.isToBeScanned()) {
                server.scan(HBaseClient.answer(meta.regionsOf(server.server()), MetaReader.SCAN));
            }
            List<RegionName> left = server.left();
            if (!left.isEmpty()) {
                server.rows(HBaseClient.answer(meta.rows(left), MetaReader.SCAN));
            }
            tell();
        }
    }

    private void tell() {
        followed.values().forEach(server -> server.tell(clock, sink));
    }

    @Override
    public void close() {
        masterPoll.end();
        metaPoll.end();
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws IOException, InterruptedException;
    }

    /** Asks one question again and again on one thread: often while a server is followed, else just to keep the connection. */
    private final class Poll {
        private final ScheduledThreadPoolExecutor thread;
        private final TroubleLog trouble;
        private final Question question;
        /** Of the thread's own. */
        private Optional<Future<?>> next = Optional.empty();

        Poll(String name, String what, Question question) {
            this.thread = RimThreads.oneScheduled(name);
            this.trouble = new TroubleLog(LOG, what);
            this.question = question;
        }

        void begin() {
            onThread(this::turn);
        }

        /** A turn before its time; the ones after it follow from there. */
        void now() {
            onThread(this::turn);
        }

        private void onThread(Runnable task) {
            try {
                thread.execute(task);
            } catch (RejectedExecutionException closed) {
                LOG.debug("The watch has ended");
            }
        }

        private void turn() {
            next.ifPresent(planned -> planned.cancel(false));
            MonotonicInstant begun = clock.now();
            boolean answered = ask();
            Duration cost = answered ? clock.now().since(begun) : Duration.ZERO;
            Duration pause = followed.isEmpty()
                    ? KEEP_WARM
                    : longer(EACH, shorter(cost.multipliedBy(BREATHER), LONGEST_BREATHER));
            try {
                next = Optional.of(thread.schedule(this::turn, pause.toNanos(), TimeUnit.NANOSECONDS));
            } catch (RejectedExecutionException closed) {
                LOG.debug("The watch has ended");
            }
        }

        private boolean ask() {
            try {
                question.ask();
                trouble.over();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                trouble.seen(e);
            }
            return false;
        }

        void end() {
            thread.shutdownNow();
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
