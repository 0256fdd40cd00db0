package org.hbaseha.monitor.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.hbase.replication.ReplicationPeerDescription;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.Peers;
import org.hbaseha.monitor.continuous.KnownRow;
import org.hbaseha.monitor.coordination.LiveSettings;
import org.hbaseha.monitor.coordination.PairElection;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.monitor.lag.rim.Watermark;
import org.hbaseha.monitor.view.PairView;
import org.hbaseha.outcome.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replication peer of the cluster. While this monitor is elected for it, a thread works on it, and begins anew where a cluster cannot be reached or
 * asked. {@link #elected} and {@link #deposed} may come from any thread, in turn.
 */
final class PairDesk implements PairElection.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PairDesk.class);
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(40);

    private final String peer;
    private final Cluster here;
    private final TableChoice choice;
    private final BookStore store;
    private final Supplier<LiveSettings> settings;
    private Optional<Thread> worker = Optional.empty();
    private volatile Optional<PairWork> work = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    PairDesk(String peer, Cluster here, TableChoice choice, BookStore store, Supplier<LiveSettings> settings) {
        this.peer = peer;
        this.here = here;
        this.choice = choice;
        this.store = store;
        this.settings = settings;
    }

    @Override
    public synchronized void elected() {
        Optional<Thread> before = worker;
        Thread made = new Thread(() -> workAfter(before), "ha-pair-" + peer);
        made.setDaemon(true);
        made.start();
        worker = Optional.of(made);
    }

    @Override
    public synchronized void deposed(String why) {
        worker.ifPresent(Thread::interrupt);
    }

    private void workAfter(Optional<Thread> before) {
        try {
            if (before.isPresent()) {
                before.get().join();
            }
            work();
        } catch (InterruptedException e) {
            LOG.debug("Told to stop peer={}", peer);
        }
    }

    private void work() throws InterruptedException {
        while (true) {
            try {
                workOnce();
            } catch (IOException | Trouble e) {
                LOG.warn("The pair cannot be worked on now peer={}: {}", peer, e.getMessage());
                trouble = Optional.of("It cannot be worked on now, and is tried again: " + e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("The work on a pair broke off by a bug of ours, and begins anew peer={}", peer, e);
                trouble = Optional.of("It broke off by a bug of ours, and begins anew: " + e);
            }
            Thread.sleep(AGAIN.toMillis());
        }
    }

    private void workOnce() throws IOException, InterruptedException {
        ReplicationPeerDescription description = Peers.find(here, peer);
        try (Cluster there = Cluster.open(
                        "peer " + peer,
                        Peers.configuration(here.connection().getConfiguration(), description.getPeerConfig()),
                        CONNECT);
                Watermark watermark = Watermark.between(here, there, peer)) {
            watermark.start();
            PairClusters pair = new PairClusters(
                    peer,
                    here,
                    there,
                    description.getPeerConfig(),
                    Peers.shippingTo(there, here).isPresent());
            PairWork begun = new PairWork(pair, watermark, choice, store, settings);
            work = Optional.of(begun);
            trouble = Optional.empty();
            begun.run();
        } finally {
            work = Optional.empty();
        }
    }

    /** {@code elected}: the id of the monitor that works on it. */
    PairView view(Optional<String> elected) {
        Optional<PairWork> now = work;
        List<String> notes =
                trouble.map(List::of).orElseGet(() -> now.map(PairWork::notes).orElse(List.of()));
        return new PairView(
                peer,
                elected.orElse(null),
                now.flatMap(PairWork::lag).<LagView>map(lag -> lag).orElse(null),
                now.map(PairWork::views).orElse(List.of()),
                notes);
    }

    Map<String, List<KnownRow>> rows() {
        return work.map(PairWork::rows).orElse(Map.of());
    }

    /** Ends the work, and waits until what is known was kept. */
    @Override
    public void close() {
        deposed("closed");
        Optional<Thread> last;
        synchronized (this) {
            last = worker;
        }
        last.ifPresent(this::awaitEnd);
    }

    private void awaitEnd(Thread thread) {
        try {
            thread.join(END.toMillis());
            if (thread.isAlive()) {
                LOG.warn("The work on a pair does not end peer={}", peer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
