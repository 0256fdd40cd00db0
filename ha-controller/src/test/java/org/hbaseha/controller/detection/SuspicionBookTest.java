package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.goodbye;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.server;
import static org.hbaseha.wire.ConnectOutcome.CONNECTED;
import static org.hbaseha.wire.ConnectOutcome.TIMED_OUT;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Threshold.Origin;
import org.hbaseha.health.GoodbyeReason;
import org.junit.Test;

/** Bounds and watermarks as the controller's loop meets them: a turn each 20 ms, one server. Configured: beats each 100 ms, suspected after 500 ms. */
public class SuspicionBookTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final ServerName S = server("s", 1);

    private final EvidenceBook evidence = new EvidenceBook();
    private final SuspicionBook book = new SuspicionBook(Facts.SETTINGS);
    private final Detector detector = new Detector(Facts.SETTINGS);
    private Finding finding = Finding.unknown(S, "");
    private long now;

    public SuspicionBookTest() {
        turn(0, registered(Set.of(S), 0), opened(S, 0));
    }

    private void turn(long millis, Observation... seen) {
        now = millis;
        book.turn(at(now), WALL.plusMillis(now));
        for (Observation observation : seen) {
            book.apply(observation, evidence::find, at(now));
            evidence.apply(observation);
        }
        ServerEvidence known = evidence.find(S).orElseThrow();
        finding = book.settle(
                detector.judge(known, book.thresholds(S, at(now)), Scene.inquiry(1), at(now)), known, at(now));
    }

    /** Turns without a beat. */
    private void silence(long millis) {
        long end = now + millis;
        while (now + 20 <= end) {
            turn(now + 20);
        }
    }

    private void beats(int count, LongUnaryOperator gaps) {
        for (int i = 0; i < count; i++) {
            long next = now + gaps.applyAsLong(i);
            silence(next - now - 20);
            turn(next, beat(S, next));
        }
    }

    private Threshold suspectAfter() {
        return book.thresholds(S, at(now)).suspectAfter();
    }

    @Test
    public void withFewGapsTheConfiguredBoundCounts() {
        beats(GapHistory.ENOUGH, i -> 100);
        assertThat(suspectAfter()).isEqualTo(new Threshold(Duration.ofMillis(500), Origin.FEW_GAPS));

        beats(1, i -> 100);
        // 100 ms and 5.612 times the least deviation of 50 ms.
        assertThat(suspectAfter().value().toMillis()).isEqualTo(380);
        assertThat(suspectAfter().origin()).isEqualTo(Origin.PHI);
    }

    @Test
    public void irregularBeatsAreGivenMoreTimeUpToTheConfiguredBound() {
        // A deviation of 60 ms.
        beats(101, i -> i % 2 == 0 ? 40 : 160);
        assertThat(suspectAfter().value().toMillis()).isEqualTo(436);

        beats(100, i -> i % 2 == 0 ? 20 : 220);
        assertThat(suspectAfter()).isEqualTo(new Threshold(Duration.ofMillis(500), Origin.CEILING));
    }

    @Test
    public void fastBeatsAreNotSuspectedBeforeAFewIntervals() {
        beats(100, i -> 10);

        assertThat(suspectAfter().value()).isEqualTo(Duration.ofMillis(300));
        assertThat(suspectAfter().origin()).isEqualTo(Origin.FLOOR);
    }

    @Test
    public void gapsFromOurOwnStopsAreLeftOut() {
        beats(100, i -> 100);
        double mean = book.sight(evidence.find(S).orElseThrow(), at(now)).mean().toMillis();

        turn(now + 4_000);
        turn(now + 20, beat(S, now + 20));

        SuspicionBook.Sight sight = book.sight(evidence.find(S).orElseThrow(), at(now));
        assertThat(sight.longest()).isEqualTo(Duration.ofMillis(100));
        assertThat(sight.mean().toMillis()).isEqualTo((long) mean);
    }

    @Test
    public void gapsBetweenTwoStreamsAreLeftOut() {
        beats(100, i -> 100);

        turn(now + 100, opened(S, now + 100));
        silence(180);
        turn(now + 20, beat(S, now + 20));

        assertThat(book.sight(evidence.find(S).orElseThrow(), at(now)).longest())
                .isEqualTo(Duration.ofMillis(100));
    }

    @Test
    public void anUnwellObserverSuspectsLater() {
        beats(100, i -> 100);

        book.apply(new Observation.ZooKeeperAnswered(Duration.ofMillis(1_500), at(now)), evidence::find, at(now));
        turn(now + 20);

        // Two points, half as long again.
        assertThat(suspectAfter().value().toMillis()).isEqualTo(570);
        silence(540);
        assertThat(finding.liveness()).isEqualTo(Liveness.ALIVE);
        silence(20);
        assertThat(finding.liveness()).isEqualTo(Liveness.SUSPECT);
    }

    @Test
    public void leaseAndPauseBudgetAreNeverShortenedByWhatIsLearnt() {
        beats(200, i -> 20);
        Thresholds thresholds = book.thresholds(S, at(now));

        assertThat(thresholds.noContact()).isEqualTo(new Threshold(Duration.ofMillis(1_580), Origin.LEASE));
        assertThat(thresholds.pauseBudget()).isEqualTo(new Threshold(Duration.ofSeconds(6), Origin.BUDGET));
    }

    @Test
    public void aSuspicionThatComesLaterThanTheLeaseLengthensTheWaitForIt() {
        Threshold late = new Threshold(Duration.ofSeconds(2), Origin.CEILING);

        assertThat(Thresholds.of(Facts.SETTINGS, late.value(), late, Duration.ZERO)
                        .noContact())
                .isEqualTo(new Threshold(Duration.ofSeconds(2), Origin.SUSPICION));
    }

    @Test
    public void aSuspectedServerIsTrustedAfterThreeBeatsInTime() {
        beats(100, i -> 100);
        silence(400);
        assertThat(finding.liveness()).isEqualTo(Liveness.SUSPECT);

        turn(now + 20, beat(S, now + 20));
        assertThat(finding.liveness()).isEqualTo(Liveness.SUSPECT);
        assertThat(finding.sentence()).startsWith("It beats again");
        assertThat(finding.wantsProbes()).isFalse();
        beats(1, i -> 100);
        assertThat(finding.liveness()).isEqualTo(Liveness.SUSPECT);
        beats(1, i -> 100);
        assertThat(finding.liveness()).isEqualTo(Liveness.ALIVE);
        assertThat(book.record().mistakes()).isEqualTo(new DetectionRecord.Mistakes(1, 0, 0));
    }

    @Test
    public void aLateBeatBetweenBeginsTheCountAgain() {
        beats(100, i -> 100);
        silence(400);

        // The low watermark lies at about 165 ms.
        beats(2, i -> 100);
        beats(1, i -> 240);
        beats(1, i -> 100);
        assertThat(finding.liveness()).isEqualTo(Liveness.SUSPECT);
        beats(1, i -> 100);
        assertThat(finding.liveness()).isEqualTo(Liveness.ALIVE);
    }

    @Test
    public void beatsThatWereHeldBackAndComeAtOnceAreNoCalm() {
        beats(100, i -> 100);
        silence(600);

        turn(now + 20, beat(S, now + 20), beat(S, now + 20), beat(S, now + 20), beat(S, now + 20));

        assertThat(finding.liveness()).isEqualTo(Liveness.SUSPECT);
    }

    @Test
    public void aServerAtTheBorderIsSuspectedOnce() {
        beats(100, i -> 100);
        int changes = 0;
        Liveness last = Liveness.ALIVE;

        for (int i = 0; i < 20; i++) {
            silence(400);
            changes += finding.liveness() == last ? 0 : 1;
            last = finding.liveness();
            turn(now + 20, beat(S, now + 20));
            changes += finding.liveness() == last ? 0 : 1;
            last = finding.liveness();
        }

        assertThat(changes).isEqualTo(1);
    }

    @Test
    public void aServerThatLeavesIsNotHeldUnderSuspicion() {
        beats(100, i -> 100);
        silence(400);

        turn(now + 20, beat(S, now + 20), goodbye(S, GoodbyeReason.STOP, now + 20));

        assertThat(finding.liveness()).isEqualTo(Liveness.ALIVE);
        assertThat(book.record().mistakes().suspicions()).isZero();
    }

    @Test
    public void aSilenceItSurvivedWhileItsHostAnsweredIsAPause() {
        beats(100, i -> 100);
        silence(400);
        turn(now + 20, own(S, CONNECTED, now + 20));
        silence(4_560);
        turn(now + 20, beat(S, now + 20));

        Threshold budget = book.thresholds(S, at(now)).pauseBudget();
        assertThat(budget).isEqualTo(new Threshold(Duration.ofSeconds(10), Origin.LEARNT));
    }

    @Test
    public void aSilenceOfWhichNothingIsKnownIsNone() {
        beats(100, i -> 100);
        silence(5_000);
        turn(now + 20, beat(S, now + 20));

        assertThat(book.thresholds(S, at(now)).pauseBudget().origin()).isEqualTo(Origin.BUDGET);
    }

    @Test
    public void aSilenceInWhichContactWasLostIsNone() {
        beats(100, i -> 100);
        silence(400);
        turn(now + 20, own(S, CONNECTED, now + 20));
        turn(now + 260, own(S, TIMED_OUT, now + 260));
        silence(4_000);
        turn(now + 20, own(S, CONNECTED, now + 20));
        turn(now + 20, beat(S, now + 20));

        assertThat(book.thresholds(S, at(now)).pauseBudget().origin()).isEqualTo(Origin.BUDGET);
    }

    @Test
    public void whatItsPauseMeterSaysGoesBeforeWhatWeHeard() {
        beats(100, i -> 100);
        silence(400);
        turn(now + 20, own(S, CONNECTED, now + 20));
        silence(4_560);
        turn(now + 20, beat(S, now + 20, Duration.ofMillis(3_500)));

        assertThat(book.thresholds(S, at(now)).pauseBudget().value()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    public void theBudgetHasAMost() {
        turn(20, beat(S, 20, Duration.ofSeconds(40)));

        assertThat(book.thresholds(S, at(20)).pauseBudget())
                .isEqualTo(new Threshold(Duration.ofSeconds(30), Origin.BUDGET_MOST));
    }

    @Test
    public void aVerdictIsRecordedWithItsTimeAndItsWithdrawalAsAMistake() {
        beats(100, i -> 100);
        long last = now;
        silence(400);
        for (int i = 0; i < 65; i++) {
            turn(now + 100, own(S, CONNECTED, now + 100));
        }
        assertThat(finding.liveness()).isEqualTo(Liveness.DEAD);
        DetectionRecord.Achieved achieved = book.record().achieved().get(0);
        assertThat(achieved.evidenceClass()).isEqualTo(EvidenceClass.PAUSED);
        // From the beat that was due 100 ms after the last one.
        assertThat(achieved.took()).isBetween(Duration.ofMillis(5_900), Duration.ofMillis(6_000));
        assertThat(achieved.at().since(at(last))).isEqualTo(achieved.took().plusMillis(100));

        beats(4, i -> 100);

        assertThat(book.record().mistakes()).isEqualTo(new DetectionRecord.Mistakes(1, 0, 1));
    }

    @Test
    public void aSuspicionWhileWeAreUnwellIsCountedAsThat() {
        beats(100, i -> 100);
        turn(now + 3_000);
        assertThat(finding.liveness()).isEqualTo(Liveness.SUSPECT);
        turn(now + 20, beat(S, now + 20));
        beats(4, i -> 100);

        assertThat(book.record().mistakes()).isEqualTo(new DetectionRecord.Mistakes(1, 1, 0));
    }
}
