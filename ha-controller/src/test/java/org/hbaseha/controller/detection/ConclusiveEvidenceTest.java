package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.closedByPeer;
import static org.hbaseha.controller.detection.Facts.closedByUs;
import static org.hbaseha.controller.detection.Facts.goodbye;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.Facts.server;
import static org.hbaseha.controller.detection.FindingAssert.assertDead;
import static org.hbaseha.controller.detection.FindingAssert.assertLiveness;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspect;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspectOfNoClass;
import static org.hbaseha.controller.detection.Scene.A;
import static org.hbaseha.controller.detection.Scene.B;
import static org.hbaseha.controller.detection.Scene.C;
import static org.hbaseha.controller.detection.Scene.SUSPECT;
import static org.hbaseha.controller.detection.Scene.here;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.NOT_TRIED;
import static org.hbaseha.wire.ConnectOutcome.REFUSED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;

import java.util.Set;
import org.hbaseha.health.GoodbyeReason;
import org.junit.Test;

/** Class C: the process is gone. */
public class ConclusiveEvidenceTest {

    @Test
    public void closedByPeerAndRefusedHereAndAtOneWitnessIsConclusiveAtOnce() {
        Scene scene = new Scene()
                .seen(closedByPeer(SUSPECT, 1050), own(SUSPECT, REFUSED, 1052), seenBy(A, SUSPECT, REFUSED, 1053));

        Finding finding = scene.judge(1053);

        assertDead(finding, EvidenceClass.CONCLUSIVE);
        assertThat(finding.firstEvidence()).contains(at(1050));
    }

    @Test
    public void refusedOnlyHereIsNotConclusive() {
        Scene scene = new Scene().seen(closedByPeer(SUSPECT, 1050), own(SUSPECT, REFUSED, 1052));

        assertSuspectOfNoClass(scene.judge(1060));
    }

    @Test
    public void refusedOnlyAtWitnessesIsNotConclusive() {
        Scene scene = new Scene()
                .seen(
                        closedByPeer(SUSPECT, 1050),
                        seenBy(A, SUSPECT, REFUSED, 1053),
                        seenBy(B, SUSPECT, REFUSED, 1053),
                        seenBy(C, SUSPECT, REFUSED, 1053));

        assertSuspectOfNoClass(scene.judge(1060));
    }

    @Test
    public void refusedHereWhileTheWitnessConnectsIsNotConclusive() {
        Scene scene = new Scene()
                .seen(closedByPeer(SUSPECT, 1050), own(SUSPECT, REFUSED, 1052), seenBy(A, SUSPECT, CONNECTED, 1053));

        assertSuspectOfNoClass(scene.judge(60_000));
    }

    @Test
    public void refusalsAloneWithoutTheCloseAreNotConclusive() {
        Scene scene = new Scene().seen(own(SUSPECT, REFUSED, 1600), seenBy(A, SUSPECT, REFUSED, 1600));

        assertSuspect(scene.judge(1700), EvidenceClass.PAUSED);
    }

    @Test
    public void closeByOurselvesIsNotConclusive() {
        Scene scene = new Scene()
                .seen(closedByUs(SUSPECT, 1600), own(SUSPECT, REFUSED, 1605), seenBy(A, SUSPECT, REFUSED, 1605));

        assertSuspect(scene.judge(1700), EvidenceClass.PAUSED);
    }

    @Test
    public void questionsAskedBeforeTheCloseDoNotCount() {
        Scene scene = new Scene()
                .seen(
                        closedByPeer(SUSPECT, 1050),
                        own(SUSPECT, Facts.RPC_PORT, REFUSED, 1049, 1060),
                        seenBy(A, SUSPECT, REFUSED, 1049, 1060));

        assertSuspectOfNoClass(scene.judge(1060));
    }

    @Test
    public void questionAskedAtTheInstantOfTheCloseCounts() {
        Scene scene = new Scene()
                .seen(
                        closedByPeer(SUSPECT, 1050),
                        own(SUSPECT, Facts.RPC_PORT, REFUSED, 1050, 1060),
                        seenBy(A, SUSPECT, REFUSED, 1050, 1060));

        assertDead(scene.judge(1060), EvidenceClass.CONCLUSIVE);
    }

    @Test
    public void refusalOfAnotherPortOfTheHostSaysNothingOfTheServer() {
        Scene scene = new Scene()
                .seen(
                        closedByPeer(SUSPECT, 1050),
                        own(SUSPECT, 9866, REFUSED, 1051, 1052),
                        seenBy(A, SUSPECT, REFUSED, 1053));

        assertSuspectOfNoClass(scene.judge(1060));
    }

    @Test
    public void notTriedIsNoEvidence() {
        Scene scene = new Scene()
                .seen(closedByPeer(SUSPECT, 1050), own(SUSPECT, REFUSED, 1052), seenBy(A, SUSPECT, NOT_TRIED, 1053));

        assertSuspectOfNoClass(scene.judge(1060));
        assertThat(scene.evidence().answers().probes()).hasSize(1);
    }

    @Test
    public void closedStreamWhileThePortConnectsNeverActs() {
        Scene scene = new Scene()
                .seen(closedByPeer(SUSPECT, 1050), own(SUSPECT, CONNECTED, 1052), seenBy(A, SUSPECT, CONNECTED, 1053));

        for (long millis = 1060; millis < 120_000; millis += 500) {
            assertSuspectOfNoClass(scene.judge(millis));
        }
    }

