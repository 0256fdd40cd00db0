package org.hbaseha.controller.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public final class SessionTermsTest {

    private static final Duration FOUR = Duration.ofSeconds(4);

    @Test
    public void whatWasGrantedAsAskedForIsNotWorthAWord() {
        SessionTerms terms = new SessionTerms(FOUR, FOUR);

        assertThat(terms.difference()).isEmpty();
        assertThat(terms.tooShortFor(Duration.ofMillis(3999))).isEmpty();
    }

    @Test
    public void aDifferenceNamesBothTimesAndTheSetting() {
        assertThat(new SessionTerms(FOUR, Duration.ofSeconds(6)).difference().orElseThrow())
                .contains("granted=6000ms", "hbase.ha.controller.session.timeout=4000ms");
    }

    @Test
    public void theSessionThatWasGrantedMustBeLongerThanTheLease() {
        SessionTerms terms = new SessionTerms(FOUR, Duration.ofSeconds(1));

        assertThat(terms.tooShortFor(Duration.ofSeconds(1)).orElseThrow())
                .contains("granted=1000ms", "asked=4000ms", "hbase.ha.lease=1000ms");
        assertThat(terms.tooShortFor(Duration.ofMillis(999))).isEmpty();
    }
}
