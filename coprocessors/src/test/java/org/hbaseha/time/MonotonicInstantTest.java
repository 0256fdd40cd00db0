package org.hbaseha.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public class MonotonicInstantTest {

    private static final MonotonicInstant EARLY = new MonotonicInstant(Long.MAX_VALUE - 10);
    private static final MonotonicInstant LATE = EARLY.plus(Duration.ofNanos(30));

    @Test
    public void orderHoldsWhereTheNumberWrapsAround() {
        assertThat(LATE.nanos()).isNegative();
        assertThat(EARLY.isBefore(LATE)).isTrue();
        assertThat(LATE.isAfter(EARLY)).isTrue();
        assertThat(LATE.isBefore(EARLY)).isFalse();
        assertThat(EARLY.isAfter(LATE)).isFalse();
        assertThat(EARLY.compareTo(LATE)).isNegative();
        assertThat(LATE.compareTo(EARLY)).isPositive();
    }

    @Test
    public void anInstantIsNeitherBeforeNorAfterItself() {
        MonotonicInstant same = LATE.minus(Duration.ofNanos(30));

        assertThat(same).isEqualTo(EARLY).isEqualByComparingTo(EARLY);
        assertThat(same.isBefore(EARLY) || same.isAfter(EARLY)).isFalse();
    }

    @Test
    public void distanceHasASign() {
        assertThat(LATE.since(EARLY)).isEqualTo(Duration.ofNanos(30));
        assertThat(EARLY.since(LATE)).isEqualTo(Duration.ofNanos(-30));
    }

    @Test
    public void systemClockDoesNotRunBackwards() {
        MonotonicClock clock = MonotonicClock.system();
        MonotonicInstant first = clock.now();

        assertThat(clock.now().isBefore(first)).isFalse();
    }
}
