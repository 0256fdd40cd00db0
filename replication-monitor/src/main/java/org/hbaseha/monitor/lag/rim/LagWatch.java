package org.hbaseha.monitor.lag.rim;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableNotFoundException;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.hbaseha.monitor.lag.LagBook;
import org.hbaseha.monitor.lag.LagReading;
import org.hbaseha.monitor.lag.LagSettings;
import org.hbaseha.monitor.lag.Moment;
import org.hbaseha.monitor.lag.Observation;
import org.hbaseha.monitor.lag.PeerLag;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one pair some times a second and keeps what the last look said. Each question that is not answered costs no more than its patience and is left out; the
 * others are asked all the same. One thread looks; {@link #view()} is for any.
 */
public final class LagWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** Where a look costs much, of many servers, the pause after it is this many times its cost, within bounds. */
    private static final int BREATHER = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    private final String peer;
    private final MonotonicClock clock;
    private final InstantSource wall;
    private final SourceReader source;
    private final HeartbeatReader heartbeats;
    private final QueueReader queues;
    private final ClockReader clocks;
    private final PeerLag lag;
    private final LagBook book;
    private final ScheduledThreadPoolExecutor thread;
    private volatile Optional<LagView> view = Optional.empty();
    /** Of the thread's own. */
    private List<String> trouble = List.of();

    private boolean queuesListed;
    private MonotonicInstant clocksAsked;

    /**
     * {@code sourceConfiguration} says where the source's ZooKeeper is; both connections stay the caller's, and should have short time-outs.
     */
    public LagWatch(
            String peer,
            Configuration sourceConfiguration,
            AsyncConnection sourceCluster,
            AsyncConnection peerCluster) {
        this.peer = peer;
        this.clock = MonotonicClock.system();
        this.wall = InstantSource.system();
        this.source = new SourceReader(sourceCluster.getAdmin(), clock, PATIENCE);
        this.heartbeats = new HeartbeatReader(peerCluster, clock, PATIENCE);
        this.queues = new QueueReader(sourceConfiguration, clock, PATIENCE);
        this.clocks = new ClockReader(
                sourceConfiguration.getBoolean("hbase.ssl.enabled", false) ? "https" : "http", clock, PATIENCE);
        this.lag = new PeerLag(peer, LagSettings.DEFAULT);
        this.book = new LagBook(clock.now());
        this.clocksAsked = clock.now().minus(CLOCKS);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "ha-lag-" + peer);
            made.setDaemon(true);
            return made;
        });
    }

    public void start() {
        thread.execute(this::turn);
    }

    private void turn() {
        MonotonicInstant begun = clock.now();
        look();
        Duration pause = clock.now().since(begun).multipliedBy(BREATHER);
        Duration bounded = pause.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        try {
            var unused = thread.schedule(this::turn, bounded.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The watch has ended peer={}", peer);
        }
    }

    /** What the last look said; empty before the first. */
    public Optional<LagView> view() {
        return view;
    }

    private void look() {
        try {
            List<String> failed = new ArrayList<>();
            tried(this::lookAtSource).ifPresent(failed::add);
            if (!queuesListed) {
                // Servers that are known from their queues alone are then asked for from the first look on.
                tried(this::lookAtQueues).ifPresent(failed::add);
            }
            tried(this::lookAtPeer).ifPresent(failed::add);
            tried(this::lookAtQueues).ifPresent(failed::add);
            clocks.answers().forEach(this::tell);
            sayOnce(failed);
            Moment now = now();
            LagReading reading = lag.read(now);
            book.add(now.tick(), reading.lag());
            view = Optional.of(LagView.of(reading, book));
        } catch (RuntimeException e) {
            // A look that breaks is a bug, but the next may not; the age of the last view tells.
            LOG.error("A look at the lag broke off peer={}", peer, e);
        }
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws IOException, InterruptedException;
    }

    /** What kept it from being answered. */
    private Optional<String> tried(Question question) {
        try {
            question.ask();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void lookAtSource() throws IOException, InterruptedException {
        source.peer(peer).ifPresent(this::tell);
        SourceReader.Servers servers = source.servers();
        tell(servers.seen());
        Set<ServerName> dead = new HashSet<>(lag.servers());
        dead.removeAll(servers.seen().live().keySet());
        if (!dead.isEmpty()) {
            tell(source.crashes());
        }
        askClocks(servers.infoPorts());
    }

    private void askClocks(Map<ServerName, Integer> infoPorts) {
        if (clock.now().since(clocksAsked).compareTo(CLOCKS) >= 0) {
            clocksAsked = clock.now();
            clocks.ask(infoPorts);
        }
    }

    private void lookAtPeer() throws InterruptedException {
        try {
            tell(heartbeats.newest(lag.servers()));
        } catch (TableNotFoundException e) {
            tell(new Observation.HeartbeatsUnread(clock.now(), Observation.ReadTrouble.NO_TABLE, "no such table"));
        } catch (IOException e) {
            tell(new Observation.HeartbeatsUnread(
                    clock.now(), Observation.ReadTrouble.NO_ANSWER, String.valueOf(e.getMessage())));
        }
    }

    private void lookAtQueues() throws IOException, InterruptedException {
        tell(queues.list(peer));
        queuesListed = true;
    }

    private void tell(Observation observation) {
        lag.observe(observation, now());
    }

    private Moment now() {
        return new Moment(clock.now(), wall.instant());
    }

    /** Trouble that lasts is told of when it begins, when it changes and when it is over. */
    private void sayOnce(List<String> failed) {
        if (!failed.equals(trouble)) {
            if (failed.isEmpty()) {
                LOG.info("The source can be read again peer={}", peer);
            } else {
                LOG.warn("The source cannot be read peer={}: {}", peer, String.join("; ", failed));
            }
            trouble = List.copyOf(failed);
        }
    }

    /** Ends looking; the last view stays. */
    @Override
    public void close() {
        // A look that is under way is interrupted, and has the session until it ends.
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A look at the lag does not end peer={}", peer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queues.close();
    }
}
