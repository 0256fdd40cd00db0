package org.hbaseha.controller.planning.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.planning.breaker.BreakerScene.s;

import org.hbaseha.controller.planning.RefusalCode;
import org.junit.Test;

/** Nobody is judged by silence at a beginning: of a leadership, of a server, of the cluster. */
public class StartUpTest {

    @Test
    public void aNewLeaderWaitsOneLease() {
        BreakerScene scene = new BreakerScene(4).silent(s(0)).leadsFromNow();

        assertThat(scene.run(1_300).held(s(0))).contains(RefusalCode.NEW_LEADER);
        assertThat(scene.shown(BreakerName.START_UP).state().open()).isTrue();
        assertThat(scene.run(100).held(s(0))).isEmpty();
    }

    @Test
    public void aServerIsJudgedOnceItHasBeatenForALease() {
        BreakerScene young = new BreakerScene(4).heard(s(9)).run(1_300).silent(s(9));
        BreakerScene steady = new BreakerScene(4).heard(s(9)).run(1_500).silent(s(9));

        assertThat(young.held(s(9))).contains(RefusalCode.STARTING_UP);
        assertThat(young.heldConclusive(s(9))).isEmpty();
        assertThat(young.held(s(0))).isEmpty();
        assertThat(steady.held(s(9))).isEmpty();
    }

    @Test
    public void whatCountsIsItsLastBeatHoweverLateItIsSuspected() {
        BreakerScene scene =
                new BreakerScene(4).heard(s(9)).run(800).quiet(s(9)).run(1_500).silent(s(9));

        assertThat(scene.held(s(9))).contains(RefusalCode.STARTING_UP);
    }

    @Test
    public void oneThatStuttersIsNotSteady() {
        BreakerScene scene = new BreakerScene(4)
                .heard(s(9))
                .run(1_000)
                .silent(s(9))
                .heard(s(9))
                .run(1_000)
                .silent(s(9));

        assertThat(scene.held(s(9))).contains(RefusalCode.STARTING_UP);
    }

    @Test
    public void oneThatHangsAtItsStartIsJudgedAfterTheGrace() {
        BreakerScene scene = new BreakerScene(4).heard(s(9)).silent(s(9));

        assertThat(scene.run(14_700).held(s(9))).contains(RefusalCode.STARTING_UP);
        assertThat(scene.run(200).held(s(9))).isEmpty();
    }

    @Test
    public void aClusterThatStartsIsLeftAlone() {
        BreakerScene scene =
                new BreakerScene(2).heard(s(5), s(6), s(7)).run(5_000).silent(s(0));

        assertThat(scene.held(s(0))).contains(RefusalCode.STARTING_UP);
        assertThat(scene.run(9_700).held(s(0))).contains(RefusalCode.STARTING_UP);
        assertThat(scene.run(300).held(s(0))).isEmpty();
    }

    @Test
    public void whoWasThereBeforeThisControllerIsOld() {
        BreakerScene scene = new BreakerScene(4).silent(s(0));

        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void aResetEndsTheWait() {
        BreakerScene scene =
                new BreakerScene(2).heard(s(5), s(6), s(7)).silent(s(5)).reset(BreakerName.START_UP);

        assertThat(scene.held(s(5))).isEmpty();
        assertThat(scene.shown(BreakerName.START_UP).state().open()).isFalse();
    }
}
