package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Half of a large cluster silent: a leader must not be so busy with it that it takes itself for stopped. */
public class MassSilenceCostTest {

    private static final long MIB = 1 << 20;

    @Test
    public void whatATurnCostsGrowsWithTheServersAndNotWithTheirSquare() {
        MassSilenceCost.Cost cost = MassSilenceCost.of(1000, 500);

        assertThat(cost.incidents()).isEqualTo(500);
        assertThat(cost.turnBytes()).isLessThan(10 * MIB);
        assertThat(cost.viewBytes()).isLessThan(10 * MIB);
    }
}
