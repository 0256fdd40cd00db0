package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.OTHER;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.VICTIM;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.KeeperException;
import org.awaitility.Awaitility;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Candidate;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.layout.StockRecord;
import org.hbaseha.time.MonotonicClock;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public final class FencedStoreTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private Candidate leader;
    private Epoch epoch;

    @Before
    public void lead() throws Exception {
        leader = zooKeeper.candidate("leader");
        epoch = leader.awaitLeads().epoch();
    }

    @Test
    public void theScorecardIsKeptByTheNewestLeaderOnly() throws Exception {
        ScorecardRecord record = ScorecardRecord.empty(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(leader.store().scorecard()).isEmpty();

        assertThat(leader.store().keepScorecard(record, epoch)).isInstanceOf(StepOutcome.Done.class);
        assertThat(leader.store().scorecard()).contains(record);

        leader.writeEpoch(new Epoch(epoch.value() + 1));
        assertThat(leader.store().keepScorecard(record, epoch)).isInstanceOf(StepOutcome.Deposed.class);
    }

    @Test
    public void writesTheExpireRecordOnceAndFindsItAgain() throws Exception {
        StepOutcome first = leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "process gone");
        StepOutcome again = leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "another reason");

        assertThat(first).isInstanceOf(StepOutcome.Done.class);
        assertThat(again).isInstanceOf(StepOutcome.Done.class);
        assertThat(again.text()).contains("was there").contains("leader=leader");
        ExpireRecord record = new GateRecords(leader.session).find(VICTIM).orElseThrow();
        assertThat(record.reason()).isEqualTo("process gone");
        assertThat(record.epoch()).isEqualTo(epoch);
    }

    @Test
    public void onlyCertaintyTakesThePlaceOfAServersOwnClaim() throws Exception {
        claimStock(VICTIM);

        assertThat(leader.store.createExpire(VICTIM, epoch, EvidenceClass.PAUSED, "silent"))
                .isInstanceOf(StepOutcome.Failed.class);
        assertThat(new GateRecords(leader.session).find(VICTIM)).isEmpty();
        assertThat(leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone"))
                .isInstanceOf(StepOutcome.Done.class);

        assertThat(new GateRecords(leader.session).find(VICTIM).orElseThrow().isConclusive())
                .isTrue();
    }

    @Test
    public void aServerThatGivesBackItsClaimCannotHitAnExpireRecord() throws Exception {
        leader.store.createExpire(VICTIM, epoch, EvidenceClass.PAUSED, "silent");
        claimStock(OTHER);
        leader.store.createExpire(OTHER, epoch, EvidenceClass.CONCLUSIVE, "gone");

        for (ServerName server : List.of(VICTIM, OTHER)) {
            int version = leader.session
                    .client()
                    .checkExists()
                    .forPath(LAYOUT.gateRecord(server))
                    .getVersion();
            // It deletes an even one.
            assertThat(version % 2).as("version " + version).isEqualTo(1);
        }
    }

    private void claimStock(ServerName server) throws Exception {
        leader.session.client().create().forPath(LAYOUT.gateRecord(server), new StockRecord("mine").encode());
    }

    @Test
    public void deletesOneIncarnationAndIsDoneWhenItIsGone() throws Exception {
        assertThat(leader.store.deleteRegionServer(VICTIM, epoch)).isEqualTo(new StepOutcome.Done("znode deleted"));
        assertThat(leader.store.deleteRegionServer(VICTIM, epoch)).isEqualTo(new StepOutcome.Done("znode was gone"));

        assertThat(zooKeeper.exists(LAYOUT.regionServer(VICTIM))).isFalse();
        assertThat(zooKeeper.exists(LAYOUT.regionServer(OTHER))).isTrue();
    }

    @Test
    public void aGateRecordOfAnotherKindMeansThatNoExpireWasWritten() throws Exception {
        leader.session.client().create().forPath(LAYOUT.gateRecord(VICTIM), new StockRecord("mine").encode());

        assertThat(leader.store.lookForExpire(VICTIM, epoch)).isInstanceOf(StepOutcome.Absent.class);
    }

    @Test
    public void aRecordThatCouldNotBeSentIsNotSentLater() throws Exception {
        zooKeeper.server().stop();
        Thread back = new Thread(() -> {
            try {
                zooKeeper.server().restart();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        back.start();

        StepOutcome outcome = leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone");
        back.join();
        Awaitility.await().until(leader.session::isConnected);

        assertThat(outcome).isNotInstanceOf(StepOutcome.Done.class);
        assertThat(zooKeeper.exists(LAYOUT.gateRecord(VICTIM))).isFalse();
    }

    @Test
    public void looksForTheRecordWhenItsAnswerWasLost() throws Exception {
        assertThat(leader.store.lookForExpire(VICTIM, epoch)).isInstanceOf(StepOutcome.Absent.class);

        leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone");
        assertThat(leader.store.lookForExpire(VICTIM, epoch)).isInstanceOf(StepOutcome.Done.class);

        leader.writeEpoch(epoch.next());
        assertThat(leader.store.lookForExpire(VICTIM, epoch)).isInstanceOf(StepOutcome.Deposed.class);
    }

    @Test
    public void aDeposedLeaderChangesNothing() throws Exception {
        leader.writeEpoch(epoch.next());

        assertThat(leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone"))
                .isInstanceOf(StepOutcome.Deposed.class);

        assertThat(zooKeeper.exists(LAYOUT.gateRecord(VICTIM))).isFalse();
    }

    @Test
    public void aDeposedLeadersDeleteIsRefused() throws Exception {
        leader.writeEpoch(epoch.next());

        assertThat(leader.store.deleteRegionServer(VICTIM, epoch)).isInstanceOf(StepOutcome.Deposed.class);

        assertThat(zooKeeper.exists(LAYOUT.regionServer(VICTIM))).isTrue();
    }

    @Test
    public void aStepOfAnotherEpochIsRefusedWithoutAskingZooKeeper() throws Exception {
        assertThat(leader.store.deleteRegionServer(VICTIM, epoch.next())).isInstanceOf(StepOutcome.Deposed.class);

        assertThat(zooKeeper.exists(LAYOUT.regionServer(VICTIM))).isTrue();
    }

    @Test
    public void aLostAnswerIsIndeterminateAndTheStepMayBeRepeated() throws Exception {
        FencedStore losing = store(operations -> {
            leader.session.client().transaction().forOperations(operations);
            throw new KeeperException.ConnectionLossException();
        });

        assertThat(losing.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone"))
                .isInstanceOf(StepOutcome.Indeterminate.class);
        assertThat(losing.deleteRegionServer(VICTIM, epoch)).isInstanceOf(StepOutcome.Indeterminate.class);

        assertThat(leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone"))
                .isInstanceOf(StepOutcome.Done.class);
        assertThat(leader.store.deleteRegionServer(VICTIM, epoch)).isInstanceOf(StepOutcome.Done.class);
    }

    @Test
    public void anInterruptedCallIsIndeterminate() {
        FencedStore interrupted = store(operations -> {
            throw new InterruptedException("took too long");
        });

        assertThat(interrupted.deleteRegionServer(VICTIM, epoch)).isInstanceOf(StepOutcome.Indeterminate.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    public void removesOldRecordsOfServersThatAreGone() throws Exception {
        leader.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone");
        leader.store.createExpire(OTHER, epoch, EvidenceClass.CONCLUSIVE, "gone");
        leader.session.client().create().forPath(LAYOUT.gateRecord(VICTIM) + "/c1", new byte[0]);

        assertThat(leader.store.removeOldRecords(Duration.ofHours(1), Set.of())).isZero();
        int removed = leader.store.removeOldRecords(Duration.ofSeconds(-1), Set.of(OTHER));

        assertThat(removed).isEqualTo(1);
        assertThat(zooKeeper.exists(LAYOUT.gateRecord(VICTIM))).isFalse();
        assertThat(zooKeeper.exists(LAYOUT.gateRecord(OTHER))).isTrue();
    }

    @Test
    public void removesTheClaimOfAServerThatIsGoneAtOnce() throws Exception {
        claimStock(VICTIM);
        claimStock(OTHER);

        assertThat(leader.store.removeOldRecords(Duration.ofHours(1), Set.of(OTHER)))
                .isEqualTo(1);

        assertThat(zooKeeper.exists(LAYOUT.gateRecord(VICTIM))).isFalse();
        assertThat(zooKeeper.exists(LAYOUT.gateRecord(OTHER))).isTrue();
    }

    private FencedStore store(FencedStore.Transaction transaction) {
        return new FencedStore(
                leader.session,
                leader.leadership,
                "leader",
                InstantSource.system(),
                MonotonicClock.system(),
                transaction);
    }

    @Test
    public void removesOperatorsRecordsOnceAndOnlyForTheNewestLeader() throws Exception {
        leader.session.client().create().forPath(LAYOUT.order("o1"));
        leader.session.client().create().forPath(LAYOUT.maintenanceWindow("m1"));
        leader.session.client().create().forPath(LAYOUT.maintenanceWindow("m2"));

        assertThat(leader.store.removeOrder("o1", epoch)).isEqualTo(new StepOutcome.Done("record removed"));
        assertThat(leader.store.removeOrder("o1", epoch)).isEqualTo(new StepOutcome.Done("record was gone"));
        assertThat(leader.store.removeMaintenance("m1", epoch)).isInstanceOf(StepOutcome.Done.class);
        leader.writeEpoch(new Epoch(99));
        assertThat(leader.store.removeMaintenance("m2", epoch)).isInstanceOf(StepOutcome.Deposed.class);

        assertThat(zooKeeper.exists(LAYOUT.order("o1"))).isFalse();
        assertThat(zooKeeper.exists(LAYOUT.maintenanceWindow("m1"))).isFalse();
        assertThat(zooKeeper.exists(LAYOUT.maintenanceWindow("m2"))).isTrue();
    }
}
