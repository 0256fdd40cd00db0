package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.monitor.lag.LagScene.ONE;
import static org.hbaseha.monitor.lag.LagScene.TWO;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.monitor.lag.Observation.CrashState;
import org.hbaseha.monitor.lag.Observation.ReadTrouble;
import org.junit.Test;

public final class PeerLagTest {

    private final LagScene scene = new LagScene();
    private final LagScene.Source one = scene.add(ONE);
    private final LagScene.Source two = scene.add(TWO);

    private void readsLag(int seconds) {
        // The clocks are known to some 20 ms.
        assertThat(scene.read().lag())
                .isBetween(
                        Duration.ofSeconds(seconds), Duration.ofSeconds(seconds).plusMillis(60));
    }

    private void reads(LagState state, Certainty certainty) {
        LagReading reading = scene.read();
        assertThat(reading.state()).as("%s", reading).isEqualTo(state);
        assertThat(reading.certainty()).as("%s", reading).isEqualTo(certainty);
    }

    @Test
    public void isStartingUntilEverythingWasLookedAt() {
        reads(LagState.STARTING, Certainty.AT_MOST);
    }

    @Test
    public void isCaughtUpWhileHeartbeatsArriveAndAreProved() {
        scene.healthy(60);

        reads(LagState.CAUGHT_UP, Certainty.MEASURED);
        readsLag(0);
        assertThat(scene.read().notes()).isEmpty();
    }

    @Test
    public void aHeartbeatThatArrivedBeforeItsBatchEndedProvesNothing() {
        scene.healthy(60);

        for (int i = 0; i < 20; i++) {
            one.visible = Optional.of(scene.second() + 1);
            two.allThereUpTo(scene.second() + 1);
            scene.idle(1);
        }

        readsLag(20);
        reads(LagState.BEHIND, Certainty.AT_MOST);
    }

    @Test
    public void theLatestServerHoldsTheWatermark() {
        scene.healthy(60);

        for (int i = 0; i < 10; i++) {
            two.allThereUpTo(scene.second() + 1);
            scene.idle(1);
        }

        readsLag(10);
        assertThat(scene.read().judgement().sentence()).contains(ONE.getServerName());
    }

    @Test
    public void isStuckWhenTheWatermarkStandsWhileTheServerLives() {
        scene.healthy(60);
        scene.idle(35);

        readsLag(35);
        reads(LagState.STUCK, Certainty.MEASURED);
        assertThat(scene.read().judgement().advice()).contains("read-only tables");
    }

    @Test
    public void aServerThatWasNeverHeardCountsSinceItsLogBegan() {
        two.writesHeartbeats = false;
        scene.healthy(60);

        // An edit in a log may be 2 s older than its file.
        readsLag(62);
        reads(LagState.NO_HEARTBEAT, Certainty.AT_MOST);
        assertThat(scene.read().judgement().sentence())
                .contains(TWO.getServerName())
                .contains("no heartbeat");
    }

    @Test
    public void aServerThatShipsEditsWithoutHeartbeatsHasNoMarkers() {
        two.writesHeartbeats = false;
        for (int i = 0; i < 20; i++) {
            two.shipped = Optional.of(scene.second());
            scene.healthy(1);
        }

        reads(LagState.NO_HEARTBEAT, Certainty.AT_MOST);
        assertThat(scene.read().judgement().sentence()).contains("ships edits but no heartbeats");
        assertThat(scene.read().judgement().advice()).contains("marker.enabled");
    }

    @Test
    public void aFrozenServerWritesNoHeartbeatsWhichIsSaidOfIt() {
        scene.healthy(60);
        one.reports = false;
        one.writesHeartbeats = false;
        scene.healthy(15);

        readsLag(15);
        reads(LagState.NO_HEARTBEAT, Certainty.AT_MOST);
        assertThat(scene.read().judgement().sentence()).contains("frozen").contains(ONE.getServerName());
    }

    @Test
    public void aDisabledPeerIsLateAndSaysWhy() {
        scene.healthy(60);
        scene.enabled = false;
        scene.idle(100);

        readsLag(100);
        reads(LagState.DISABLED, Certainty.MEASURED);
    }

    @Test
    public void lagIsCountedOnWhileThePeerCannotBeRead() {
        scene.healthy(60);
        scene.unread = Optional.of(ReadTrouble.NO_ANSWER);
        scene.idle(20);

        readsLag(20);
        reads(LagState.PEER_UNREACHABLE, Certainty.AT_MOST);
        assertThat(scene.read().judgement().sentence()).contains("connection refused");
    }

    @Test
    public void aPeerWithoutTheTableGetsNoHeartbeats() {
        scene.unread = Optional.of(ReadTrouble.NO_TABLE);
        scene.idle(20);

        reads(LagState.NO_HEARTBEAT, Certainty.AT_MOST);
        assertThat(scene.read().judgement().advice()).contains("sink.tracker.enabled");
    }

    @Test
    public void aDeadServerHoldsUntilItsLogsAreShipped() {
        scene.healthy(60);
        one.alive = false;
        scene.healthy(1);
        one.crash = Optional.of(CrashState.RUNNING);
        scene.healthy(9);
        readsLag(10);

        one.crash = Optional.of(CrashState.ENDED);
        one.claims.add(TWO);
        scene.healthy(10);
        readsLag(20);
        reads(LagState.BEHIND, Certainty.AT_MOST);
        assertThat(scene.read().judgement().sentence()).contains("are being shipped by " + TWO);

        one.shipped = Optional.empty();
        scene.healthy(2);
        readsLag(0);
        reads(LagState.CAUGHT_UP, Certainty.MEASURED);
        assertThat(scene.lag.servers()).containsExactly(TWO);
    }

