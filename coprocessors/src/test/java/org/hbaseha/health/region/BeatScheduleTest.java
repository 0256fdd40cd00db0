package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class BeatScheduleTest {

    private final BeatSchedule schedule = new BeatSchedule(Duration.ofMillis(100), at(0));

    @Test
    public void keepsTheRateWhenWokenLate() {
        assertThat(schedule.take(at(0))).isTrue();
        assertThat(schedule.take(at(99))).isFalse();

        assertThat(schedule.take(at(130))).isTrue();

        assertThat(schedule.untilNext(at(130))).isEqualTo(Duration.ofMillis(70));
        assertThat(schedule.take(at(200))).isTrue();
    }

    @Test
    public void leavesOutTheBeatsMissedInAPause() {
        assertThat(schedule.take(at(0))).isTrue();

        assertThat(schedule.take(at(5_030))).isTrue();

        assertThat(schedule.take(at(5_031))).isFalse();
        assertThat(schedule.untilNext(at(5_031))).isEqualTo(Duration.ofMillis(99));
    }

    @Test
    public void waitsNotAtAllForABeatThatIsDue() {
        assertThat(schedule.untilNext(at(5))).isZero();
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }
}
