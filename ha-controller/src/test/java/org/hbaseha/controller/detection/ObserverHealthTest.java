package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.time.Instant;
import org.hbaseha.controller.detection.ObserverHealth.Part;
import org.junit.Before;
import org.junit.Test;

/** Beats come each 100 ms; a turn each 20 ms is well. */
public class ObserverHealthTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final ObserverHealth health = new ObserverHealth(Facts.SETTINGS);

    @Before
    public void turnsBegin() {
        turns(0, 1_000);
    }

    private void turns(long from, long to) {
        for (long millis = from; millis <= to; millis += 20) {
            turn(millis);
        }
    }

    private void turn(long millis) {
        health.turn(at(millis), WALL.plusMillis(millis));
    }

    private int scoreOf(Part part, long millis) {
        return health.shares(at(millis)).stream()
                .filter(share -> share.part() == part)
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    public void isWellWhileTurnsComeInTime() {
        assertThat(health.score(at(1_000))).isZero();
        assertThat(health.multiplier(at(1_000))).isEqualTo(1.0);
    }

    @Test
    public void anOwnPauseRaisesTheScoreByItsLength() {
        turn(1_201);
        assertThat(scoreOf(Part.PAUSES, 1_201)).isEqualTo(1);

        ObserverHealth longer = new ObserverHealth(Facts.SETTINGS);
        longer.turn(at(0), WALL);
        longer.turn(at(1_100), WALL.plusMillis(1_100));
        assertThat(longer.score(at(1_100))).isEqualTo(3);
    }

    @Test
    public void theScoreFallsByOneEachTwoSeconds() {
        turn(3_000);
        assertThat(health.score(at(3_000))).isEqualTo(4);
        assertThat(health.multiplier(at(3_000))).isEqualTo(2.0);

        assertThat(health.score(at(4_999))).isEqualTo(4);
        assertThat(health.score(at(5_000))).isEqualTo(3);
        assertThat(health.score(at(11_000))).isZero();
    }

    @Test
    public void aClockThatJumpsIsATrouble() {
        health.turn(at(1_020), WALL.plusMillis(1_020).plusSeconds(30));
        assertThat(scoreOf(Part.CLOCK, 1_020)).isEqualTo(2);
        assertThat(scoreOf(Part.PAUSES, 1_020)).isZero();

        health.turn(at(1_040), WALL.plusMillis(1_040));
        assertThat(scoreOf(Part.CLOCK, 1_040)).as("back again").isEqualTo(4);
    }

    @Test
    public void aPauseIsNoJumpOfTheClock() {
        turn(9_000);

        assertThat(scoreOf(Part.CLOCK, 9_000)).isZero();
    }

    @Test
    public void beatsThatWaitedAreATrouble() {
        health.processed(at(900), at(1_000));
        assertThat(scoreOf(Part.LAG, 1_000)).isZero();

        health.processed(at(700), at(1_000));
        health.processed(at(650), at(1_000));
        assertThat(scoreOf(Part.LAG, 1_000)).as("one turn, one mark").isEqualTo(1);

        health.processed(at(720), at(1_020));
        assertThat(scoreOf(Part.LAG, 1_020)).isEqualTo(2);
    }

    @Test
    public void aSlowZooKeeperIsATroubleAndALostOneStaysOne() {
        health.zooKeeperAnswered(Duration.ofMillis(20), at(1_000));
        assertThat(scoreOf(Part.ZOOKEEPER, 1_000)).isZero();

        health.zooKeeperAnswered(Duration.ofMillis(400), at(1_000));
        assertThat(scoreOf(Part.ZOOKEEPER, 1_000)).isEqualTo(1);

        health.zooKeeperConnected(false, at(2_000));
        assertThat(scoreOf(Part.ZOOKEEPER, 90_000)).isEqualTo(2);

        health.zooKeeperConnected(true, at(90_000));
        assertThat(scoreOf(Part.ZOOKEEPER, 90_000)).isEqualTo(2);
        assertThat(scoreOf(Part.ZOOKEEPER, 94_000)).isZero();
    }

    @Test
    public void noMoreThanThreeTimesAsLong() {
        health.turn(at(60_000), WALL);
        health.processed(at(1_000), at(60_000));
        health.zooKeeperAnswered(Duration.ofSeconds(20), at(60_000));

        assertThat(health.score(at(60_000))).isEqualTo(ObserverHealth.MOST);
        assertThat(health.multiplier(at(60_000))).isEqualTo(3.0);
    }

    @Test
    public void knowsWhatFellIntoItsOwnStop() {
        turn(3_000);

        assertThat(health.stoodStillBetween(at(990), at(3_010))).isTrue();
        assertThat(health.stoodStillBetween(at(1_500), at(2_500))).isTrue();
        assertThat(health.stoodStillBetween(at(800), at(900))).isFalse();
        assertThat(health.stoodStillBetween(at(3_010), at(3_110))).isFalse();
    }
}
