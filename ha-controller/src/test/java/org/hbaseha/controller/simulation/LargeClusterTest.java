package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/**
 * As {@link SimulationTest}, in one large cluster; the nightly profile makes it one of 1000 servers. Each seed begins with one server that goes of
 * each cause: what a small cluster is promised, a large one is, too.
 */
public class LargeClusterTest {

    private static final int SERVERS = Integer.getInteger("ha.simulation.large", 100);
    private static final long FIRST = Long.getLong("ha.simulation.large.first", 1);
    private static final int SEEDS = 2;
    private static final Script DEATHS =
            Script.of(SERVERS, Faults.Kind.HOST_LOSS, Faults.Kind.CRASH, Faults.Kind.LONG_FREEZE);

    @Test
    public void invariantsHoldInALargeCluster() {
        Simulation.Tally all = Simulation.Tally.NONE;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Simulation.Tally one = Simulation.run(seed, Flaw.NONE, DEATHS);
            System.out.println("Simulated " + SERVERS + " servers, seed " + seed + " " + one);
            all = all.plus(one);
        }

        assertThat(all.events()).isGreaterThan(SERVERS * 100L);
        assertThat(all.verdicts())
                .as("verdicts")
                .isGreaterThanOrEqualTo(SEEDS * DEATHS.first().size());
        assertThat(all.expiries()).as("expiries").isGreaterThanOrEqualTo(SEEDS);
        assertThat(all.boundsHeld()).as("bounds kept").isGreaterThanOrEqualTo(SEEDS);
    }
}
