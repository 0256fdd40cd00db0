package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/**
 * Many seeds. More of them, or one alone: {@code mvn test -Dtest=SimulationTest -Dha.simulation.seeds=20000 -Dha.simulation.first=1}. A seed
 * that fails becomes a test of its own.
 */
public class SimulationTest {

    private static final int SEEDS = Integer.getInteger("ha.simulation.seeds", 300);
    private static final long FIRST = Long.getLong("ha.simulation.first", 1);
    private static final int SHOWN = 3;

    @Test
    public void invariantsHoldInEverySchedule() {
        Simulation.Tally all = Simulation.Tally.NONE;
        List<Violation> violations = new ArrayList<>();
        Map<String, List<Long>> seeds = new TreeMap<>();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try {
                all = all.plus(Simulation.run(seed, Flaw.NONE));
            } catch (Violation e) {
                violations.add(e);
                seeds.computeIfAbsent(e.invariant(), name -> new ArrayList<>()).add(seed);
            }
        }
        System.out.println(
                "Simulated seeds " + FIRST + ".." + (FIRST + SEEDS - 1) + " " + all + " violations=" + seeds);

        assertThat(seeds)
                .as(() -> String.join(
                        "\n\n",
                        violations.stream()
                                .limit(SHOWN)
                                .map(Throwable::getMessage)
                                .toList()))
                .isEmpty();
        assertThat(all.verdicts()).as("verdicts").isGreaterThan(SEEDS / 4);
        assertThat(all.expiries()).as("expiries").isGreaterThan(SEEDS / 5);
        assertThat(all.boundsHeld()).as("bounds kept").isGreaterThan(SEEDS / 30);
        assertThat(all.asked()).as("expiries that a person approved").isGreaterThan(SEEDS / 100);
        assertThat(all.refusals().times(RefusalJudge.Reason.ISOLATED))
                .as("refusals of isolated servers")
                .isPositive();
        assertThat(all.refusals().times(RefusalJudge.Reason.STOOD_STILL))
                .as("refusals after a standstill")
                .isPositive();
        assertThat(all.time()).as("virtual time").isGreaterThan(Duration.ofSeconds(10L * SEEDS));
    }
}
