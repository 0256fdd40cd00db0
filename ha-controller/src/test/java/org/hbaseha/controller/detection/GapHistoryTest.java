package org.hbaseha.controller.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import org.junit.Test;

/** What gaps add up to. The bound is 500 ms, the least deviation 10 ms. */
public class GapHistoryTest {

    private final GapHistory gaps = new GapHistory(Duration.ofMillis(500), Duration.ofMillis(10));
    private long clock;

    private void add(int times, long millis) {
        for (int i = 0; i < times; i++) {
            gaps.add(at(clock), at(clock + millis));
            clock += millis;
        }
    }

    @Test
    public void meanAndDeviationAreThoseOfTheGaps() {
        add(20, 80);
        add(20, 120);

        assertThat(gaps.mean()).isEqualTo(Duration.ofMillis(100));
        assertThat(gaps.deviation()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    public void regularBeatsAreNotTakenForMoreRegularThanTheFloor() {
        add(40, 100);

        assertThat(gaps.deviation()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    public void aLongGapCountsAsTheBoundAndIsShownAsItIs() {
        add(3, 100);
        add(1, 9_000);

        assertThat(gaps.mean()).isEqualTo(Duration.ofMillis(200));
        assertThat(gaps.summary().longest()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    public void theOldestGapMakesRoom() {
        add(GapHistory.KEPT, 300);
        add(GapHistory.KEPT, 100);

        assertThat(gaps.count()).isEqualTo(GapHistory.KEPT);
        assertThat(gaps.mean()).isEqualTo(Duration.ofMillis(100));
        assertThat(gaps.deviation()).isEqualTo(Duration.ofMillis(10));
        assertThat(gaps.summary().longest()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    public void aLongGapThatMadeRoomLeavesNothingBehind() {
        add(1, 9_000);
        add(GapHistory.KEPT, 100);

        assertThat(gaps.mean()).isEqualTo(Duration.ofMillis(100));
        assertThat(gaps.deviation()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    public void ninetyNineOfAHundredAreNoLongerThanTheP99() {
        add(99, 100);
        add(1, 400);
        assertThat(gaps.summary()).isEqualTo(new GapHistory.Summary(Duration.ofMillis(100), Duration.ofMillis(400)));

        add(1, 400);
        assertThat(gaps.summary().p99()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    public void saysNothingOfADistributionBeforeThereAreEnough() {
        add(GapHistory.ENOUGH - 1, 100);
        assertThat(gaps.isEnough()).isFalse();

        add(1, 100);
        assertThat(gaps.isEnough()).isTrue();
    }
}
