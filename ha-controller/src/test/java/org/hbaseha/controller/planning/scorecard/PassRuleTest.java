package org.hbaseha.controller.planning.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hbaseha.layout.ScorecardRecord;
import org.junit.Test;

/** Enough clean time, or a sentence that says what is missing. */
public class PassRuleTest {

    private final PassRule rule = new PassRule(Duration.ofHours(72), Duration.ofHours(24));

    private static Optional<ScorecardRecord> clean(Duration time, String lastMistake) {
        return clean(time, Duration.ofDays(1), lastMistake);
    }

    private static Optional<ScorecardRecord> clean(Duration time, Duration elapsed, String lastMistake) {
        return Optional.of(new ScorecardRecord(
                Instant.EPOCH,
                Duration.ofDays(100),
                time,
                elapsed,
                3,
                1,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO,
                lastMistake));
    }

    @Test
    public void passesWithTheHoursAskedFor() {
        assertThat(rule.missing(clean(Duration.ofDays(3), "s0: long ago"))).isEmpty();
    }

    @Test
    public void saysHowMuchIsMissingAndWhatSpoiltIt() {
        assertThat(rule.missing(clean(Duration.ofDays(3).minusMillis(1), "s0: beat again")))
                .contains("servers were heard for 71.9 server-hours without a mistake, 72 are needed"
                        + " (hbase.ha.scorecard.server.hours); the last mistake: s0: beat again");
    }

    @Test
    public void aLargeClusterHasTheServerHoursWithinMinutes() {
        assertThat(rule.missing(clean(Duration.ofDays(3), Duration.ofMinutes(5), "")))
                .contains("leaders listened for 0.0 hours without a mistake, 24 are needed (hbase.ha.scorecard.hours)");
    }

    @Test
    public void nothingObservedIsNothingProven() {
        assertThat(rule.missing(Optional.empty())).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("servers were heard for 0.0 server-hours"));
        assertThat(new PassRule(Duration.ZERO, Duration.ZERO).missing(Optional.empty()))
                .isEmpty();
    }
}
