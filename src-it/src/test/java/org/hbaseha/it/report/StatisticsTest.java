package org.hbaseha.it.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.Test;

/** Known spreads of known numbers. */
public class StatisticsTest {

    @Test
    public void aSingleValueIsItsOwnSpread() {
        assertThat(Statistics.of(List.of(7L))).isEqualTo(new Statistics(1, 7, 7, 7, 7));
    }

    @Test
    public void theMedianOfAnEvenNumberLiesBetween() {
        assertThat(Statistics.of(List.of(40L, 10L, 30L, 20L))).isEqualTo(new Statistics(4, 10, 25, 40, 40));
    }

    @Test
    public void ofTwoHundredTheP99IsTheHundredAndNinetyEighth() {
        assertThat(Statistics.of(LongStream.rangeClosed(1, 200).boxed().toList())
                        .p99())
                .isEqualTo(198);
    }

    @Test
    public void ofNothingThereIsNone() {
        assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
