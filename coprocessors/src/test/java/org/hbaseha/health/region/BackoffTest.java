package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    @Test
    public void doublesWithEachFailureUpToTheBound() {
        assertThat(BACKOFF.after(1, 0)).isEqualTo(Duration.ofMillis(100));
        assertThat(BACKOFF.after(2, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(BACKOFF.after(5, 0)).isEqualTo(Duration.ofMillis(1600));
        assertThat(BACKOFF.after(6, 0)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    public void staysAtTheBoundHoweverManyFailures() {
        assertThat(BACKOFF.after(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    public void chanceTakesAwayUpToHalf() {
        assertThat(BACKOFF.after(2, 0.5)).isEqualTo(Duration.ofMillis(150));
        assertThat(BACKOFF.after(2, 1)).isEqualTo(Duration.ofMillis(100));
    }
}
