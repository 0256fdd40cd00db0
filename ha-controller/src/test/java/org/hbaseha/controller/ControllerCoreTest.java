package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.goodbye;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** What a core wants done, from what it was shown. */
public class ControllerCoreTest {

    private static final ViewMaker.Daemon DAEMON = new ViewMaker.Daemon(
            "1", CoreScene.WALL, "c1", new ControllerView.SessionView(4_000, 6_000, "another"), "no rights");

    private static final Epoch FIRST = new Epoch(1);

    @Test
    public void aCrashedServerIsExpiredStepByStep() {
        CoreScene scene = CoreScene.leading(4);
        ServerName victim = scene.s(1);

        scene.crash(victim);
        Step write = scene.step();
        assertThat(write).isInstanceOf(Step.WriteExpire.class);
        assertThat(write.epoch()).isEqualTo(FIRST);
        scene.done(write);
        Step delete = scene.step();
        assertThat(delete).isEqualTo(new Step.DeleteZnode(victim, FIRST));
        scene.done(delete).run(280);
        assertThat(scene.steps()).isEmpty();
        scene.run(20);
        Step hbck = scene.step();
        assertThat(hbck).isEqualTo(new Step.ScheduleCrashProcedure(victim, FIRST));
        scene.done(hbck).recovered(victim);

        assertThat(scene.noted()).endsWith("RECOVERED");
        scene.znodeGone(victim).run(10_000);
        assertThat(scene.steps()).isEmpty();
        assertThat(scene.notes("VERDICT")).hasSize(1);
    }

    @Test
    public void aFollowerDecidesNothing() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.seen(registered(scene.all(), 0)).mode(Mode.AUTOMATIC).runTo(2000);

