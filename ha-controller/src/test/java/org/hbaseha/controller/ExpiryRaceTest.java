package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.goodbye;

import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.health.GoodbyeReason;
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
        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void aLaterFailureDoesNotSettleTheLostAnswerBeforeIt() {
        CoreScene scene = CoreScene.leading(4);
        ServerName server = scene.s(0);
        scene.seen(goodbye(server, GoodbyeReason.ABORT, scene.now()));

        scene.ended(scene.step(), new StepOutcome.Indeterminate("lost")).run(1_020);
        scene.ended(scene.step(), new StepOutcome.Failed("not connected")).wake(server);
        scene.run(1_020);

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
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
}
