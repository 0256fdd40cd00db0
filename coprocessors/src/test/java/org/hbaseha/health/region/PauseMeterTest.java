package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class PauseMeterTest {

    private static final Duration SLICE = Duration.ofMillis(25);

    /** Near the end of the range: a clock may start anywhere, and wrap. */
    private static final long ORIGIN = Long.MAX_VALUE - 1_000_000_000L;

    private final PauseMeter meter = new PauseMeter(at(0));

    @Test
    public void findsNoPauseWhenWokenInTime() {
        meter.woken(SLICE, at(25));
        meter.woken(SLICE, at(49));

        assertThat(meter.takeRecent()).isZero();
        assertThat(meter.longest(at(50))).isZero();
    }

    @Test
    public void countsOnlyWhatWasOversleptAsPause() {
        meter.woken(SLICE, at(25));
        meter.woken(SLICE, at(3_050));

        assertThat(meter.takeRecent()).isEqualTo(Duration.ofSeconds(3));
        assertThat(meter.longest(at(3_050))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    public void tellsARecentPauseOnce() {
        meter.woken(SLICE, at(525));
        meter.woken(SLICE, at(550));

        assertThat(meter.takeRecent()).isEqualTo(Duration.ofMillis(500));
        assertThat(meter.takeRecent()).isZero();
    }

    @Test
    public void remembersTheLongestForTenMinutesAndForgetsItAfterEleven() {
        meter.woken(SLICE, at(525));
        meter.woken(Duration.ofMinutes(5), at(300_545));

        assertThat(meter.longest(at(600_000))).isEqualTo(Duration.ofMillis(500));
        assertThat(meter.longest(at(661_000))).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    public void survivesAPauseLongerThanItsMemory() {
        meter.woken(SLICE, at(525));
        meter.woken(SLICE, at(525 + 25 + 3_600_000));

        assertThat(meter.longest(at(3_601_000))).isEqualTo(Duration.ofHours(1));
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(ORIGIN + millis * 1_000_000);
    }
}
