package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
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
import static org.hbaseha.controller.detection.Scene.at;
import static org.hbaseha.controller.detection.Scene.here;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.NOT_TRIED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;
import static org.hbaseha.wire.ConnectOutcome.UNREACHABLE;

import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

/** Class N: host or network gone; and the latch that keeps a frozen server from looking like it. The lease is 1.5 s. */
public class NoContactTest {

    /** Nobody reaches it, and everybody has asked as soon as it was suspected. */
    private static Scene dark() {
        return new Scene().rounds(1800, 2600, here(TIMED_OUT), at(A, TIMED_OUT), at(B, UNREACHABLE));
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
        assertThat(dark().judge(2600).firstEvidence()).contains(Facts.at(1100));
    }

    @Test
    public void oneWitnessOfThreeIsNoMajority() {
        Scene scene = new Scene().rounds(1800, 9000, here(TIMED_OUT), at(A, TIMED_OUT), at(B, NOT_TRIED));

        assertSuspectOfNoClass(scene.judge(9000));
    }

    @Test
    public void witnessesAloneDoNotSuffice() {
        Scene scene = new Scene().rounds(1800, 9000, at(A, TIMED_OUT), at(B, TIMED_OUT), at(C, TIMED_OUT));

        assertSuspectOfNoClass(scene.judge(9000));
    }

    @Test
    public void inAClusterOfThreeBothOthersMustBeBlind() {
        Scene one = new Scene().rounds(1800, 9000, here(TIMED_OUT), at(A, TIMED_OUT));
        Scene both = new Scene().rounds(1800, 2600, here(TIMED_OUT), at(A, TIMED_OUT), at(B, TIMED_OUT));

        assertSuspectOfNoClass(one.judge(9000, 3));
        assertDead(both.judge(2600, 3), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void inAClusterOfTwoTheOneOtherSuffices() {
        Scene scene = new Scene().rounds(1800, 2600, here(TIMED_OUT), at(A, TIMED_OUT));

        assertDead(scene.judge(2600, 2), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void aServerAloneIsNeverWithoutContact() {
        Scene scene = new Scene().rounds(1800, 9000, here(TIMED_OUT));

        assertSuspectOfNoClass(scene.judge(9000, 1));
    }

    @Test
    public void allPortsOfTheHostMustBeSilent() {
        Scene scene = dark().seen(own(SUSPECT, 22, CONNECTED, 2549, 2550));

        assertSuspect(scene.judge(2600), EvidenceClass.PAUSED);
    }

    @Test
    public void anotherPortAloneSaysNothingOfTheServersOwn() {
        Scene scene = new Scene()
                .rounds(
                        1800,
                        2600,
                        millis -> own(SUSPECT, 22, TIMED_OUT, millis - 250, millis),
                        at(A, TIMED_OUT),
                        at(B, TIMED_OUT));

        assertSuspectOfNoClass(scene.judge(2600));
    }

    @Test
    public void onceAPortAnsweredNoContactIsImpossibleUntilABeatComes() {
        Scene frozen = new Scene().rounds(1600, 2900, here(CONNECTED));
        // Its backlog has filled: from now on it looks like a dead host.
        frozen.rounds(3000, 7000, here(TIMED_OUT), at(A, TIMED_OUT), at(B, TIMED_OUT), at(C, TIMED_OUT));

        assertSuspect(frozen.judge(6999), EvidenceClass.PAUSED);
        assertDead(frozen.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void anAnswerToAWitnessLatchesToo() {
        Scene scene = dark().seen(seenBy(C, SUSPECT, CONNECTED, 1900), seenBy(C, SUSPECT, TIMED_OUT, 2300));

        assertSuspect(scene.judge(2600), EvidenceClass.PAUSED);
        // The budget and half of one more, from that answer on.
        scene.rounds(2700, 10_900, here(TIMED_OUT), at(A, TIMED_OUT), at(B, TIMED_OUT));
        assertSuspect(scene.judge(10_899), EvidenceClass.PAUSED);
        assertDead(scene.judge(10_900), EvidenceClass.PAUSED);
    }

    @Test
    public void aBeatOpensTheLatch() {
        Scene scene = new Scene()
                .seen(own(SUSPECT, CONNECTED, 1600), beat(SUSPECT, 2000))
                .rounds(2800, 3600, here(TIMED_OUT), at(A, TIMED_OUT), at(B, TIMED_OUT));

        assertDead(scene.judge(3580), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void answersToQuestionsFromBeforeTheLastBeatDoNotCount() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, Facts.RPC_PORT, TIMED_OUT, 1000, 1250),
                        seenBy(A, SUSPECT, TIMED_OUT, 1000, 1250),
                        seenBy(B, SUSPECT, TIMED_OUT, 999, 1250));

        assertThat(scene.evidence().answers().probes()).isEmpty();
    }

    @Test
    public void aLateAnswerFromBeforeTheLastBeatDoesNotLatch() {
        Scene scene = dark().seen(own(SUSPECT, Facts.RPC_PORT, CONNECTED, 999, 2100));

        assertDead(scene.judge(2580), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void silenceThatVantagesMetLongAgoSaysNothingOfNow() {
        // The host was cut off for a while; since then we are, and ask nobody.
        assertSuspectOfNoClass(dark().judge(3400));
    }

    @Test
    public void whereRoundsAreFarApartAnAnswerSpeaksUntilTheNextIsDue() {
        // Hundreds are suspected, and each is asked about but once in 1.5 s. The last answers are of 2600 ms.
        Inquiry slow = new Inquiry(4, Duration.ofMillis(1500), Optional.empty());

        assertDead(dark().judge(4700, slow), EvidenceClass.NO_CONTACT);
        assertSuspectOfNoClass(dark().judge(4750, slow));
    }

    @Test
    public void whatWasAnsweredBeforeWeStoodStillSaysNothingOfNow() {
        Inquiry awakeAgain = new Inquiry(4, Duration.ofMillis(1500), Optional.of(Facts.at(3200)));
        Scene scene = dark();

        assertSuspectOfNoClass(scene.judge(3200, awakeAgain));

        scene.rounds(3450, 3450, here(TIMED_OUT), at(A, TIMED_OUT), at(B, TIMED_OUT));
        assertDead(scene.judge(3450, awakeAgain), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void whoeverLookedLateAllowsThePauseBudget() {
        // We began to ask late, as after a change of leader: a backlog may have filled before, and then latched
        // nothing; and for all we know the server was alive until then.
        Scene scene = new Scene()
                .rounds(1700, 7900, at(A, TIMED_OUT), at(B, TIMED_OUT))
                .rounds(1852, 7852, here(TIMED_OUT));

        assertSuspect(scene.judge(7600), EvidenceClass.NO_CONTACT);
        assertDead(scene.judge(7852), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void witnessesThatWereAskedLateDoNotShortenThePauseBudget() {
        Scene scene = new Scene()
                .rounds(1700, 7700, here(TIMED_OUT), at(A, TIMED_OUT))
                .rounds(1852, 7652, at(B, TIMED_OUT));

        assertSuspect(scene.judge(7400), EvidenceClass.NO_CONTACT);
        assertDead(scene.judge(7700), EvidenceClass.NO_CONTACT);
    }
}
