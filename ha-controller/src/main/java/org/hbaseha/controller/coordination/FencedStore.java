package org.hbaseha.controller.coordination;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.OpResult;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.LayoutException;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only the newest leader may write. Each effect is one ZooKeeper transaction with a check that the epoch znode still has the version our
 * claim gave it: a deposed leader, however long it slept, changes nothing. All effects are idempotent, so a lost answer is reported as {@link
 * StepOutcome.Indeterminate} and simply asked again. Called by the executor's thread; every call ends within Curator's own time-outs.
 */
public final class FencedStore {

    private static final Logger LOG = LoggerFactory.getLogger(FencedStore.class);

    /** Place of the epoch check in each transaction; the effect's operations come after it. */
    private static final int CHECK = 0;

    /** Carries a transaction to ZooKeeper; tests lose the answer. */
    @FunctionalInterface
    interface Transaction {
        void run(List<CuratorOp> operations) throws Exception;
    }

    private final ZooKeeperSession session;
    private final Leadership leadership;
    private final String id;
    private final GateRecords gate;
    private final InstantSource wallClock;
    private final MonotonicClock clock;
    private final Transaction transaction;

    public FencedStore(
            ZooKeeperSession session, Leadership leadership, String id, InstantSource wallClock, MonotonicClock clock) {
        this(session, leadership, id, wallClock, clock, operations -> once(session, operations));
    }

    /**
     * Past Curator's retries, which would send an irrevocable record again seconds after it was decided, even in another session: what became
     * of a transaction without an answer is the planner's to ask.
     */
    private static void once(ZooKeeperSession session, List<CuratorOp> operations) throws Exception {
        List<OpResult> unused = session.client()
                .getZookeeperClient()
                .getZooKeeper()
                .multi(operations.stream().map(CuratorOp::get).toList());
    }

