package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hbaseha.controller.simulation.Faults.Kind;
import org.junit.Test;

/** A region server whose wall clock is set. */
public class ServerClockTest {

    private static final int SEEDS = 20;

    /** Its gate trusts nothing until the first answer, and nobody expires it for that. */
    @Test
    public void aClockThatIsSetClosesTheGateUntilTheFirstAnswer() {
        Simulation.Tally all = Simulation.Tally.NONE;
        Script script = Script.of(3, Kind.SERVER_CLOCK_JUMP, Kind.SERVER_CLOCK_JUMP).andNoMore();
        for (long seed = 1; seed <= SEEDS; seed++) {
            all = all.plus(Simulation.run(seed, Flaw.NONE, script));
        }

        assertThat(all.refusals().times(RefusalJudge.Reason.STOOD_STILL)).as("ticks at which a gate refused").isGreaterThan(SEEDS);
        assertThat(all.verdicts()).as("verdicts").isZero();
        assertThat(all.expiries()).as("expiries").isZero();
    }
}
