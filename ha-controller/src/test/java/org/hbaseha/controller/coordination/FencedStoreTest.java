package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.OTHER;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.VICTIM;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.apache.zookeeper.KeeperException;
import org.awaitility.Awaitility;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Candidate;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ExpireRecord;
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
    public void writesTheExpireRecordOnceAndFindsItAgain() throws Exception {
        StepOutcome first = leader.store.createExpire(VICTIM, epoch, "process gone");
        StepOutcome again = leader.store.createExpire(VICTIM, epoch, "another reason");

        assertThat(first).isInstanceOf(StepOutcome.Done.class);
        assertThat(again).isInstanceOf(StepOutcome.Done.class);
        assertThat(again.text()).contains("was there").contains("leader=leader");
        ExpireRecord record = new GateRecords(leader.session).find(VICTIM).orElseThrow();
        assertThat(record.reason()).isEqualTo("process gone");
        assertThat(record.epoch()).isEqualTo(epoch);
    }

    @Test
    public void refusesToExpireAServerWhoseGateRecordIsOfAnotherKind() throws Exception {
        leader.session
                .client()
                .create()
                .forPath(LAYOUT.gateRecord(VICTIM), "format=1\nkind=STOCK\n".getBytes(StandardCharsets.UTF_8));

        assertThat(leader.store.createExpire(VICTIM, epoch, "gone")).isInstanceOf(StepOutcome.Failed.class);
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
        leader.session
                .client()
                .create()
                .forPath(LAYOUT.gateRecord(VICTIM), "format=1\nkind=STOCK\n".getBytes(StandardCharsets.UTF_8));

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

        StepOutcome outcome = leader.store.createExpire(VICTIM, epoch, "gone");
        back.join();
        Awaitility.await().until(leader.session::isConnected);

        assertThat(outcome).isNotInstanceOf(StepOutcome.Done.class);
        assertThat(zooKeeper.exists(LAYOUT.gateRecord(VICTIM))).isFalse();
    }

    @Test
    public void looksForTheRecordWhenItsAnswerWasLost() throws Exception {
        assertThat(leader.store.lookForExpire(VICTIM, epoch)).isInstanceOf(StepOutcome.Absent.class);

        leader.store.createExpire(VICTIM, epoch, "gone");
        assertThat(leader.store.lookForExpire(VICTIM, epoch)).isInstanceOf(StepOutcome.Done.class);

        leader.writeEpoch(epoch.next());
        assertThat(leader.store.lookForExpire(VICTIM, epoch)).isInstanceOf(StepOutcome.Deposed.class);
    }

    @Test
    public void aDeposedLeaderChangesNothing() throws Exception {
        leader.writeEpoch(epoch.next());

        assertThat(leader.store.createExpire(VICTIM, epoch, "gone")).isInstanceOf(StepOutcome.Deposed.class);

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

        assertThat(losing.createExpire(VICTIM, epoch, "gone")).isInstanceOf(StepOutcome.Indeterminate.class);
        assertThat(losing.deleteRegionServer(VICTIM, epoch)).isInstanceOf(StepOutcome.Indeterminate.class);

        assertThat(leader.store.createExpire(VICTIM, epoch, "gone")).isInstanceOf(StepOutcome.Done.class);
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
        leader.store.createExpire(VICTIM, epoch, "gone");
        leader.store.createExpire(OTHER, epoch, "gone");

        assertThat(leader.store.removeOldExpireRecords(Duration.ofHours(1), Set.of()))
                .isZero();
        int removed = leader.store.removeOldExpireRecords(Duration.ofSeconds(-1), Set.of(OTHER));

        assertThat(removed).isEqualTo(1);
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
