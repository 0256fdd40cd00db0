package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.goodbye;

import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Step;
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
}
