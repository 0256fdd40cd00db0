package org.hbaseha.controller.planning.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.planning.breaker.BreakerScene.s;

import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.planning.RefusalCode;
import org.junit.Test;

/** While servers are restarted one by one, those that were restarted last are given time. */
public class RollingRestartTest {

    @Test
    public void oneGoodbyeIsNoRollingRestart() {
        BreakerScene scene = new BreakerScene(6).goodbye(s(0)).silent(s(0));

        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void theSecondGoodbyeIsGivenItsGrace() {
        BreakerScene scene =
                new BreakerScene(6).goodbye(s(0)).run(60_000).goodbye(s(1)).silent(s(1));

        assertThat(scene.held(s(1))).contains(RefusalCode.ROLLING_RESTART);
        assertThat(scene.heldConclusive(s(1))).isEmpty();
        assertThat(scene.held(s(2))).isEmpty();
        assertThat(scene.run(15_000).held(s(1))).isEmpty();
    }

    @Test
    public void goodbyeAndNewStartCodeOfOneServerAreOneRestart() {
        BreakerScene scene = new BreakerScene(6)
                .goodbye(s(0))
                .gone(s(0))
                .heard(Facts.server("s0", 2))
                .run(2_000)
                .silent(Facts.server("s0", 2));

        assertThat(scene.held(Facts.server("s0", 2))).isEmpty();
    }

    @Test
    public void aNewStartCodeCountsWithoutAGoodbye() {
        BreakerScene scene = new BreakerScene(6)
                .goodbye(s(0))
                .run(60_000)
                .gone(s(1))
                .heard(Facts.server("s1", 2))
                .run(2_000)
                .silent(Facts.server("s1", 2));

        assertThat(scene.held(Facts.server("s1", 2))).contains(RefusalCode.ROLLING_RESTART);
    }

    @Test
    public void restartsTenMinutesApartAreOrdinary() {
        BreakerScene scene =
                new BreakerScene(6).goodbye(s(0)).run(600_000).goodbye(s(1)).silent(s(1));

        assertThat(scene.held(s(1))).isEmpty();
    }

    @Test
    public void isShownAsOpenOnlyWhileItWouldHoldSomebodyUp() {
        BreakerScene scene = new BreakerScene(6).goodbye(s(0)).goodbye(s(1));

        assertThat(scene.shown(BreakerName.ROLLING_RESTART).state().open()).isTrue();
        assertThat(scene.run(15_000).shown(BreakerName.ROLLING_RESTART).state())
                .extracting(BreakerState::open, BreakerState::sentence)
                .containsExactly(false, "2 servers were restarted within 10 minutes");
    }

    @Test
    public void aResetEndsIt() {
        BreakerScene scene =
                new BreakerScene(6).goodbye(s(0)).goodbye(s(1)).silent(s(1)).reset(BreakerName.ROLLING_RESTART);

        assertThat(scene.held(s(1))).isEmpty();
    }
}
