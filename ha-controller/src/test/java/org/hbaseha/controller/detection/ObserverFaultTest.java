package org.hbaseha.controller.detection;

import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.FindingAssert.assertDead;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspect;
import static org.hbaseha.controller.detection.Scene.A;
import static org.hbaseha.controller.detection.Scene.B;
import static org.hbaseha.controller.detection.Scene.C;
import static org.hbaseha.controller.detection.Scene.SUSPECT;
import static org.hbaseha.controller.detection.Scene.at;
import static org.hbaseha.controller.detection.Scene.here;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.REFUSED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;

import org.junit.Test;

/** Class O: we cannot see it, somebody else can. */
public class ObserverFaultTest {

    @Test
    public void portSilentHereAndOpenToWitnessesIsOurFault() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, TIMED_OUT, 2000),
                        seenBy(A, SUSPECT, CONNECTED, 2000),
                        seenBy(B, SUSPECT, CONNECTED, 2000));

        assertSuspect(scene.judge(2000), EvidenceClass.OBSERVER);
    }

    @Test
    public void oneWitnessThatReachesItNowIsEnoughToDoubtOurselves() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, CONNECTED, 1600),
                        own(SUSPECT, TIMED_OUT, 7000),
                        seenBy(A, SUSPECT, CONNECTED, 7000),
                        seenBy(B, SUSPECT, TIMED_OUT, 7000));

        assertSuspect(scene.judge(7000), EvidenceClass.OBSERVER);
    }

    @Test
    public void portRefusedHereAndOpenToAWitnessIsOurFault() {
        // A box on our way answers in its name.
        Scene scene = new Scene().rounds(1600, 9000, here(REFUSED), at(A, CONNECTED));

        assertSuspect(scene.judge(9000), EvidenceClass.OBSERVER);
    }

    @Test
    public void silenceThatWasOurFaultDoesNotCountWhenWitnessesLoseItToo() {
        Scene scene = new Scene().rounds(1800, 9000, here(TIMED_OUT), at(A, CONNECTED), at(B, CONNECTED));

        // A switch fails for a moment, while we are still cut off from the server alone.
        scene.rounds(9800, 9900, here(TIMED_OUT), at(A, TIMED_OUT), at(B, TIMED_OUT));

        assertSuspect(scene.judge(9900), EvidenceClass.PAUSED);
    }

    @Test
    public void whatAWitnessSawLongAgoSaysNothingOfNow() {
        Scene scene = new Scene().seen(own(SUSPECT, CONNECTED, 1600), seenBy(A, SUSPECT, CONNECTED, 1600));

        // The backlog has filled, and the witness is asked no more.
        scene.seen(
                own(SUSPECT, TIMED_OUT, 7000),
                seenBy(B, SUSPECT, TIMED_OUT, 7000),
                seenBy(C, SUSPECT, TIMED_OUT, 7000));

        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }
}
