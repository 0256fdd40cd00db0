package org.hbaseha.controller.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import org.junit.Test;

public class RateBreakerTest {

    private final RateBreaker breaker = new RateBreaker(Duration.ofSeconds(10));

    @Test
    public void countsWhatLiesWithinItsWindow() {
        breaker.expired(at(1000));
        breaker.expired(at(4000));

        assertThat(breaker.withinWindow(at(4000))).isEqualTo(2);
        assertThat(breaker.withinWindow(at(10_999))).isEqualTo(2);
        assertThat(breaker.withinWindow(at(11_000))).isEqualTo(1);
        assertThat(breaker.withinWindow(at(14_000))).isZero();
    }

    @Test
    public void takesExpiriesInAnyOrder() {
        breaker.expired(at(4000));
        breaker.expired(at(1000));

        assertThat(breaker.withinWindow(at(11_000))).isEqualTo(1);
    }

    @Test
    public void takesExpiriesFromBeforeItsTime() {
        breaker.expired(at(-9_500));
        breaker.expired(at(-10_500));

        assertThat(breaker.withinWindow(at(0))).isEqualTo(1);
    }
}
