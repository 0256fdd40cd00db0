package org.hbaseha.it.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public final class ProcessorTimesTest {

    private static ProcessorTimes times(long serverMillis, long clientMillis) {
        return new ProcessorTimes(Duration.ofMillis(serverMillis), Duration.ofMillis(clientMillis));
    }

    @Test
    public void isADifferenceOfTwoLooks() {
        assertThat(times(5_000, 900).since(times(3_000, 400))).isEqualTo(times(2_000, 500));
    }

    @Test
    public void whatServersUseAnyhowIsTakenOffThemAlone() {
        assertThat(times(2_000, 500).withoutIdle(5, Duration.ofSeconds(10))).isEqualTo(times(1_500, 500));
    }

    @Test
    public void lessThanIdleIsNothing() {
        assertThat(times(300, 500).withoutIdle(5, Duration.ofSeconds(10))).isEqualTo(times(0, 500));
    }

    @Test
    public void theCostOfSomeChecksIsSharedAmongThem() {
        Cost all = new Cost(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(1), 10_000);

        assertThat(all.dividedBy(5))
                .isEqualTo(new Cost(Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofMillis(200), 2_000));
        assertThat(all.processor()).isEqualTo(Duration.ofSeconds(3));
    }
}
