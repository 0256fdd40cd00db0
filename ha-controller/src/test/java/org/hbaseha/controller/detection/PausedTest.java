package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.closedByUs;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.FindingAssert.assertDead;
import static org.hbaseha.controller.detection.FindingAssert.assertLiveness;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspect;
import static org.hbaseha.controller.detection.FindingAssert.assertSuspectOfNoClass;
import static org.hbaseha.controller.detection.Scene.A;
import static org.hbaseha.controller.detection.Scene.B;
import static org.hbaseha.controller.detection.Scene.SUSPECT;
import static org.hbaseha.controller.detection.Scene.at;
import static org.hbaseha.controller.detection.Scene.here;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.REFUSED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;

import java.time.Duration;
import org.junit.Test;

/** Class P: the host answers, the application is silent. The pause budget is 6 s. */
public class PausedTest {

    /** Silent since its beat at 1000 ms, while its port connects for 30 s. */
    private static Scene frozen() {
        return new Scene().rounds(1600, 31_000, here(CONNECTED));
    }

    @Test
    public void silentServerOfAnAnsweringHostIsSpentAfterItsBudgetToTheMillisecond() {
        Scene scene = frozen();

        assertSuspect(scene.judge(6999), EvidenceClass.PAUSED);
        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void aStreamWeClosedOurselvesChangesNothing() {
        Scene scene = frozen().seen(closedByUs(SUSPECT, 4000));

        assertSuspect(scene.judge(6999), EvidenceClass.PAUSED);
        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void budgetIsTwiceTheLongestPauseSeen() {
        Scene scene =
                new Scene().seen(beat(SUSPECT, 1000, Duration.ofSeconds(5))).rounds(1600, 31_000, here(CONNECTED));

        assertSuspect(scene.judge(10_999), EvidenceClass.PAUSED);
        assertDead(scene.judge(11_000), EvidenceClass.PAUSED);
    }

    @Test
    public void shortPausesDoNotShortenTheBudget() {
        Scene scene =
                new Scene().seen(beat(SUSPECT, 1000, Duration.ofSeconds(2))).rounds(1600, 31_000, here(CONNECTED));

        assertSuspect(scene.judge(6999), EvidenceClass.PAUSED);
        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void budgetIsBounded() {
        Scene scene =
                new Scene().seen(beat(SUSPECT, 1000, Duration.ofSeconds(40))).rounds(1600, 31_000, here(CONNECTED));

        assertSuspect(scene.judge(30_999), EvidenceClass.PAUSED);
        assertDead(scene.judge(31_000), EvidenceClass.PAUSED);
    }

    @Test
    public void theNextBeatEndsTheSuspicion() {
        Scene scene = frozen();

        assertDead(scene.judge(9000), EvidenceClass.PAUSED);
        scene.seen(beat(SUSPECT, 9001));

        assertLiveness(scene.judge(9001), Liveness.ALIVE);
        assertThat(scene.evidence().answered()).isEmpty();
    }

    @Test
    public void silenceWhileWeWereCutOffIsNotCountedAgainstTheServer() {
        // Our own connects failed too; then contact comes back, and its agent has to dial again first.
        Scene scene = new Scene().rounds(1750, 9000, here(TIMED_OUT));
        scene.rounds(9100, 18_100, here(CONNECTED));

        assertSuspect(scene.judge(9100), EvidenceClass.PAUSED);
        // Half a budget to dial again, then the whole of it.
        assertSuspect(scene.judge(18_099), EvidenceClass.PAUSED);
        assertDead(scene.judge(18_100), EvidenceClass.PAUSED);
    }

    @Test
    public void contactThatWasLostAndCameBackStartsTheBudgetAgain() {
        Scene scene = new Scene().seen(own(SUSPECT, CONNECTED, 1600));
        scene.rounds(1950, 6900, here(TIMED_OUT));
        scene.rounds(7000, 16_000, here(CONNECTED));

        assertSuspect(scene.judge(7000), EvidenceClass.PAUSED);
        assertSuspect(scene.judge(15_999), EvidenceClass.PAUSED);
        assertDead(scene.judge(16_000), EvidenceClass.PAUSED);
    }

    @Test
    public void oneLostConnectDoesNotStartTheBudgetAgain() {
        Scene scene = new Scene()
                .seen(
                        own(SUSPECT, CONNECTED, 1600),
                        own(SUSPECT, Facts.RPC_PORT, TIMED_OUT, 1700, 1950),
                        own(SUSPECT, Facts.RPC_PORT, CONNECTED, 2000, 2001));
        scene.rounds(2100, 7000, here(CONNECTED));

        assertDead(scene.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void aHostThatAnswersOnlyWitnessesIsNotJudgedByUs() {
        Scene scene = new Scene().seen(own(SUSPECT, TIMED_OUT, 2000), seenBy(A, SUSPECT, CONNECTED, 2000));

        scene.seen(own(SUSPECT, TIMED_OUT, 60_000), seenBy(A, SUSPECT, TIMED_OUT, 60_000));

        assertSuspectOfNoClass(scene.judge(60_000));
    }

    @Test
    public void aBoxThatRefusedInTheServersNameIsNoContactToTheServer() {
        Scene scene = new Scene().rounds(1600, 9000, here(REFUSED));
        scene.rounds(9100, 18_100, here(CONNECTED));

        assertSuspect(scene.judge(9100), EvidenceClass.PAUSED);
        assertDead(scene.judge(18_100), EvidenceClass.PAUSED);
    }

    @Test
    public void neitherIsItWhereTheServersPortIsSpentAsSoonAsTheBoxIsGone() {
        Scene scene = new Scene().rounds(1600, 9000, here(REFUSED), at(A, CONNECTED));
        scene.rounds(9100, 18_100, here(TIMED_OUT), at(A, TIMED_OUT), at(B, TIMED_OUT));

        assertSuspect(scene.judge(9400), EvidenceClass.PAUSED);
        assertDead(scene.judge(18_100), EvidenceClass.PAUSED);
    }

    @Test
    public void anAgentThatHasJustProvedTheSecretIsNotSilent() {
        Scene scene = new Scene().rounds(1600, 6900, here(CONNECTED)).seen(closedByUs(SUSPECT, 4000));

        scene.seen(opened(SUSPECT, 6950));

        assertLiveness(scene.judge(7000), Liveness.ALIVE);
        scene.rounds(7500, 13_000, here(CONNECTED));
        assertSuspect(scene.judge(12_949), EvidenceClass.PAUSED);
        assertDead(scene.judge(12_950), EvidenceClass.PAUSED);
    }

    @Test
    public void aPortThatAnswersNobodyAnyMoreIsAFullBacklogWhenWitnessesSaySo() {
        Scene alone = new Scene().seen(own(SUSPECT, CONNECTED, 1600), own(SUSPECT, TIMED_OUT, 6900));
        Scene confirmed = new Scene()
                .seen(
                        own(SUSPECT, CONNECTED, 1600),
                        own(SUSPECT, TIMED_OUT, 6900),
                        seenBy(A, SUSPECT, TIMED_OUT, 6900),
                        seenBy(B, SUSPECT, TIMED_OUT, 6900));

        // Alone we cannot tell a full backlog from being cut off.
        assertSuspectOfNoClass(alone.judge(7000));
        assertDead(confirmed.judge(7000), EvidenceClass.PAUSED);
    }

    @Test
    public void aPortThatRefusesUsIsSpentOnlyWhenAWitnessIsRefusedToo() {
        Scene alone = new Scene().rounds(1600, 7000, here(REFUSED));
        Scene confirmed = new Scene().rounds(1600, 7000, here(REFUSED), at(A, REFUSED));

        assertSuspectOfNoClass(alone.judge(7000));
        assertDead(confirmed.judge(7000), EvidenceClass.PAUSED);
    }
}
