package org.hbaseha.controller.coordination;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.zookeeper.data.Stat;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Observation.GateEntry;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.EpochRecord;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Election. Whoever holds Curator's latch claims a new epoch: one transaction that checks that our latch znode still exists and writes {@code
 * epoch + 1} if nobody wrote it since we read it. So an epoch is only ever claimed by the holder of the latch, and a claim deposes every
 * leader before it, asleep or not. After the claim all EXPIRE records are read and {@link Observation.LeadershipGained} is told; a lost session
 * or a failed epoch check is told as {@link Observation.LeadershipLost}.
 *
 * <p>All changes happen on its own thread; {@link #grant} and {@link #leaderId} may be asked from any.
 */
public final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration CLAIM_AGAIN = Duration.ofMillis(200);
    private static final Duration ASK_FOR_LEADER = Duration.ofSeconds(1);

    private final ZooKeeperSession session;
    private final String id;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final GateRecords gate;
    private final ScheduledThreadPoolExecutor thread = RimThreads.oneScheduled("ha-leadership");
    private final TroubleLog claiming = new TroubleLog(LOG, "Claiming an epoch");
    private final TroubleLog asking = new TroubleLog(LOG, "Asking who leads");
    /** Our place in the queue; another object after we stood back. */
    private volatile LeaderLatch latch;

    private volatile String leader = "";
    /** Written by our own thread only. */
    private volatile Optional<LeaderGrant> grant = Optional.empty();

    /** {@code id} is this start of this controller, as in its address record. */
    public Leadership(ZooKeeperSession session, String id, MonotonicClock clock, Consumer<Observation> sink) {
        this.session = session;
        this.id = id;
        this.clock = clock;
        this.sink = sink;
        this.gate = new GateRecords(session);
        this.latch = newLatch();
    }

    private LeaderLatch newLatch() {
        return new LeaderLatch(session.client(), session.layout().leaderLatch(), id);
    }

    public void start() {
        queue();
        session.readEvery(ASK_FOR_LEADER, this::readLeader);
    }

    private void queue() {
        latch.addListener(
                new LeaderLatchListener() {
                    @Override
                    public void isLeader() {
                        claim();
                    }

                    @Override
                    public void notLeader() {
                        lost("the latch is not ours any more");
                    }
                },
                this::onThread);
        try {
            latch.start();
        } catch (Exception e) {
            throw new IllegalStateException("A new latch can be started", e);
        }
    }

    /** Goes to the end of the queue when we lead and somebody else waits in it. Returns at once. */
    public void standBack() {
        onThread(() -> {
            if (grant.isPresent() && othersWait()) {
                lost("it stands back for another controller");
                leave(LeaderLatch.CloseMode.SILENT);
                latch = newLatch();
                queue();
            }
        });
    }

    private boolean othersWait() {
        try {
            return latch.getParticipants().size() > 1;
        } catch (Exception e) {
            LOG.warn("Who else could lead cannot be read: this controller goes on", e);
            return false;
        }
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The latch changed after leadership was closed");
        }
    }

    private void claim() {
        if (!latch.hasLeadership() || grant.isPresent()) {
            return;
        }
        try {
            LeaderGrant claimed = claimEpoch();
            List<GateEntry> entries = gate.all(claimed.zooKeeperMillis());
            claiming.over();
            grant = Optional.of(claimed);
            leader = id;
            LOG.info("This controller leads epoch={} gateRecords={}", claimed.epoch(), entries.size());
            sink.accept(new Observation.LeadershipGained(claimed.epoch(), entries, clock.now()));
        } catch (CoordinationException e) {
            claiming.seen(e);
            schedule(this::claim);
        }
    }

    private LeaderGrant claimEpoch() throws CoordinationException {
        CuratorFramework client = session.client();
        String epochPath = session.layout().epoch();
        try {
            Stat read = new Stat();
            EpochRecord newest =
                    EpochRecord.decode(client.getData().storingStatIn(read).forPath(epochPath));
            EpochRecord ours = new EpochRecord(newest.epoch().next(), id);
            CuratorOp holdsLatch = client.transactionOp().check().forPath(latch.getLastPathIsLeader());
            CuratorOp write = client.transactionOp()
                    .setData()
                    .withVersion(read.getVersion())
                    .forPath(epochPath, ours.encode());
            List<CuratorTransactionResult> results = client.transaction().forOperations(holdsLatch, write);
            Stat written = results.get(1).getResultStat();
            return new LeaderGrant(ours.epoch(), written.getVersion(), written.getMtime(), clock.now());
        } catch (Exception e) {
            // A lost answer ends here too: the next attempt reads what it left and claims the epoch after it.
            throw ZooKeeperSession.trouble("Epoch cannot be claimed znode=" + epochPath, e);
        }
    }

    private void schedule(Runnable task) {
        try {
            var unused = thread.schedule(task, CLAIM_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Leadership was closed while claiming");
        }
    }

    private void lost(String why) {
        if (grant.isPresent()) {
            grant = Optional.empty();
            LOG.info("This controller does not lead any more: {}", why);
            sink.accept(new Observation.LeadershipLost(clock.now()));
        }
    }

    /** Told by whoever found a newer epoch. If the latch is still ours (somebody wrote the epoch by hand) we claim again. */
    void deposed(LeaderGrant by) {
        onThread(() -> {
            if (grant.equals(Optional.of(by))) {
                lost("there is a newer epoch than " + by.epoch());
                claim();
            }
        });
    }

    private void readLeader() {
        try {
            leader = Objects.requireNonNullElse(latch.getLeader().getId(), "");
            asking.over();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            leader = "";
            asking.seen(e);
        }
    }

    /** What we lead with, as far as we know. Whether it still holds, only a transaction can tell. */
    Optional<LeaderGrant> grant() {
        return grant;
    }

    /** Id of the controller that holds the latch, at most a second old; empty when nobody does or we cannot see. */
    public Optional<String> leaderId() {
        return leader.isEmpty() ? Optional.empty() : Optional.of(leader);
    }

    /** Gives the latch back, so that a successor does not have to wait for the session. */
    @Override
    public void close() {
        leave(LeaderLatch.CloseMode.NOTIFY_LEADER);
        thread.shutdown();
    }

    private void leave(LeaderLatch.CloseMode mode) {
        try {
            latch.close(mode);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Latch could not be given back, the session's end will do it", e);
        }
    }
}
