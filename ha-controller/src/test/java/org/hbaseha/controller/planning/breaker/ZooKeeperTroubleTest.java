package org.hbaseha.controller.planning.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.planning.breaker.BreakerScene.s;

import java.time.Duration;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.junit.Test;

/** Nobody is judged by silence while ZooKeeper is lost or slow, or was until one lease ago. The lease is 1.5 s. */
public class ZooKeeperTroubleTest {

    private final BreakerScene scene = new BreakerScene(3);

    private void connected(boolean connected) {
        scene.hear(new Observation.ZooKeeperSeen(connected, scene.now()));
    }

    private void answered(long millis) {
        scene.hear(new Observation.ZooKeeperAnswered(Duration.ofMillis(millis), scene.now()));
    }

    private void asked() {
        scene.hear(new Observation.ZooKeeperAsked(scene.now()));
    }

    private boolean isHeld() {
        return scene.held(s(0)).filter(RefusalCode.ZOOKEEPER_TROUBLE::equals).isPresent();
    }

    @Test
    public void holdsWhileTheSessionIsLostAndForALeaseAfter() {
        connected(false);
        assertThat(isHeld()).isTrue();
        scene.run(60_000);
        assertThat(isHeld()).isTrue();

        connected(true);
        assertThat(isHeld()).isTrue();
        scene.run(1_400);
        assertThat(isHeld()).isTrue();
        scene.run(100);
        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void theFirstConnectionIsNoReturn() {
        connected(true);

        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void holdsPausedServersAndNoneThatAreKnownToBeGone() {
        connected(false);

        assertThat(scene.refusal(s(0), EvidenceClass.PAUSED).map(Refusal::code))
                .contains(RefusalCode.ZOOKEEPER_TROUBLE);
        assertThat(scene.heldConclusive(s(0))).isEmpty();
    }

    @Test
    public void anAnswerAfterHalfALeaseIsInTimeAndALaterOneIsNot() {
        answered(750);
        assertThat(scene.held(s(0))).isEmpty();

        answered(751);
        assertThat(isHeld()).isTrue();
        scene.run(1_000);
        answered(5);
        scene.run(400);
        assertThat(isHeld()).isTrue();
        scene.run(100);
        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void aQuestionThatHangsIsNoticedBeforeTheSessionIsLost() {
        asked();
        scene.run(700);
        assertThat(scene.held(s(0))).isEmpty();

        scene.run(100);
        assertThat(scene.refusal(s(0), EvidenceClass.NO_CONTACT).map(Refusal::facts))
                .contains("ZooKeeper has not answered for 800 ms");
    }

    @Test
    public void aQuestionThatFailedLateIsTroubleUntilALeaseAfterItsEnd() {
        asked();
        scene.run(2_000);
        asked();
        answered(3);

        assertThat(isHeld()).isTrue();
        scene.run(1_500);
        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void aQuestionThatDiedWithTheConnectionIsForgottenWithIt() {
        asked();
        connected(false);
        scene.run(100);
        connected(true);

        scene.run(1_500);
        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void saysWhatIsWrongAndThatNoResetClosesIt() {
        connected(false);
        scene.run(300).reset(BreakerName.ZOOKEEPER);

        BreakerState open = scene.shown(BreakerName.ZOOKEEPER).state();
        assertThat(open.open()).isTrue();
        assertThat(open.sentence()).isEqualTo("ZooKeeper has been lost for 400 ms");
        assertThat(BreakerName.ZOOKEEPER.whyNoReset()).contains("closes by itself");

        connected(true);
        scene.run(200);
        assertThat(scene.shown(BreakerName.ZOOKEEPER).state().sentence())
                .isEqualTo("ZooKeeper was lost for 400 ms, 200 ms ago");
        answered(4);
        scene.run(2_000);
        assertThat(scene.shown(BreakerName.ZOOKEEPER).state().sentence())
                .isEqualTo("ZooKeeper answered after 4 ms; more than 750 ms are slow");
    }
}
