package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** Bounds on a machine that is shared. */
public class LoadScaleTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    public void aQuietMachineGetsNothingExtra() {
        assertThat(LoadScale.scale(BOUND, 0.4, 2)).isEqualTo(BOUND);
        assertThat(LoadScale.scale(BOUND, -1, 2)).isEqualTo(BOUND);
    }

    @Test
    public void moreOthersDoNotGiveMore() {
        assertThat(LoadScale.scale(BOUND, 11.7, 2)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    public void asManyOthersAsCoresDoubleIt() {
        assertThat(LoadScale.scale(BOUND, 2, 2)).isEqualTo(Duration.ofSeconds(60));
        assertThat(LoadScale.scale(BOUND, 1, 2)).isEqualTo(Duration.ofSeconds(45));
    }
}
