package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.Test;

/** The invariants notice a world that lies. Otherwise a run without a violation would say nothing. */
public class PlantedLiesTest {

    private static final int SEEDS = 400;

    private static Optional<String> violatedIn(Rules rules) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                Simulation.run(seed, rules);
            } catch (Violation e) {
                return Optional.of(e.invariant());
            }
        }
        return Optional.empty();
    }

    @Test
    public void aDetectorWithoutItsLatchIsNoticed() {
        assertThat(violatedIn(Rules.NO_LATCH)).contains("no-expiry-of-a-healthy-server");
    }

    @Test
    public void oneVantageThatCallsItselfTwoIsNoticed() {
        assertThat(violatedIn(Rules.ONE_VANTAGE)).contains("no-expiry-of-a-healthy-server");
    }
}
