package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

/** The longest pause is remembered for a day. */
public class LearntPausesTest {

    private final LearntPauses pauses = new LearntPauses();

    private static MonotonicInstant hour(long hours) {
        return new MonotonicInstant(Duration.ofHours(hours).toNanos());
    }

    private void learn(long seconds, long hour) {
        pauses.learn(Duration.ofSeconds(seconds), hour(hour));
    }

    private long longest(long hour) {
        return pauses.longest(hour(hour)).toSeconds();
    }

    @Test
    public void aLongerPauseTakesOver() {
        learn(4, 0);
        learn(9, 1);
        learn(2, 2);

        assertThat(longest(3)).isEqualTo(9);
    }

    @Test
    public void afterADayTheLongestSinceCounts() {
        learn(9, 0);
        learn(4, 10);
        learn(2, 20);

        assertThat(longest(24)).isEqualTo(9);
        assertThat(longest(25)).isEqualTo(4);
        assertThat(longest(35)).isEqualTo(2);
        assertThat(longest(45)).isZero();
    }

    @Test
    public void whatIsToldAgainIsNoYounger() {
        learn(9, 0);
        learn(9, 20);

        assertThat(longest(25)).isZero();
    }

    @Test
    public void ofVeryManyTheLongestStay() {
        for (int i = 0; i < 1_000; i++) {
            learn(2_000 - i, 0);
        }
        learn(1, 10);

        assertThat(longest(1)).isEqualTo(2_000);
        learn(3_000, 2);
        assertThat(longest(3)).isEqualTo(3_000);
    }
}
