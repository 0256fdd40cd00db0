package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.closedByUs;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.FindingAssert.assertDead;
import static org.hbaseha.controller.detection.FindingAssert.assertLiveness;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspect;
import static org.hbaseha.controller.detection.Scene.A;
import static org.hbaseha.controller.detection.Scene.B;
import static org.hbaseha.controller.detection.Scene.SUSPECT;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;

import java.time.Duration;
import org.junit.Test;

/** Class P: the host answers, the application is silent. The pause budget is 6 s. */
public class PausedTest {

    @Test
    public void silentServerOfAnAnsweringHostIsSpentAfterItsBudgetToTheMillisecond() {
        Scene scene = new Scene().seen(own(SUSPECT, CONNECTED, 1600));

        assertSuspect(scene.judge(6999), EvidenceClass.PAUSED);
        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void aStreamWeClosedOurselvesChangesNothing() {
        Scene scene = new Scene().seen(own(SUSPECT, CONNECTED, 1600), closedByUs(SUSPECT, 4000));

        assertSuspect(scene.judge(6999), EvidenceClass.PAUSED);
        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void budgetIsTwiceTheLongestPauseSeen() {
        Scene scene = new Scene().seen(beat(SUSPECT, 1000, Duration.ofSeconds(5)), own(SUSPECT, CONNECTED, 1600));

        assertSuspect(scene.judge(10_999), EvidenceClass.PAUSED);
        assertDead(scene.judge(11_000), EvidenceClass.PAUSED);
    }

    @Test
    public void shortPausesDoNotShortenTheBudget() {
        Scene scene = new Scene().seen(beat(SUSPECT, 1000, Duration.ofSeconds(2)), own(SUSPECT, CONNECTED, 1600));

        assertSuspect(scene.judge(6999), EvidenceClass.PAUSED);
        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void budgetIsBounded() {
        Scene scene = new Scene().seen(beat(SUSPECT, 1000, Duration.ofSeconds(40)), own(SUSPECT, CONNECTED, 1600));

        assertSuspect(scene.judge(30_999), EvidenceClass.PAUSED);
        assertDead(scene.judge(31_000), EvidenceClass.PAUSED);
    }

    @Test
    public void theNextBeatEndsTheSuspicion() {
        Scene scene = new Scene().seen(own(SUSPECT, CONNECTED, 1600));

        assertDead(scene.judge(9000), EvidenceClass.PAUSED);
        scene.seen(beat(SUSPECT, 9001));

        assertLiveness(scene.judge(9001), Liveness.ALIVE);
        assertThat(scene.evidence().answered()).isEmpty();
    }

    @Test
    public void hostSilentHereAndAnsweringMostWitnessesIsOurFault() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, TIMED_OUT, 2000),
                        seenBy(A, SUSPECT, CONNECTED, 2000),
                        seenBy(B, SUSPECT, CONNECTED, 2000));

        assertSuspect(scene.judge(2000), EvidenceClass.OBSERVER);
    }
}
