package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.LAYOUT;
import static org.hbaseha.controller.coordination.ZooKeeperFixture.VICTIM;

import java.time.Duration;
import java.util.Optional;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.controller.coordination.ZooKeeperFixture.Candidate;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Observation.LeadershipGained;
import org.hbaseha.controller.detection.Observation.LeadershipLost;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.EpochRecord;
import org.junit.Rule;
import org.junit.Test;

public final class LeadershipTest {

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    @Test
    public void oneOfTwoLeadsAndBothKnowWho() throws Exception {
        Candidate first = zooKeeper.candidate("first");
        LeadershipGained gained = first.awaitLeads();

        Candidate second = zooKeeper.candidate("second");

        assertThat(gained.epoch()).isEqualTo(new Epoch(1));
        assertThat(gained.gate()).isEmpty();
        await().until(() -> second.leadership.leaderId().equals(Optional.of("first")));
        assertThat(first.leadership.leaderId()).contains("first");
        assertThat(second.seen.last(LeadershipGained.class)).isEmpty();
    }

    @Test
    public void theSuccessorGetsALaterEpochAndTheGateRecords() throws Exception {
        Candidate first = zooKeeper.candidate("first");
        Epoch epoch = first.awaitLeads().epoch();
        Candidate second = zooKeeper.candidate("second");
        assertThat(first.store.createExpire(VICTIM, epoch, EvidenceClass.CONCLUSIVE, "gone"))
                .isInstanceOf(StepOutcome.Done.class);

        first.leadership.close();

        LeadershipGained gained = second.awaitLeads();
        assertThat(gained.epoch()).isEqualTo(new Epoch(2));
        assertThat(gained.gate()).hasSize(1);
        assertThat(gained.gate().get(0).server()).isEqualTo(VICTIM);
        assertThat(gained.gate().get(0).record().reason()).isEqualTo("gone");
        assertThat(first.seen.last(LeadershipLost.class)).isPresent();
        EpochRecord stored = EpochRecord.decode(zooKeeper.hbase().getData().forPath(LAYOUT.epoch()));
        assertThat(stored).isEqualTo(new EpochRecord(new Epoch(2), "second"));
    }

    @Test
    public void whoeverStandsBackLetsAnotherOneLeadAndQueuesAgain() throws Exception {
        Candidate first = zooKeeper.candidate("first");
        first.awaitLeads();
        Candidate second = zooKeeper.candidate("second");
        await().until(() -> second.leadership.leaderId().equals(Optional.of("first")));

        first.leadership.standBack();

        assertThat(second.awaitLeads().epoch()).isEqualTo(new Epoch(2));
        assertThat(first.seen.last(LeadershipLost.class)).isPresent();
        second.leadership.close();
        await().until(() -> first.seen
                .last(LeadershipGained.class)
                .filter(gained -> gained.epoch().equals(new Epoch(3)))
                .isPresent());
    }

    @Test
    public void whoeverIsAloneLeadsOn() throws Exception {
        Candidate only = zooKeeper.candidate("only");
        Epoch epoch = only.awaitLeads().epoch();

        only.leadership.standBack();

        assertThat(only.store.confirm(epoch)).isInstanceOf(StepOutcome.Done.class);
        assertThat(only.seen.last(LeadershipLost.class)).isEmpty();
    }

    @Test
    public void anExpiredSessionEndsLeadershipAndAnotherOneLeads() throws Exception {
        Candidate first = zooKeeper.candidate("first");
        first.awaitLeads();
        Candidate second = zooKeeper.candidate("second");

        expireOnServer(first);

        second.awaitLeads();
        await().until(() -> first.seen.last(LeadershipLost.class).isPresent());
        await().until(() -> first.leadership.leaderId().equals(Optional.of("second")));
    }

    /** Another connection takes the session over and ends it. */
    private void expireOnServer(Candidate candidate) throws Exception {
        ZooKeeper theirs = candidate.session.client().getZookeeperClient().getZooKeeper();
        ZooKeeper same = new ZooKeeper(
                zooKeeper.server().getConnectString(),
                4000,
                event -> {},
                theirs.getSessionId(),
                theirs.getSessionPasswd());
        await().until(() -> same.getState() == ZooKeeper.States.CONNECTED);
        same.close();
    }

    @Test
    public void aHiccupShorterThanTheSessionKeepsTheLeader() throws Exception {
        Candidate first = zooKeeper.candidate("first");
        Epoch epoch = first.awaitLeads().epoch();

        zooKeeper.server().restart();

        await().until(first.session::isConnected);
        await().until(() -> first.store.confirm(epoch) instanceof StepOutcome.Done);
        assertThat(first.seen.last(LeadershipLost.class)).isEmpty();
    }

    @Test
    public void leadsAgainAfterAnOutageLongerThanTheSession() throws Exception {
        Candidate first = zooKeeper.candidate("first");
        Epoch before = first.awaitLeads().epoch();
        ControllerAddress address = new ControllerAddress("first", "host-9", 16070, 16071, "0.1");
        zooKeeper.closing(new ControllerRegistration(first.session, address)).start();
        await().until(() -> zooKeeper.exists(LAYOUT.controller("first")));

        zooKeeper.server().stop();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> first.seen.last(LeadershipLost.class).isPresent());
        assertThat(first.store.deleteRegionServer(VICTIM, before)).isInstanceOf(StepOutcome.Deposed.class);
        zooKeeper.server().restart();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> first.awaitLeads().epoch().compareTo(before) > 0);
        await().atMost(Duration.ofSeconds(30)).until(() -> zooKeeper.exists(LAYOUT.controller("first")));
        assertThat(zooKeeper.exists(LAYOUT.regionServer(VICTIM))).isTrue();
    }

    @Test
    public void claimsAgainWhenSomebodyElseWroteTheEpoch() throws Exception {
        Candidate first = zooKeeper.candidate("first");
        Epoch before = first.awaitLeads().epoch();
        first.writeEpoch(new Epoch(7));

        assertThat(first.store.confirm(before)).isInstanceOf(StepOutcome.Deposed.class);

        await().until(() -> first.awaitLeads().epoch().equals(new Epoch(8)));
        assertThat(first.seen.all(LeadershipLost.class)).hasSize(1);
    }
}