    @Test
    public void aDeadServerWithoutAQueueHoldsWhileItsCrashProcedureRuns() {
        scene.healthy(60);
        one.alive = false;
        one.shipped = Optional.empty();
        one.crash = Optional.of(CrashState.RUNNING);
        scene.healthy(40);

        readsLag(40);
        reads(LagState.STUCK, Certainty.AT_MOST);
        assertThat(scene.read().judgement().sentence()).contains("wait for its crash procedure");
    }

    @Test
    public void aDeadServerHoldsWhileQueuesChangeHandsDuringEachListing() {
        scene.healthy(60);
        one.alive = false;
        one.shipped = Optional.empty();
        one.crash = Optional.of(CrashState.ENDED);
        scene.queuesWhole = false;
        scene.healthy(10);

        // The other's heartbeats wait for a whole listing, too.
        readsLag(10);

        scene.queuesWhole = true;
        scene.healthy(2);
        readsLag(0);
    }

    @Test
    public void aQueueClaimedTwiceStillHoldsForItsFirstOwner() {
        scene.add(LagScene.server(3));
        scene.healthy(60);
        one.alive = false;
        one.crash = Optional.of(CrashState.ENDED);
        one.claims.add(TWO);
        scene.healthy(5);
        two.alive = false;
        two.shipped = Optional.empty();
        two.crash = Optional.of(CrashState.ENDED);
        one.claims.add(LagScene.server(3));
        scene.healthy(5);

        readsLag(10);
        assertThat(scene.lag.servers()).contains(ONE).doesNotContain(TWO);
    }

    @Test
    public void aQueueThatComesBackHoldsAgain() {
        scene.healthy(60);
        one.alive = false;
        one.crash = Optional.of(CrashState.ENDED);
        one.shipped = Optional.empty();
        scene.healthy(5);
        readsLag(0);

        one.shipped = Optional.of(60L);
        scene.healthy(2);

        readsLag(7);
    }

    @Test
    public void aMasterThatForgotTheProcedureDoesNotHoldForEver() {
        scene.healthy(60);
        one.alive = false;
        one.shipped = Optional.empty();
        scene.healthy(170);
        readsLag(170);

        scene.healthy(20);

        readsLag(0);
    }

    @Test
    public void aServerThatNeverHadRegionsDoesNotCount() {
        scene.healthy(60);
        LagScene.Source empty = scene.add(LagScene.server(3));
        empty.regions = 0;
        scene.healthy(5);
        readsLag(0);

        scene.idle(1);
        empty.regions = 2;
        empty.allThereUpTo(scene.second() - 10);
        scene.idle(1);
        assertThat(scene.read().lag()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    public void aServerWhoseRegionsWereMovedAwayCountsUntilItsLogIsRolled() {
        scene.healthy(60);
        one.regions = 0;
        scene.healthy(25);
        readsLag(25);
        reads(LagState.NO_HEARTBEAT, Certainty.AT_MOST);
        assertThat(scene.read().judgement().advice()).startsWith("wal_roll '" + ONE);

        one.begun = scene.second();
        one.shipped = Optional.of(0L);
        scene.healthy(2);
        readsLag(0);
        reads(LagState.CAUGHT_UP, Certainty.MEASURED);

        one.regions = 1;
        scene.idle(1);
        assertThat(scene.read().lag()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    public void whatCannotBeListedCountsFromTheLastList() {
        scene.healthy(60);
        scene.sourceSeen = false;
        scene.healthy(15);

        readsLag(15);
        reads(LagState.BEHIND, Certainty.AT_MOST);
        assertThat(scene.read().judgement().advice()).contains("ZooKeeper");
    }

    @Test
    public void ofSeveralLogsTheOldestFileCounts() {
        one.logs = 2;
        scene.healthy(60);

        // An edit in a log may be 2 s older than its file.
        readsLag(62);
        reads(LagState.BEHIND, Certainty.AT_MOST);
        assertThat(scene.read().notes()).anyMatch(note -> note.contains("several logs"));
    }

    @Test
    public void theClockOfEachServerIsReadForItself() {
        one.clock = Duration.ofSeconds(20);
        two.clock = Duration.ofSeconds(-15);
        scene.healthy(60);
        readsLag(0);
        assertThat(scene.read().notes()).anyMatch(note -> note.contains("differ by up to 20 s"));

        scene.idle(7);
        readsLag(7);
    }

    @Test
    public void aClockThatIsNotMeasuredIsSaid() {
        one.clockMeasured = false;
        scene.healthy(60);

        readsLag(0);
        reads(LagState.CAUGHT_UP, Certainty.CLOCK_UNKNOWN);
        assertThat(scene.read().notes()).anyMatch(note -> note.contains("1 of 2 source servers are not measured"));
    }

    @Test
    public void aHeartbeatFromTheFutureMovesAnUnmeasuredClock() {
        one.clockMeasured = false;
        one.clock = Duration.ofSeconds(20);
        scene.healthy(60);

        scene.idle(8);

        readsLag(8);
    }

    @Test
    public void theLossIsEstimatedFromEachServersOwnRateAndLag() {
        scene.healthy(120);
        scene.idle(10);

        LossEstimate loss = scene.read().loss();
        assertThat(loss.rpo()).isEqualTo(scene.read().lag());
        // 100 writes and one byte a second at each of two servers.
        assertThat(loss.writes()).isBetween(1_990L, 2_020L);
        assertThat(loss.bytes()).isBetween(19L, 21L);
    }
}
