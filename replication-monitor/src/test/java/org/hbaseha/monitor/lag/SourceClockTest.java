package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public final class SourceClockTest {

    private static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SourceClock clock = new SourceClock();

    private static MonotonicInstant tick(long millis) {
        return new MonotonicInstant(77).plus(Duration.ofMillis(millis));
    }

    private static Moment moment(long millis) {
        return new Moment(tick(millis), EPOCH.plusMillis(millis));
    }

    /** The server's clock is {@code ahead} of ours, and it tells whole seconds. */
    private static ClockSample sample(long millis, long roundTrip, long ahead) {
        long half = roundTrip / 2;
        Instant told = EPOCH.plusMillis(millis + half + ahead);
        return new ClockSample(
                tick(millis), tick(millis + roundTrip), Instant.ofEpochSecond(told.getEpochSecond()), SECOND);
    }

    @Test
    public void standsInWithTheMonitorsClockUntilItIsMeasured() {
        assertThat(clock.at(moment(5_000)))
                .isEqualTo(new SourceClock.Reading(EPOCH.plusMillis(5_000), Duration.ZERO, false));
        assertThat(clock.skew(moment(5_000))).isEmpty();
    }

    @Test
    public void neverReadsEarlierThanTheTruthAndNarrowsWithEachAnswer() {
        Random random = new Random(1);
        for (int i = 0; i < 32; i++) {
            clock.add(sample(i * 10_000L + random.nextInt(1000), random.nextInt(50), 3_210));
            SourceClock.Reading reading = clock.at(moment(i * 10_000L + 2_000));
            Instant truth = EPOCH.plusMillis(i * 10_000L + 2_000 + 3_210);
            assertThat(reading.latest()).isAfterOrEqualTo(truth);
            assertThat(reading.latest().minus(reading.doubt())).isBeforeOrEqualTo(truth);
        }

        assertThat(clock.at(moment(400_000)).doubt()).isLessThan(Duration.ofMillis(200));
        assertThat(clock.skew(moment(400_000)).orElseThrow())
                .isBetween(Duration.ofMillis(3_110), Duration.ofMillis(3_310));
    }

    @Test
    public void aClockThatWasSetIsLearntAnew() {
        clock.add(sample(0, 10, 0));
        clock.add(sample(10_000, 10, 60_000));

        Instant latest = clock.at(moment(20_000)).latest();
        assertThat(latest).isBetween(EPOCH.plusMillis(80_000), EPOCH.plusMillis(81_100));
    }

    @Test
    public void aHeartbeatBeyondWhatWasKnownDiscardsIt() {
        clock.add(sample(0, 10, 0));
        clock.passed(EPOCH.plusSeconds(30), moment(10_000));

        SourceClock.Reading reading = clock.at(moment(10_000));
        assertThat(reading.measured()).isFalse();
        assertThat(reading.latest()).isEqualTo(EPOCH.plusSeconds(30));
    }
}