    @Test
    public void closedStreamWhoseHostThenFallsSilentIsJudgedByNoContact() {
        Scene scene = new Scene()
                .seen(closedByPeer(SUSPECT, 1050))
                .rounds(1400, 2600, here(TIMED_OUT), Scene.at(A, TIMED_OUT), Scene.at(B, TIMED_OUT));

        assertDead(scene.judge(2600), EvidenceClass.NO_CONTACT);
    }

    @Test
    public void abortedServerIsConclusivelyDeadAtOnce() {
        Finding finding =
                new Scene().seen(goodbye(SUSPECT, GoodbyeReason.ABORT, 1100)).judge(1100);

        assertDead(finding, EvidenceClass.CONCLUSIVE);
        assertThat(finding.firstEvidence()).contains(at(1100));
        assertThat(finding.evidence()).containsExactly("goodbye: by operator");
    }

    @Test
    public void beatAfterAGoodbyeTakesItBack() {
        Scene scene = new Scene().seen(goodbye(SUSPECT, GoodbyeReason.ABORT, 1100), beat(SUSPECT, 1200));

        assertLiveness(scene.judge(1200), Liveness.ALIVE);
    }

    @Test
    public void newerStartCodeOnItsAddressIsConclusive() {
        Scene scene = new Scene().seen(registered(Set.of(SUSPECT, server("suspect", 2), A), 1100));

        assertDead(scene.judge(1100), EvidenceClass.CONCLUSIVE);
    }

    @Test
    public void olderStartCodeOnItsAddressSaysNothing() {
        Scene scene = new Scene().seen(registered(Set.of(SUSPECT, server("suspect", 0), A), 1100));

        assertLiveness(scene.judge(1100), Liveness.ALIVE);
    }

    @Test
    public void goneZnodeIsConclusive() {
        Scene scene = new Scene().seen(registered(Set.of(A, B, C), 1100));

        assertDead(scene.judge(1100), EvidenceClass.CONCLUSIVE);
    }

    @Test
    public void goneZnodeAfterAnOrderlyStopIsNobodysConcern() {
        Scene scene = new Scene()
                .seen(
                        goodbye(SUSPECT, GoodbyeReason.STOP, 1100),
                        closedByPeer(SUSPECT, 1101),
                        registered(Set.of(A, B, C), 4000));

        assertLiveness(scene.judge(4000), Liveness.UNKNOWN);
    }

    @Test
    public void serverThatStopsInOrderIsAliveWhileItsPortsStillAnswer() {
        Scene scene = new Scene()
                .seen(
                        goodbye(SUSPECT, GoodbyeReason.STOP, 1100),
                        closedByPeer(SUSPECT, 1101),
                        own(SUSPECT, CONNECTED, 1200));

        for (long millis = 1200; millis < 60_000; millis += 500) {
            assertLiveness(scene.judge(millis), Liveness.ALIVE);
        }
    }

    @Test
    public void serverThatStopsInOrderMayRefuseConnectsBeforeItsZnodeGoes() {
        Scene scene = new Scene()
                .seen(
                        goodbye(SUSPECT, GoodbyeReason.STOP, 1100),
                        closedByPeer(SUSPECT, 1101),
                        own(SUSPECT, REFUSED, 2000),
                        seenBy(A, SUSPECT, REFUSED, 2000));

        assertLiveness(scene.judge(7100), Liveness.ALIVE);
    }

    @Test
    public void serverThatDiesWhileStoppingIsConclusivelyDeadAfterThePauseBudget() {
        Scene scene = new Scene()
                .seen(
                        goodbye(SUSPECT, GoodbyeReason.STOP, 1100),
                        closedByPeer(SUSPECT, 1101),
                        own(SUSPECT, REFUSED, 2000),
                        seenBy(A, SUSPECT, REFUSED, 2000));

        assertDead(scene.judge(8100), EvidenceClass.CONCLUSIVE);
    }

    @Test
    public void leavingAgentLeavesItsServerToStock() {
        Scene scene = new Scene()
                .seen(
                        goodbye(SUSPECT, GoodbyeReason.AGENT_LEAVES, 1100),
                        closedByPeer(SUSPECT, 1101),
                        own(SUSPECT, REFUSED, 2000),
                        seenBy(A, SUSPECT, REFUSED, 2000));

        assertLiveness(scene.judge(60_000), Liveness.UNKNOWN);
    }

    @Test
    public void serverWhoseAgentNeverBeatIsLeftToStock() {
        EvidenceBook book = new EvidenceBook();
        book.apply(registered(Set.of(SUSPECT), 0));
        book.apply(opened(SUSPECT, 10));
        book.apply(closedByPeer(SUSPECT, 20));
        book.apply(own(SUSPECT, REFUSED, 30));
        book.apply(seenBy(A, SUSPECT, REFUSED, 30));

        ServerEvidence silent = book.find(SUSPECT).orElseThrow();
        Finding finding = new Detector(Facts.SETTINGS)
                .judge(silent, Scene.configured(Facts.SETTINGS, silent), Scene.inquiry(4), at(60_000));

        assertLiveness(finding, Liveness.UNKNOWN);
    }
}
