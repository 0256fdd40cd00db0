package org.hbaseha.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.controller.simulation.Faults.Kind;
import org.hbaseha.controller.simulation.RefusalJudge.Reason;
import org.junit.Test;

/** Gates do refuse where the protocol wants it: the judge, which only says when they may, would not miss it. */
public class RefusalsTest {

    private static final int SEEDS = 15;

    private static Simulation.Tally run(Script script) {
        Simulation.Tally all = Simulation.Tally.NONE;
        for (long seed = 1; seed <= SEEDS; seed++) {
            all = all.plus(Simulation.run(seed, Flaw.NONE, script.andNoMore()));
        }
        return all;
    }

    /** Nobody expires a server for that. */
    @Test
    public void aWallClockThatIsSetClosesTheGateUntilTheFirstAnswer() {
        Simulation.Tally all = run(Script.of(3, Kind.SERVER_CLOCK_JUMP, Kind.SERVER_CLOCK_JUMP));

        assertThat(all.refusals().times(Reason.STOOD_STILL)).as("refusals").isGreaterThan(SEEDS / 2);
        assertThat(all.verdicts()).as("verdicts").isZero();
        assertThat(all.expiries()).as("expiries").isZero();
    }

    /** So many are isolated that nobody expires them. */
    @Test
    public void anIsolatedServerRefusesOnceItsSessionIsOver() {
        Script script = Script.of(3, Kind.LONG_ISOLATION, Kind.LONG_ISOLATION, Kind.LONG_ISOLATION)
                .apart(Duration.ofMillis(300));

        assertThat(run(script).refusals().times(Reason.SESSION_OVER))
                .as("refusals")
                .isPositive();
    }
}
