package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.FindingAssert.assertDead;
import static org.hbaseha.controller.detection.FindingAssert.assertLiveness;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspect;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspectOfNoClass;
import static org.hbaseha.controller.detection.Scene.A;
import static org.hbaseha.controller.detection.Scene.B;
import static org.hbaseha.controller.detection.Scene.C;
import static org.hbaseha.controller.detection.Scene.SUSPECT;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.NOT_TRIED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;
import static org.hbaseha.wire.ConnectOutcome.UNREACHABLE;

import org.junit.Test;

/** Class N: host or network gone; and the latch that keeps a frozen server from looking like it. The lease is 1.5 s. */
public class NoContactTest {

    private static Scene dark() {
        return new Scene()
                .seen(
                        own(SUSPECT, TIMED_OUT, 2000),
                        seenBy(A, SUSPECT, TIMED_OUT, 2000),
                        seenBy(B, SUSPECT, UNREACHABLE, 2000));
    }

    @Test
    public void beatsWithinTheBoundAreLife() {
        assertLiveness(new Scene().judge(1499), Liveness.ALIVE);
    }

    @Test
    public void silenceOfFiveHundredMillisecondsIsSuspect() {
        Finding finding = new Scene().judge(1500);

        assertSuspectOfNoClass(finding);
        assertThat(finding.wantsProbes()).isTrue();
    }

    @Test
    public void waitsOutTheLeaseToTheMillisecond() {
        // 1.5 s x 1.02 + 50 ms = 1580 ms after the beat at 1000 ms.
        assertSuspect(dark().judge(2579), EvidenceClass.NO_CONTACT);
        assertDead(dark().judge(2580), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void firstEvidenceIsTheFirstBeatThatDidNotCome() {
        assertThat(dark().judge(2600).firstEvidence()).contains(at(1100));
    }

    @Test
    public void oneWitnessOfThreeIsNoMajority() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, TIMED_OUT, 2000),
                        seenBy(A, SUSPECT, TIMED_OUT, 2000),
                        seenBy(B, SUSPECT, NOT_TRIED, 2000));

        assertSuspectOfNoClass(scene.judge(60_000));
    }

    @Test
    public void witnessesAloneDoNotSuffice() {
        Scene scene = new Scene()
                .seen(
                        seenBy(A, SUSPECT, TIMED_OUT, 2000),
                        seenBy(B, SUSPECT, TIMED_OUT, 2000),
                        seenBy(C, SUSPECT, TIMED_OUT, 2000));

        assertSuspectOfNoClass(scene.judge(60_000));
    }

    @Test
    public void inAClusterOfThreeBothOthersMustBeBlind() {
        Scene one = new Scene().seen(own(SUSPECT, TIMED_OUT, 2000), seenBy(A, SUSPECT, TIMED_OUT, 2000));
        Scene both = new Scene()
                .seen(
                        own(SUSPECT, TIMED_OUT, 2000),
                        seenBy(A, SUSPECT, TIMED_OUT, 2000),
                        seenBy(B, SUSPECT, TIMED_OUT, 2000));

        assertSuspectOfNoClass(one.judge(60_000, 3));
        assertDead(both.judge(2600, 3), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void inAClusterOfTwoTheOneOtherSuffices() {
        Scene scene = new Scene().seen(own(SUSPECT, TIMED_OUT, 2000), seenBy(A, SUSPECT, TIMED_OUT, 2000));

        assertDead(scene.judge(2600, 2), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void aServerAloneIsNeverWithoutContact() {
        Scene scene = new Scene().seen(own(SUSPECT, TIMED_OUT, 2000));

        assertSuspectOfNoClass(scene.judge(60_000, 1));
    }

    @Test
    public void allPortsOfTheHostMustBeSilent() {
        Scene scene = dark().seen(own(SUSPECT, 22, CONNECTED, 1999, 2000));

        assertSuspect(scene.judge(2600), EvidenceClass.PAUSED);
    }

    @Test
    public void anotherPortAloneSaysNothingOfTheServersOwn() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, 22, TIMED_OUT, 1999, 2000),
                        seenBy(A, SUSPECT, TIMED_OUT, 2000),
                        seenBy(B, SUSPECT, TIMED_OUT, 2000));

        assertSuspectOfNoClass(scene.judge(2600));
    }

    @Test
    public void onceAPortAnsweredNoContactIsImpossibleUntilABeatComes() {
        Scene frozen = new Scene().seen(own(SUSPECT, CONNECTED, 1600));
        // Its backlog has filled: from now on it looks like a dead host.
        frozen.seen(
                own(SUSPECT, TIMED_OUT, 3000),
                seenBy(A, SUSPECT, TIMED_OUT, 3000),
                seenBy(B, SUSPECT, TIMED_OUT, 3000),
                seenBy(C, SUSPECT, TIMED_OUT, 3000));

        assertSuspect(frozen.judge(6999), EvidenceClass.PAUSED);
        assertDead(frozen.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void anAnswerToAWitnessLatchesToo() {
        Scene scene = dark().seen(seenBy(C, SUSPECT, CONNECTED, 2100), seenBy(C, SUSPECT, TIMED_OUT, 2300));

        assertThat(scene.judge(60_000).evidenceClass()).isNotEqualTo(java.util.Optional.of(EvidenceClass.NO_CONTACT));
    }

    @Test
    public void aBeatOpensTheLatch() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, CONNECTED, 1600),
                        beat(SUSPECT, 2000),
                        own(SUSPECT, TIMED_OUT, 3000),
                        seenBy(A, SUSPECT, TIMED_OUT, 3000),
                        seenBy(B, SUSPECT, TIMED_OUT, 3000));

        assertDead(scene.judge(3580), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void answersToQuestionsFromBeforeTheLastBeatDoNotCount() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, Facts.RPC_PORT, TIMED_OUT, 1000, 1250),
                        seenBy(A, SUSPECT, TIMED_OUT, 1000, 1250),
                        seenBy(B, SUSPECT, TIMED_OUT, 999, 1250));

        assertSuspectOfNoClass(scene.judge(60_000));
        assertThat(scene.evidence().probes()).isEmpty();
    }

    @Test
    public void aLateAnswerFromBeforeTheLastBeatDoesNotLatch() {
        Scene scene = dark().seen(own(SUSPECT, Facts.RPC_PORT, CONNECTED, 999, 2100));

        assertDead(scene.judge(2580), EvidenceClass.NO_CONTACT);
    }
}
