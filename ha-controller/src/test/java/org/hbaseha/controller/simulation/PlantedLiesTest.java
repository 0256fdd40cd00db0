package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.Test;

/** The invariants notice a world that lies. Otherwise a run without a violation would say nothing. */
public class PlantedLiesTest {

    private static final int SEEDS = 400;

    private static Optional<String> violatedIn(Rules rules, Faults.Kind... first) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                Simulation.run(seed, rules, OptionalInt.empty(), List.of(first));
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

    @Test
    public void whoBlamesServersForTheFileSystemIsNoticed() {
        assertThat(violatedIn(Rules.BLIND_TO_GROUND, Faults.Kind.FILE_SYSTEM_TROUBLE))
                .contains("no-expiry-by-silence-in-trouble-below");
    }

    @Test
    public void whoBlamesServersForZooKeeperIsNoticed() {
        assertThat(violatedIn(Rules.BLIND_TO_GROUND, Faults.Kind.ZOOKEEPER_SLOW, Faults.Kind.LONG_FREEZE))
                .contains("no-expiry-by-silence-in-trouble-below");
    }
}
