package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class RequestRateTest {

    private final RequestRate rate = new RequestRate();

    @Test
    public void knowsNoRateAtTheFirstSample() {
        assertThat(rate.sample(Map.of("a", 1_000L), at(0))).isZero();
    }

    @Test
    public void dividesWhatWasCountedByTheTimeThatPassed() {
        rate.sample(Map.of("a", 1_000L, "b", 5L), at(0));

        assertThat(rate.sample(Map.of("a", 1_400L, "b", 105L), at(2_000))).isEqualTo(250.0);
    }

    @Test
    public void isNotNegativeWhenARegionLeaves() {
        rate.sample(Map.of("a", 1_000L, "b", 900L), at(0));

        assertThat(rate.sample(Map.of("a", 1_010L), at(1_000))).isEqualTo(10.0);
    }

    @Test
    public void countsANewOrReopenedRegionFromZero() {
        rate.sample(Map.of("reopened", 1_000L), at(0));

        assertThat(rate.sample(Map.of("reopened", 7L, "new", 3L), at(1_000))).isEqualTo(10.0);
    }

    @Test
    public void isZeroWhenNoTimePassed() {
        rate.sample(Map.of("a", 1L), at(5));

        assertThat(rate.sample(Map.of("a", 2L), at(5))).isZero();
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }
}
