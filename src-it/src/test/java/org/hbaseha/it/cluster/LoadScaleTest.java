package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** Bounds on a machine that is shared. */
public class LoadScaleTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    public void aQuietMachineGetsNothingExtra() {
        assertThat(new LoadScale(0.4, 2).of(BOUND)).isEqualTo(BOUND);
        assertThat(new LoadScale(-1, 2).of(BOUND)).isEqualTo(BOUND);
    }

    @Test
    public void moreOthersDoNotGiveMore() {
        assertThat(new LoadScale(11.7, 2).of(BOUND)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    public void asManyOthersAsCoresDoubleIt() {
        assertThat(new LoadScale(2, 2).of(BOUND)).isEqualTo(Duration.ofSeconds(60));
        assertThat(new LoadScale(1, 2).of(BOUND)).isEqualTo(Duration.ofSeconds(45));
    }
}