    FencedStore(
            ZooKeeperSession session,
            Leadership leadership,
            String id,
            InstantSource wallClock,
            MonotonicClock clock,
            Transaction transaction) {
        this.session = session;
        this.leadership = leadership;
        this.id = id;
        this.gate = new GateRecords(session);
        this.wallClock = wallClock;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Creates the EXPIRE record; done as well when any leader did before. Where the server has claimed its gate record as STOCK, only an expiry of
     * class C takes its place.
     */
    public StepOutcome createExpire(ServerName server, Epoch epoch, EvidenceClass evidenceClass, String reason) {
        ExpireRecord record = new ExpireRecord(
                epoch, id, UUID.randomUUID().toString(), evidenceClass.letter(), reason, wallClock.instant());
        String path = session.layout().gateRecord(server);
        return fenced(
                epoch,
                client -> List.of(
                        client.transactionOp()
                                .create()
                                .withMode(CreateMode.PERSISTENT)
                                .forPath(path, record.encode()),
                        // An odd version: a server gives its STOCK record back by deleting an even one.
                        client.transactionOp().setData().forPath(path, record.encode())),
                "EXPIRE record written",
                effect -> effect == KeeperException.Code.NODEEXISTS ? existing(server, record) : Optional.empty());
    }

    private Optional<StepOutcome> existing(ServerName server, ExpireRecord wanted) {
        try {
            Optional<GateRecords.Entry> found = gate.entry(server);
            if (found.isEmpty()) {
                return Optional.of(
                        new StepOutcome.Failed("The gate record has just changed, or is of no known format"));
            }
            if (found.get().expire().isEmpty()) {
                return Optional.of(
                        wanted.isConclusive()
                                ? takePlaceOfStock(found.get(), wanted)
                                : new StepOutcome.Failed(
                                        "The server holds its gate record: it serves as stock HBase does, and only ZooKeeper may end it"));
            }
            ExpireRecord record = found.get().expire().get();
            return Optional.of(new StepOutcome.Done(
                    record.nonce().equals(wanted.nonce())
                            ? "EXPIRE record written"
                            : "EXPIRE record was there leader=" + record.leader() + " epoch=" + record.epoch()));
        } catch (CoordinationException e) {
            return Optional.of(new StepOutcome.Indeterminate(e.toString()));
        }
    }

    private StepOutcome takePlaceOfStock(GateRecords.Entry stock, ExpireRecord record) {
        return fenced(
                record.epoch(),
                client -> List.of(client.transactionOp()
                        .setData()
                        .withVersion(stock.version())
                        .forPath(session.layout().gateRecord(stock.server()), record.encode())),
                "EXPIRE record written over the server's own claim",
                effect -> effect == KeeperException.Code.NONODE || effect == KeeperException.Code.BADVERSION
                        ? Optional.of(new StepOutcome.Failed("The gate record has just changed"))
                        : Optional.empty());
    }

    /** Whether there is an EXPIRE record of this incarnation, after everything that was asked for before in this session. */
    public StepOutcome lookForExpire(ServerName server, Epoch epoch) {
        StepOutcome there = fenced(
                epoch,
                client -> List.of(
                        client.transactionOp().check().forPath(session.layout().gateRecord(server))),
                "EXPIRE record is there",
                effect -> effect == KeeperException.Code.NONODE
                        ? Optional.of(new StepOutcome.Absent("no EXPIRE record was written"))
                        : Optional.empty());
        return there instanceof StepOutcome.Done ? found(server, there) : there;
    }

    private StepOutcome found(ServerName server, StepOutcome there) {
        try {
            return gate.find(server).isPresent()
                    ? there
                    : new StepOutcome.Absent("the gate record is no EXPIRE, so none was written");
        } catch (CoordinationException e) {
            return new StepOutcome.Indeterminate(e.toString());
        }
    }

    /** Deletes HBase's znode of one incarnation; done as well when it is gone. */
    public StepOutcome deleteRegionServer(ServerName server, Epoch epoch) {
        return fenced(
                epoch,
                client -> List.of(
                        client.transactionOp().delete().forPath(session.layout().regionServer(server))),
                "znode deleted",
                effect -> effect == KeeperException.Code.NONODE
                        ? Optional.of(new StepOutcome.Done("znode was gone"))
                        : Optional.empty());
    }

    /** Whether {@code epoch} is still the newest; for acts outside ZooKeeper, which cannot be part of a transaction. */
    public StepOutcome confirm(Epoch epoch) {
        return fenced(
                epoch,
                client -> List.of(
                        client.transactionOp().check().forPath(session.layout().parent())),
                "epoch is the newest",
                effect -> Optional.empty());
    }

    /**
     * Removes the gate records nobody needs any more: EXPIRE records that are older than {@code retention}, by ZooKeeper's clock, and STOCK
     * records, both of servers that are not registered. Returns how many.
     */
    public int removeOldRecords(Duration retention, Set<ServerName> registered) throws CoordinationException {
        Optional<LeaderGrant> grant = leadership.grant();
        if (grant.isEmpty()) {
            return 0;
        }
        long now = grant.get().zooKeeperMillis()
                + clock.now().since(grant.get().at()).toMillis();
        int removed = 0;
        for (GateRecords.Entry entry : gate.everything(now)) {
            boolean old = entry.expire().isEmpty() || entry.age().compareTo(retention) > 0;
            if (old
                    && !registered.contains(entry.server())
                    && remove(entry, grant.get().epoch()) instanceof StepOutcome.Done) {
                removed++;
            }
        }
        return removed;
    }

    /** What earlier leaders scored; empty before any did. */
    public Optional<ScorecardRecord> scorecard() throws CoordinationException {
        String path = session.layout().scorecard();
        try {
            byte[] bytes = session.client().getData().forPath(path);
            return bytes.length == 0 ? Optional.empty() : Optional.of(ScorecardRecord.decode(bytes));
        } catch (LayoutException e) {
            LOG.warn("Scorecard cannot be read and begins anew trouble={}", e.getMessage());
            return Optional.empty();
        } catch (Exception e) {
            throw ZooKeeperSession.trouble("Scorecard cannot be read znode=" + path, e);
        }
    }

    /** Replaces the scorecard. */
    public StepOutcome keepScorecard(ScorecardRecord record, Epoch epoch) {
        return fenced(
                epoch,
                client -> List.of(client.transactionOp()
                        .setData()
                        .forPath(session.layout().scorecard(), record.encode())),
                "scorecard kept",
                effect -> Optional.empty());
    }

    /** With its promises, as it was read: where anything has changed since, nothing is removed. */
    private StepOutcome remove(GateRecords.Entry entry, Epoch epoch) throws CoordinationException {
        String path = session.layout().gateRecord(entry.server());
        List<String> promises = gate.promised(entry.server());
        return fenced(
                epoch,
                client -> {
                    List<CuratorOp> operations = new ArrayList<>();
                    for (String seat : promises) {
                        operations.add(client.transactionOp().delete().forPath(path + "/" + seat));
                    }
                    operations.add(client.transactionOp()
                            .delete()
                            .withVersion(entry.version())
                            .forPath(path));
                    return operations;
                },
                "gate record removed",
                effect -> Optional.empty());
    }

    /** Removes an order about a plan; done as well when it is gone. */
    public StepOutcome removeOrder(String id, Epoch epoch) {
        return remove(session.layout().order(id), epoch);
    }

    /** Removes a maintenance window that is over; done as well when it is gone. */
    public StepOutcome removeMaintenance(String id, Epoch epoch) {
        return remove(session.layout().maintenanceWindow(id), epoch);
    }

    private StepOutcome remove(String path, Epoch epoch) {
        return fenced(
                epoch,
                client -> List.of(client.transactionOp().delete().forPath(path)),
                "record removed",
                effect -> effect == KeeperException.Code.NONODE
                        ? Optional.of(new StepOutcome.Done("record was gone"))
                        : Optional.empty());
    }

    @FunctionalInterface
    private interface Effect {
        List<CuratorOp> of(CuratorFramework client) throws Exception;
    }

    @FunctionalInterface
    private interface EffectFailure {
        Optional<StepOutcome> outcome(KeeperException.Code code);
    }

    private StepOutcome fenced(Epoch epoch, Effect effect, String done, EffectFailure onFailure) {
        Optional<LeaderGrant> held = leadership.grant();
        if (held.isEmpty() || !held.get().epoch().equals(epoch)) {
            return new StepOutcome.Deposed("This controller does not lead with that epoch epoch=" + epoch);
        }
        if (!session.isConnected()) {
            return new StepOutcome.Failed("ZooKeeper is not connected");
        }
        LeaderGrant grant = held.get();
        try {
            CuratorFramework client = session.client();
            CuratorOp check = client.transactionOp()
                    .check()
                    .withVersion(grant.znodeVersion())
                    .forPath(session.layout().epoch());
            List<CuratorOp> operations = new ArrayList<>(List.of(check));
            operations.addAll(effect.of(client));
            transaction.run(operations);
            return new StepOutcome.Done(done);
        } catch (KeeperException e) {
            return failed(grant, e, onFailure);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.debug("Transaction ended without an answer", e);
            return new StepOutcome.Indeterminate("Transaction ended without an answer error=" + e);
        }
    }

    private StepOutcome failed(LeaderGrant grant, KeeperException e, EffectFailure onFailure) {
        if (e.getResults() == null) {
            return switch (e.code()) {
                case CONNECTIONLOSS, OPERATIONTIMEOUT, SESSIONEXPIRED, SESSIONMOVED, REQUESTTIMEOUT ->
                    new StepOutcome.Indeterminate("ZooKeeper's answer was lost error=" + e.code());
                default -> new StepOutcome.Failed("ZooKeeper refused error=" + e.code());
            };
        }
        if (code(e, CHECK) != KeeperException.Code.OK) {
            leadership.deposed(grant);
            return new StepOutcome.Deposed("There is a newer epoch than ours epoch=" + grant.epoch());
        }
        KeeperException.Code effect = firstFailure(e);
        return onFailure
                .outcome(effect)
                .orElseGet(() -> new StepOutcome.Failed("ZooKeeper refused error=" + effect
                        + (effect == KeeperException.Code.NOAUTH ? ": give the controller HBase's rights" : "")));
    }

    /** Of the effect's operations: those before it were rolled back, those after it not tried. */
    private static KeeperException.Code firstFailure(KeeperException e) {
        for (int operation = CHECK + 1; operation < e.getResults().size(); operation++) {
            KeeperException.Code code = code(e, operation);
            if (code != KeeperException.Code.OK) {
                return code;
            }
        }
        return e.code();
    }

    private static KeeperException.Code code(KeeperException e, int operation) {
        OpResult result = e.getResults().get(operation);
        return result instanceof OpResult.ErrorResult error
                ? KeeperException.Code.get(error.getErr())
                : KeeperException.Code.OK;
    }
}