        scene.crash(scene.s(1)).run(10_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.notes("VERDICT")).isEmpty();
    }

    @Test
    public void shadowModeSaysWhatItWouldDoAndDoesNothing() {
        CoreScene scene = CoreScene.leading(4).mode(Mode.SHADOW);

        scene.crash(scene.s(1)).run(60_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.notes("VERDICT")).hasSize(1);
        assertThat(scene.refusals()).containsExactly(RefusalCode.SHADOW_MODE.name());
    }

    @Test
    public void modeOfAFreshCoreIsShadow() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.seen(registered(scene.all(), 0)).lead(1);

        scene.runTo(2000).crash(scene.s(1));

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly(RefusalCode.SHADOW_MODE.name());
    }

    @Test
    public void aPauseEndsByItselfWhateverTheOperatorsClockSays() {
        for (Duration ahead : List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1))) {
            CoreScene scene = CoreScene.leading(4).pause(Duration.ofSeconds(5), ahead);

            scene.crash(scene.s(1)).run(4_960);
            assertThat(scene.steps()).isEmpty();
            ControllerView view = scene.core.view(DAEMON, at(scene.now()), CoreScene.WALL.plusMillis(scene.now()));
            ControllerView.PauseView pause = Objects.requireNonNull(view.pause());
            assertThat(pause.leftMillis()).isEqualTo(20);
            assertThat(pause.until()).isEqualTo(CoreScene.WALL.plusMillis(scene.now() + 20));
            assertThat(view.session()).isEqualTo(DAEMON.session());
            assertThat(view.modeRefusal()).isEqualTo("no rights");
            scene.run(40);

            assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
            assertThat(scene.refusals()).containsExactly(RefusalCode.PAUSED.name());
        }
    }

    @Test
    public void aPauseThatEndsByItselfIsToldOnceAndItsEndIsByOurOwnClock() {
        for (Duration ahead : List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1))) {
            CoreScene scene = CoreScene.leading(4);
            Observation.SwitchesRead stored = scene.pauseRead(Duration.ofSeconds(5), ahead);
            Instant end = CoreScene.WALL.plusMillis(scene.now() + 5_000);

            scene.seen(stored).crash(scene.s(1)).run(4_900);
            assertThat(scene.notes("PAUSED")).singleElement().satisfies(note -> assertThat(note.sentence())
                    .isEqualTo("Paused by ada until " + end + ": test"));
            assertThat(scene.notes("REFUSED")).singleElement().satisfies(note -> assertThat(note.sentence())
                    .contains("by=ada until=" + end));
            assertThat(scene.notes("RESUMED")).isEmpty();

            scene.run(200).seen(stored).run(100).mode(Mode.AUTOMATIC);

            assertThat(scene.notes("PAUSED")).hasSize(1);
            assertThat(scene.notes("RESUMED")).singleElement().satisfies(note -> {
                assertThat(note.at()).isEqualTo(end);
                assertThat(note.sentence()).isEqualTo("The pause by ada is over: it lasted as long as was asked");
            });
        }
    }

    @Test
    public void aPauseThatAnOperatorEndsIsToldAtOnce() {
        CoreScene scene = CoreScene.leading(4).pause(Duration.ofSeconds(5), Duration.ZERO);

        scene.run(1_000).mode(Mode.AUTOMATIC).run(10_000);

        assertThat(scene.notes("RESUMED")).singleElement().satisfies(note -> assertThat(note.sentence())
                .isEqualTo("Not paused any more"));
    }

    @Test
    public void theLastServerIsNotExpired() {
        CoreScene scene = CoreScene.leading(2);
        scene.silence(scene.s(1)).run(600);

        scene.seen(goodbye(scene.s(0), GoodbyeReason.ABORT, scene.now()));

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly(RefusalCode.LAST_SERVER.name());
    }

    @Test
    public void aFrozenServerIsProbedByUsAndByTheNextThree() {
        CoreScene scene = CoreScene.leading(6);

        scene.silence(scene.s(2)).run(600);

        assertThat(scene.probes().get(0))
                .isEqualTo(new Effect.Probe(scene.s(2), List.of(scene.s(3), scene.s(4), scene.s(5))));
    }

    @Test
    public void aFreezeWithinTheBudgetOpensNoIncident() {
        CoreScene scene = CoreScene.leading(4);
        ServerName frozen = scene.s(1);

        scene.silence(frozen).port(frozen, ConnectOutcome.CONNECTED).run(5_900);
        scene.wake(frozen).run(5_000);

        assertThat(scene.notes("VERDICT")).isEmpty();
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void aVerdictThatStandsBackIsWithdrawnWhenTheServerBeats() {
        CoreScene scene = CoreScene.leading(4).mode(Mode.SHADOW);
        ServerName frozen = scene.s(1);
        scene.silence(frozen).port(frozen, ConnectOutcome.CONNECTED).run(6_600);

        scene.wake(frozen).mode(Mode.AUTOMATIC).run(5_000);

        assertThat(scene.noted()).contains("VERDICT", "WITHDRAWN");
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void aLeaderThatStoodStillHearsItsServersBeforeItJudges() {
        CoreScene scene = CoreScene.leading(4);
        ServerName away = scene.s(1);
        scene.silence(away).port(away, ConnectOutcome.TIMED_OUT).run(700);

        scene.standStill(20_000).seen(beat(scene.s(2), scene.now())).run(400);
        assertThat(scene.refusals()).containsExactly(RefusalCode.OBSERVER_PAUSED.name());
        scene.wake(away).run(5_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.notes("WITHDRAWN")).hasSize(1);
    }

    @Test
    public void aNewLeaderJudgesSilenceOnlyAfterOneLease() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.seen(registered(scene.all(), 0)).mode(Mode.AUTOMATIC).runTo(2000);
        ServerName frozen = scene.s(1);
        scene.silence(frozen).port(frozen, ConnectOutcome.CONNECTED).runTo(9_000);

        scene.lead(2);
        scene.run(40);
        assertThat(scene.refusals()).containsExactly(RefusalCode.NEW_LEADER.name());
        scene.run(1_440);
        assertThat(scene.steps()).isEmpty();
        scene.run(20);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void aDeposedLeaderStopsAndHandsOver() {
        CoreScene scene = CoreScene.leading(4);
        scene.crash(scene.s(1));

        scene.ended(scene.step(), new StepOutcome.Deposed("newer epoch")).run(10_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.core.isLeading()).isFalse();
        assertThat(scene.noted()).contains("HANDED_OVER", "LEADERSHIP_LOST");
    }

    @Test
    public void theEndOfAStepOfAnEarlierLeadershipChangesNothing() {
        CoreScene scene = CoreScene.leading(4);
        scene.crash(scene.s(1));
        Step early = scene.step();
        scene.seen(new Observation.LeadershipLost(at(scene.now())));
        scene.lead(3);
        Step now = scene.step();
        assertThat(now.epoch()).isEqualTo(new Epoch(3));

        scene.ended(early, new StepOutcome.Deposed("newer epoch"));

        assertThat(scene.core.isLeading()).isTrue();
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void aRecordThatAPredecessorLeftIsFinishedThoughItsServerBeats() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.seen(registered(scene.all(), 0)).runTo(2000);

        scene.lead(2, CoreScene.entry(scene.s(1), 1, Duration.ofSeconds(3)));
        scene.promised(scene.s(1), 3_000, "c1");

        assertThat(scene.step()).isEqualTo(new Step.DeleteZnode(scene.s(1), new Epoch(2)));
    }

    @Test
    public void nothingButFoundRecordsIsFinished() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.seen(registered(scene.all(), 0)).mode(Mode.AUTOMATIC).runTo(2000);

        scene.lead(2, CoreScene.entry(server("s1", 0), 1, Duration.ofHours(3)));
        scene.run(10_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.notes("VERDICT")).isEmpty();
    }

    @Test
    public void theBreakerCountsWhatPredecessorsExpired() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.seen(registered(scene.all(), 0)).mode(Mode.AUTOMATIC).runTo(2000);

        scene.lead(2, CoreScene.entry(server("x", 1), 1, Duration.ofMinutes(5)));
        scene.run(2_000).crash(scene.s(2));
        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly(RefusalCode.RATE_BREAKER.name());
        scene.run(299_000);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void hostGoneIsExpiredWhenItsLeaseHasRunOut() {
        CoreScene scene = CoreScene.leading(4);
        ServerName victim = scene.s(1);
        scene.silence(victim).port(victim, ConnectOutcome.TIMED_OUT);

        scene.runTo(2000 + 1560);
        assertThat(scene.steps()).isEmpty();
        scene.runTo(2000 + 1580);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void orderlyStopIsNoIncident() {
        CoreScene scene = CoreScene.leading(4);
        ServerName leaving = scene.s(1);

        scene.seen(goodbye(leaving, GoodbyeReason.STOP, scene.now())).crash(leaving);
        scene.run(2_000).znodeGone(leaving).run(60_000);

        assertThat(scene.notes("VERDICT")).isEmpty();
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void cutAnywhereTheNextLeaderGoesOn() {
        for (int doneBefore = 0; doneBefore <= 2; doneBefore++) {
            CoreScene first = CoreScene.leading(4);
            ServerName victim = first.s(1);
            first.crash(victim);
            for (int i = 0; i < doneBefore; i++) {
                first.done(first.step());
            }

            CoreScene second = new CoreScene(4);
            second.connectAll();
            Set<ServerName> left = doneBefore < 2 ? second.all() : Set.of(second.s(0), second.s(2), second.s(3));
            second.seen(registered(second.all(), 0)).mode(Mode.AUTOMATIC).runTo(2000);
            second.silence(victim).seen(registered(left, second.now()));
            if (doneBefore == 0) {
                second.lead(2);
                second.crash(victim);
            } else {
                second.lead(2, CoreScene.entry(victim, 1, Duration.ofSeconds(1)));
                second.promised(victim, 60_000, "c1");
            }
            if (doneBefore == 0) {
                second.done(second.step());
            }
            if (doneBefore < 2) {
                assertThat(second.step()).as("cut after %s", doneBefore).isInstanceOf(Step.DeleteZnode.class);
                second.znodeGone(victim);
                second.done(new Step.DeleteZnode(victim, new Epoch(2)));
            }
            second.run(400).seen(new Observation.RecoverySeen(victim, false, false, List.of(), 9, at(second.now())));
            assertThat(second.step()).as("cut after %s", doneBefore).isInstanceOf(Step.ScheduleCrashProcedure.class);
        }
    }

    @Test
    public void aStepThatFailedOrWhoseAnswerWasLostIsTakenAgain() {
        for (StepOutcome outcome :
                List.of(new StepOutcome.Failed("no quorum"), new StepOutcome.Indeterminate("lost"))) {
            boolean lost = outcome instanceof StepOutcome.Indeterminate;
            CoreScene scene = CoreScene.leading(4);
            ServerName victim = scene.s(1);
            scene.crash(victim);
            for (Class<?> kind : List.of(Step.WriteExpire.class, Step.DeleteZnode.class)) {
                Step step = scene.step();
                assertThat(step).isInstanceOf(kind);
                scene.ended(step, outcome).run(980);
                assertThat(scene.steps()).isEmpty();
                scene.run(40);
                Step again = scene.step();
                boolean looks = lost && kind.equals(Step.WriteExpire.class);
                assertThat(again).isInstanceOf(looks ? Step.LookForExpire.class : kind);
                scene.done(again);
            }
            scene.run(400);
            assertThat(scene.step()).isInstanceOf(Step.ScheduleCrashProcedure.class);
        }
    }

    @Test
    public void aServerThatTheMasterTakesForDeadIsConclusivelyGone() {
        CoreScene scene = CoreScene.leading(4);
        ServerName victim = scene.s(1);
        ServerName master = ServerName.valueOf("m", 16000, 1);

        scene.seen(
                new Observation.MasterView(Optional.of(master), Set.of(scene.s(0)), Set.of(victim), at(scene.now())));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(view(scene).servers())
                .filteredOn(server -> server.server().equals(scene.s(0).getServerName()))
                .singleElement()
                .satisfies(
                        server -> assertThat(server.evidence()).containsExactly("the active master takes it for live"));
    }

    @Test
    public void aStepThatKeepsFailingIsJournalledOnceAndTriedLessOften() {
        CoreScene scene = CoreScene.leading(4);
        scene.crash(scene.s(1));
        scene.done(scene.step());
        StepOutcome refused = new StepOutcome.Failed("ZooKeeper refused error=NOAUTH");
        int noted = scene.notes("STEP").size();

        int tries = 0;
        for (long end = scene.now() + 60_000; scene.now() < end; scene.run(20)) {
            for (Step step : scene.steps()) {
                scene.ended(step, refused);
                tries++;
            }
        }

        // At 0, 1, 3, 7, 15, 31 and each 30 s after.
        assertThat(tries).isEqualTo(6);
        assertThat(scene.notes("STEP")).hasSize(noted + 1);
    }

    @Test
    public void whatFailedForWantOfZooKeeperIsTriedAtOnceWhenItIsBack() {
        CoreScene scene = CoreScene.leading(4);
        scene.crash(scene.s(1));
        for (int tries = 0; tries < 4; tries++) {
            scene.ended(scene.step(), new StepOutcome.Failed("ZooKeeper is not connected"))
                    .run(1_000 << tries);
        }
        scene.ended(scene.step(), new StepOutcome.Failed("ZooKeeper is not connected"))
                .run(2_000);
        assertThat(scene.steps()).isEmpty();

        scene.seen(new Observation.ZooKeeperSeen(true, at(scene.now())));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void whatIsRecordedCarriesTheEpochInWhichItHappened() {
        CoreScene scene = CoreScene.leading(4);
        scene.crash(scene.s(1));

        scene.seen(new Observation.LeadershipLost(at(scene.now()))).mode(Mode.SHADOW);

        assertThat(scene.notes("LEADERSHIP_GAINED").get(0).epoch()).isEqualTo(new Epoch(1));
        assertThat(scene.notes("VERDICT").get(0).epoch()).isEqualTo(new Epoch(1));
        assertThat(scene.notes("LEADERSHIP_LOST").get(0).epoch()).isEqualTo(new Epoch(1));
        assertThat(scene.notes("MODE")).extracting(AuditEntry::epoch).containsOnly(Epoch.NONE);
    }

    @Test
    public void rememberTheMaster() {
        CoreScene scene = CoreScene.leading(3);
        ServerName master = ServerName.valueOf("m", 16000, 1);

        scene.seen(new Observation.MasterView(Optional.of(master), Set.of(), Set.of(), at(scene.now())));

        assertThat(view(scene).master()).isEqualTo("m,16000,1");
    }

    private static ControllerView view(CoreScene scene) {
        return scene.core.view(DAEMON, at(scene.now()), CoreScene.WALL);
    }

    @Test
    public void aLeaderThatStoodStillGivesAgentsTimeToDialAgain() {
        CoreScene scene = CoreScene.leading(4);
        ServerName away = scene.s(1);
        scene.silence(away).port(away, ConnectOutcome.CONNECTED).run(700);

        scene.standStill(20_000);
        // Its agent closed the stream meanwhile and backs off: up to 2 s and a handshake.
        scene.run(4_000);

        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void aFollowerLooksToo() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.seen(registered(scene.all(), 0)).runTo(2000);

        scene.silence(scene.s(1)).run(2_600);

        // Suspected after 500 ms, asked by ourselves alone then and each second after.
        assertThat(scene.probes())
                .containsExactly(
                        new Effect.Probe(scene.s(1), List.of()),
                        new Effect.Probe(scene.s(1), List.of()),
                        new Effect.Probe(scene.s(1), List.of()));
    }

    @Test
    public void whoEndedAPauseAndWhyIsJournaled() {
        CoreScene scene = CoreScene.leading(3);
        scene.pause(Duration.ofMinutes(5), Duration.ZERO).run(1_000);

        scene.seen(new Observation.SwitchesRead(
                Mode.AUTOMATIC,
                Optional.of(new Observation.PauseSeen(
                        PauseRecord.end("ann", "disks are in", CoreScene.WALL), at(scene.now()))),
                at(scene.now())));

        assertThat(scene.notes("RESUMED"))
                .extracting(AuditEntry::sentence)
                .containsExactly("Resumed by ann: disks are in");
    }
}
