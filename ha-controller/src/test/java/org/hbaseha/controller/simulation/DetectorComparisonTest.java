package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.simulation.Contest.Cause.CRASH;

import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import org.hbaseha.controller.simulation.Contest.Cause;
import org.hbaseha.controller.simulation.Contest.Score;
import org.junit.BeforeClass;
import org.junit.Test;

/** A small edition of the comparison in the README: that it is a fair one, and that it comes out as is claimed. */
public class DetectorComparisonTest {

    private static final int SERVERS = 10;
    private static final int DAYS = 3;
    private static Map<String, Score> scores = Map.of();

    @BeforeClass
    public static void compare() {
        scores = DetectorComparison.compare(SERVERS, DAYS);
    }

    private static Score of(String name) {
        return Objects.requireNonNull(scores.get(name), name);
    }

    private static Duration longest(Cause cause) {
        return DetectorComparison.quantile(of(Contest.OURS).detected(cause), 1);
    }

    @Test
    public void everyDetectorMeetsTheSameDeaths() {
        assertThat(scores).hasSize(4);
        for (Cause cause : Cause.values()) {
            IntSummaryStatistics deaths = scores.values().stream()
                    .mapToInt(score -> score.detected(cause).size() + score.missed(cause))
                    .summaryStatistics();

            assertThat(deaths.getMin()).as(cause.name()).isPositive();
            // One of the last seconds of a day may have been noticed by the quick ones only.
            assertThat(deaths.getMax() - deaths.getMin()).as(cause.name()).isLessThanOrEqualTo(DAYS);
        }
    }

    @Test
    public void oursKeepsItsBounds() {
        for (Cause cause : Cause.values()) {
            assertThat(of(Contest.OURS).missed(cause)).as(cause.name()).isZero();
        }
        assertThat(of(Contest.OURS).with(Excuse.NONE)).isEmpty();
        assertThat(of(Contest.OURS).with(Excuse.IN_TIME)).isNotEmpty();
        assertThat(longest(CRASH)).isLessThanOrEqualTo(Duration.ofMillis(800));
    }

    @Test
    public void oursMakesNoMistakeWhereQuickRivalsMakeMany() {
        assertThat(of(Contest.OURS).mistakes()).isZero();
        assertThat(of("fixed time-out 1580 ms").mistakes()).isGreaterThan(SERVERS * DAYS);
        assertThat(of("φ-accrual, φ = 8").mistakes()).isGreaterThan(SERVERS * DAYS);
    }

    @Test
    public void theFixedTimeOutNoticesAtItsBound() {
        assertThat(DetectorComparison.quantile(of("fixed time-out 6000 ms").detected(CRASH), 0.5))
                .isBetween(Duration.ofMillis(5_850), Duration.ofMillis(6_050));
    }
}
