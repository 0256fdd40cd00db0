package org.hbaseha.controller.planning.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.planning.breaker.BreakerScene.s;

import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.planning.RefusalCode;
import org.junit.Test;

/** Three silences within a minute put a server into quarantine until it has been steady for five. */
public class FlappingTest {

    private static BreakerScene flap(BreakerScene scene, int times, long eachMillis) {
        for (int i = 0; i < times; i++) {
            scene.silent(s(0)).run(1_000).heard(s(0)).run(eachMillis - 1_200);
        }
        return scene;
    }

    @Test
    public void twoSilencesAreNoFlapping() {
        BreakerScene scene = flap(new BreakerScene(4), 2, 10_000).silent(s(0));

        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void threeWithinAMinuteAre() {
        BreakerScene scene = flap(new BreakerScene(4), 3, 10_000).silent(s(0));

        assertThat(scene.held(s(0))).contains(RefusalCode.FLAPPING);
        assertThat(scene.held(s(1))).isEmpty();
        assertThat(scene.heldConclusive(s(0))).isEmpty();
    }

    @Test
    public void threeInALongerTimeAreNot() {
        BreakerScene scene = flap(new BreakerScene(4), 3, 31_000).silent(s(0));

        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void fiveSteadyMinutesEndIt() {
        BreakerScene scene = flap(new BreakerScene(4), 3, 10_000);

        assertThat(scene.run(290_000).held(s(0))).contains(RefusalCode.FLAPPING);
        assertThat(scene.run(10_000).held(s(0))).isEmpty();
    }

    @Test
    public void silenceIsNotSteadiness() {
        BreakerScene scene = flap(new BreakerScene(4), 3, 10_000).silent(s(0)).run(600_000);

        assertThat(scene.held(s(0))).contains(RefusalCode.FLAPPING);
        assertThat(scene.heard(s(0)).run(299_000).held(s(0))).contains(RefusalCode.FLAPPING);
    }

    @Test
    public void aRestartDoesNotMendABadCable() {
        ServerName next = Facts.server("s0", 2);
        BreakerScene scene =
                flap(new BreakerScene(4), 3, 10_000).gone(s(0)).heard(next).run(2_000);

        assertThat(scene.held(next)).contains(RefusalCode.FLAPPING);
    }

    @Test
    public void whoIsExpiredForItsSilenceComesBackAsItsSuccessor() {
        BreakerScene scene = new BreakerScene(4);
        for (int start = 1; start <= 3; start++) {
            ServerName before = start == 1 ? s(0) : Facts.server("s0", start);
            scene.silent(before).run(2_000).gone(before).run(3_000);
            scene.heard(Facts.server("s0", start + 1)).run(4_000);
        }

        assertThat(scene.held(Facts.server("s0", 4))).contains(RefusalCode.FLAPPING);
        assertThat(scene.held(s(1))).isEmpty();
    }

    @Test
    public void whoLeavesWithoutASilenceDoesNotFlap() {
        BreakerScene scene = new BreakerScene(4);
        for (int start = 1; start <= 5; start++) {
            ServerName before = start == 1 ? s(0) : Facts.server("s0", start);
            scene.gone(before).run(3_000);
            scene.heard(Facts.server("s0", start + 1)).run(2_000);
        }

        assertThat(scene.held(Facts.server("s0", 6))).isEmpty();
    }

    @Test
    public void aResetEndsItAndCountsAnew() {
        BreakerScene scene = flap(new BreakerScene(4), 3, 10_000).reset(BreakerName.FLAPPING);

        assertThat(flap(scene, 2, 5_000).held(s(0))).isEmpty();
        assertThat(flap(scene, 1, 5_000).held(s(0))).contains(RefusalCode.FLAPPING);
    }

    @Test
    public void whatMayHaveBeenOursIsNoFlap() {
        BreakerScene stoodStill = new BreakerScene(4);
        BreakerScene witnessed = new BreakerScene(4);
        BreakerScene manyAtOnce = new BreakerScene(4);
        BreakerScene deaf = new BreakerScene(4);
        for (int i = 0; i < 3; i++) {
            stoodStill.standStill(2_000).silent(s(0)).heard(s(0)).run(3_000);
            witnessed
                    .silent(s(0))
                    .is(Sight.Sound.SILENT_TO_US, s(0))
                    .run(1_000)
                    .heard(s(0))
                    .run(3_000);
            manyAtOnce.silent(s(0), s(1)).run(1_000).heard(s(0), s(1)).run(3_000);
            deaf.silent(s(0), s(1), s(2)).run(1_000).heard(s(0), s(1), s(2)).run(3_000);
        }

        assertThat(stoodStill.held(s(0))).isEmpty();
        assertThat(witnessed.held(s(0))).isEmpty();
        assertThat(manyAtOnce.held(s(0))).isEmpty();
        assertThat(deaf.held(s(0))).isEmpty();
    }
}
