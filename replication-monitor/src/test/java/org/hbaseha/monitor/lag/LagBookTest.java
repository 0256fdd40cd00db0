package org.hbaseha.monitor.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public final class LagBookTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final MonotonicInstant ORIGIN = new MonotonicInstant(-3);

    private final LagBook book = new LagBook(ORIGIN);

    private static MonotonicInstant at(long second) {
        return ORIGIN.plus(Duration.ofSeconds(second));
    }

    private void add(long second, long millis) {
        book.add(at(second), Duration.ofMillis(millis));
    }

    @Test
    public void hasNothingToSayWithoutSamples() {
        assertThat(book.summary(MINUTE, at(100))).isEmpty();
    }

    @Test
    public void ranksTheSamplesOfTheWindow() {
        for (int second = 0; second < 200; second++) {
            add(second, second * 10L);
        }

        // Seconds 140 to 199 lie in it.
        assertThat(book.summary(MINUTE, at(199)))
                .contains(new LagBook.Summary(
                        MINUTE, 60, Duration.ofMillis(1_690), Duration.ofMillis(1_990), Duration.ofMillis(1_990)));
    }

    @Test
    public void theHighestOfASecondCounts() {
        add(5, 100);
        add(5, 900);
        add(5, 300);

        assertThat(book.summary(MINUTE, at(5)).orElseThrow().max()).isEqualTo(Duration.ofMillis(900));
        assertThat(book.summary(MINUTE, at(5)).orElseThrow().samples()).isEqualTo(1);
    }

    @Test
    public void secondsWithoutAReadingAreNoSamples() {
        add(10, 100);
        add(40, 200);

        LagBook.Summary summary = book.summary(MINUTE, at(45)).orElseThrow();
        assertThat(summary.samples()).isEqualTo(2);
        assertThat(summary.p50()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    public void forgetsWhatIsOlderThanADay() {
        add(0, 9_999);
        for (int second = 1; second <= DAY.toSeconds(); second++) {
            add(second, 5);
        }

        LagBook.Summary summary = book.summary(DAY, at(DAY.toSeconds())).orElseThrow();
        assertThat(summary.max()).isEqualTo(Duration.ofMillis(5));
        assertThat(summary.samples()).isEqualTo(86_400);
    }

    @Test
    public void aLongSilenceLeavesNothingOfTheDayBefore() {
        add(0, 7);
        add(1_000, 7);
        add(1_000_000, 8);

        assertThat(book.summary(DAY, at(1_000_000)).orElseThrow().samples()).isEqualTo(1);
        assertThat(book.summary(DAY, at(2_000_000))).isEmpty();
    }
}
