package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.Test;

/** As {@link SimulationTest}, in one large cluster; the nightly profile makes it one of 1000 servers. */
public class LargeClusterTest {

    private static final int SERVERS = Integer.getInteger("ha.simulation.large", 100);
    private static final long FIRST = Long.getLong("ha.simulation.large.first", 1);
    private static final int SEEDS = 2;

    @Test
    public void invariantsHoldInALargeCluster() {
        Simulation.Tally all = Simulation.Tally.NONE;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            all = all.plus(Simulation.run(seed, Rules.REAL, OptionalInt.of(SERVERS)));
        }
        System.out.println(
                "Simulated " + SERVERS + " servers, seeds " + FIRST + ".." + (FIRST + SEEDS - 1) + " " + all);

        assertThat(all.events()).isGreaterThan(SERVERS * 100L);
    }
}
