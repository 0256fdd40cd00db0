package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.goodbye;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.Mode;
import org.junit.Test;

/** Expiries that meet: with each other, with a lost answer, with a change of leader. */
public class ExpiryRaceTest {

    @Test
    public void twoServersThatDieTogetherDoNotSlipPastTheBreakerTogether() {
        CoreScene scene = CoreScene.leading(4);

        scene.seen(
                goodbye(scene.s(0), GoodbyeReason.ABORT, scene.now()),
                goodbye(scene.s(1), GoodbyeReason.ABORT, scene.now()));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.refusals()).containsExactly(RefusalCode.RATE_BREAKER.name());
    }

    @Test
    public void anExpiryWhoseAnswerWasLostIsNotWithdrawnWhenItsServerBeatsAgain() {
        CoreScene scene = CoreScene.leading(4);
        ServerName server = scene.s(0);
        scene.seen(goodbye(server, GoodbyeReason.ABORT, scene.now()));

        scene.ended(scene.step(), new StepOutcome.Indeterminate("lost")).wake(server);
        assertThat(scene.noted()).doesNotContain("WITHDRAWN");
        scene.run(1_020);

        // The record may be there, and then any later leader would carry it out: so it has to be known now.
        Step look = scene.step();
        assertThat(look).isInstanceOf(Step.LookForExpire.class);
        scene.done(look);
        assertThat(scene.step()).isInstanceOf(Step.DeleteZnode.class);
    }

    @Test
    public void anExpiryThatDidNotHappenIsWithdrawnWhenItsServerBeatsAgain() {
        CoreScene scene = CoreScene.leading(4);
        ServerName server = scene.s(0);
        scene.seen(goodbye(server, GoodbyeReason.ABORT, scene.now()));
        scene.ended(scene.step(), new StepOutcome.Indeterminate("lost"))
                .wake(server)
                .run(1_020);

        scene.ended(scene.step(), new StepOutcome.Absent("not there")).run(5_000);

        assertThat(scene.noted()).contains("WITHDRAWN");
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void anExpiryThatDidNotHappenIsWrittenAgainWhenItsServerIsStillDead() {
        CoreScene scene = CoreScene.leading(4);
        scene.crash(scene.s(1));
        scene.ended(scene.step(), new StepOutcome.Indeterminate("lost")).run(1_020);

        scene.ended(scene.step(), new StepOutcome.Absent("not there"));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void aLaterFailureDoesNotSettleTheLostAnswerBeforeIt() {
        CoreScene scene = CoreScene.leading(4);
        ServerName server = scene.s(0);
        scene.seen(goodbye(server, GoodbyeReason.ABORT, scene.now()));

        scene.ended(scene.step(), new StepOutcome.Indeterminate("lost")).run(1_020);
        scene.ended(scene.step(), new StepOutcome.Failed("not connected")).wake(server);
        scene.run(2_020);

        assertThat(scene.step()).isInstanceOf(Step.LookForExpire.class);
        assertThat(scene.noted()).doesNotContain("WITHDRAWN");
    }

    @Test
    public void anExpiryThatFailedIsWithdrawnWhenItsServerBeatsAgain() {
        CoreScene scene = CoreScene.leading(4);
        ServerName server = scene.s(0);
        scene.seen(goodbye(server, GoodbyeReason.ABORT, scene.now()));

        scene.ended(scene.step(), new StepOutcome.Failed("not connected"))
                .wake(server)
                .run(5_000);

        assertThat(scene.noted()).contains("WITHDRAWN");
        assertThat(scene.steps()).isEmpty();
    }

    @Test
    public void anExpiryWhoseAnswerWasLostHoldsItsPlaceInTheBreaker() {
        CoreScene scene = CoreScene.leading(4);
        scene.seen(goodbye(scene.s(0), GoodbyeReason.ABORT, scene.now()));

        scene.ended(scene.step(), new StepOutcome.Indeterminate("lost"));
        scene.seen(goodbye(scene.s(1), GoodbyeReason.ABORT, scene.now()));

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly(RefusalCode.RATE_BREAKER.name());
    }

    @Test
    public void anExpiredServerStillCountsForTheBreakersThird() {
        CoreScene scene = CoreScene.leading(6);

        for (int i = 0; i < 2; i++) {
            scene.seen(goodbye(scene.s(i), GoodbyeReason.ABORT, scene.now()));
            scene.done(scene.step());
            scene.done(scene.step()).znodeGone(scene.s(0), scene.s(i));
        }
        assertThat(scene.refusals()).isEmpty();
        scene.seen(goodbye(scene.s(2), GoodbyeReason.ABORT, scene.now()));

        assertThat(scene.refusals()).containsExactly(RefusalCode.RATE_BREAKER.name());
    }

    @Test
    public void aLeaderThatDoesNotKnowTheRegistrationsYetWaitsForThem() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        scene.mode(Mode.AUTOMATIC).lead(1);
        ServerName server = scene.s(0);

        scene.seen(goodbye(server, GoodbyeReason.ABORT, scene.now()));
        assertThat(scene.noted()).doesNotContain("VERDICT");
        scene.seen(registered(scene.all(), scene.now()));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void aServerThatIsNotRegisteredYetIsNotTakenForGone() {
        CoreScene scene = CoreScene.leading(4);
        ServerName fresh = server("fresh", 1);

        scene.seen(opened(fresh, scene.now()), beat(fresh, scene.now()));
        scene.seen(goodbye(fresh, GoodbyeReason.ABORT, scene.now()));
        scene.seen(registered(Set.of(fresh, scene.s(0), scene.s(1), scene.s(2), scene.s(3)), scene.now()));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void aFoundRecordIsFinishedThoughItsServerHasBeenJudgedAlready() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        ServerName server = scene.s(0);
        scene.seen(registered(scene.all(), scene.now()), goodbye(server, GoodbyeReason.ABORT, scene.now()));

        // In shadow mode: a record that is there is carried out whatever stands against new ones.
        scene.lead(2, CoreScene.entry(server, 1, Duration.ofSeconds(1)));

        assertThat(scene.step()).isEqualTo(new Step.DeleteZnode(server, new Epoch(2)));
    }

    @Test
    public void hbckIsAskedForAFoundRecordWhoseZnodeIsGoneAndWhoseRegionsAreNotOpen() {
        CoreScene scene = new CoreScene(4);
        scene.connectAll();
        ServerName server = scene.s(0);
        scene.seen(registered(scene.all(), scene.now())).runTo(2000);
        scene.silence(server).znodeGone(server).lead(2, CoreScene.entry(server, 1, Duration.ofSeconds(1)));

        scene.run(400);
        assertThat(scene.steps()).isEmpty();
        scene.seen(new Observation.RecoverySeen(server, false, false, List.of(), 12, at(scene.now())));

        assertThat(scene.step()).isEqualTo(new Step.ScheduleCrashProcedure(server, new Epoch(2)));
    }

    @Test
    public void aServerThatIsStoppingCannotTakeTheRegionsOfTheLast() {
        CoreScene scene = CoreScene.leading(2);
        scene.seen(goodbye(scene.s(1), GoodbyeReason.STOP, scene.now())).silence(scene.s(1));

        scene.seen(goodbye(scene.s(0), GoodbyeReason.ABORT, scene.now()));

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly(RefusalCode.LAST_SERVER.name());
    }

    @Test
    public void aServerThatIsBeingExpiredCannotTakeTheRegionsOfTheLast() {
        CoreScene scene = CoreScene.leading(2);
        scene.seen(new Observation.LeadershipLost(at(scene.now())));
        scene.lead(2, CoreScene.entry(scene.s(1), 1, Duration.ofSeconds(1)));
        scene.promised(scene.s(1), 60_000, "c1");
        assertThat(scene.step()).isInstanceOf(Step.DeleteZnode.class);

        scene.seen(goodbye(scene.s(0), GoodbyeReason.ABORT, scene.now()));

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly(RefusalCode.LAST_SERVER.name());
    }
}
