package org.hbaseha.monitor.coordination;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Elects the one monitor that works on a pair, by Curator's latch. The elected one is deposed when its session is lost, not when its connection is: it only
 * reads from the clusters, and what it keeps is true whoever writes it last, so that two at once, for the seconds in which a cut-off worker does not yet know,
 * cost some reading twice, whereas a round that is broken off at each hiccup costs its work. (Nothing that writes to a peer may rest on this election alone.)
 *
 * <p>Between {@link Listener#elected} and {@link Listener#deposed} the pair is ours; the two come in turns, on this election's own thread. Started and
 * closed by any thread but that one; {@link #worker} and {@link #isElected} are for any.
 */
public final class PairElection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PairElection.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(10);
    private static final Duration PARTING = Duration.ofSeconds(10);

    /** Told what becomes of this monitor. Returns soon: it starts and stops work, it does not do it. */
    public interface Listener {

        void elected();

        /** {@code why}: a sentence for the log and for people. */
        void deposed(String why);
    }

    private final MonitorSession session;
    private final String monitor;
    private final String peer;
    private final Listener listener;
    private final ScheduledThreadPoolExecutor thread;
    /** Our place in the queue; another object after we have left it. Of the thread's own. */
    private LeaderLatch latch;

    private volatile boolean elected;
    private volatile String worker = "";
    private boolean unseen;
    /** When we queue again after we could not begin. */
    private Optional<ScheduledFuture<?>> again = Optional.empty();

    /** {@code monitor} is this start of this monitor, as in its address record. */
    public PairElection(MonitorSession session, String monitor, String peer, Listener listener) {
        this.session = session;
        this.monitor = monitor;
        this.peer = peer;
        this.listener = listener;
        this.thread = RimThreads.oneScheduled("ha-election-" + peer);
        this.latch = newLatch();
    }

    private LeaderLatch newLatch() {
        return new LeaderLatch(session.client(), session.layout().pairLatch(peer), monitor);
    }

    public void start() {
        thread.execute(this::queue);
        var unused = thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void queue() {
        latch = newLatch();
        latch.addListener(
                new LeaderLatchListener() {
                    @Override
                    public void isLeader() {
                        won();
                    }

                    @Override
                    public void notLeader() {
                        lost("its ZooKeeper session was lost");
                    }
                },
                this::onThread);
        try {
            latch.start();
        } catch (Exception e) {
            throw new IllegalStateException("A new latch can be started", e);
        }
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The latch changed after the election was closed peer={}", peer);
        }
    }

    private void won() {
        if (elected || !latch.hasLeadership()) {
            return;
        }
        elected = true;
        worker = monitor;
        LOG.info("This monitor works on the pair peer={}", peer);
        try {
            listener.elected();
        } catch (RuntimeException bug) {
            LOG.error("Work on a pair could not begin by a bug of ours; another monitor may try peer={}", peer, bug);
            lost("work on it could not begin");
            leave();
            again = Optional.of(thread.schedule(this::queue, AFTER_A_BUG.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void lost(String why) {
        if (!elected) {
            return;
        }
        elected = false;
        worker = "";
        LOG.info("This monitor does not work on the pair any more peer={}: {}", peer, why);
        try {
            listener.deposed(why);
        } catch (RuntimeException bug) {
            LOG.error("Work on a pair could not end by a bug of ours peer={}", peer, bug);
        }
    }

    /** Sees who works on the pair, and whether our place in the queue was taken away, of which the latch tells nobody. */
    private void look() {
        if (!session.isConnected()) {
            worker = elected ? monitor : "";
            return;
        }
        try {
            String leads = Optional.ofNullable(latch.getLeader().getId()).orElse("");
            unseen = false;
            worker = leads;
            if (elected && !leads.equals(monitor)) {
                lost("its place in ZooKeeper is gone");
                leave();
                queue();
            }
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            worker = elected ? monitor : "";
            if (!unseen) {
                LOG.warn("Who works on the pair cannot be read peer={}: {}", peer, e.toString());
            }
            unseen = true;
        }
    }

    /** Whether the pair is ours to work on. */
    public boolean isElected() {
        return elected;
    }

    /** The id of the monitor that works on the pair, at most some seconds old; empty when nobody does or we cannot see. */
    public Optional<String> worker() {
        String seen = worker;
        return seen.isEmpty() ? Optional.empty() : Optional.of(seen);
    }

    /** Ends the work, then gives the pair to the next at once. Waits until {@link Listener#deposed} has returned. */
    @Override
    public void close() {
        onThread(() -> {
            again.ifPresent(waiting -> waiting.cancel(false));
            lost("this monitor stops working on it");
            leave();
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Work on a pair does not end peer={}", peer);
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        try {
            latch.close(LeaderLatch.CloseMode.SILENT);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Latch could not be given back, the session's end will do it peer={}", peer, e);
        }
    }
}
