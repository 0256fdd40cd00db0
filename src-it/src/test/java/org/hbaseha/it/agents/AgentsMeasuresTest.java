package org.hbaseha.it.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.BoundLine.Verdict;
import org.junit.Test;

public final class AgentsMeasuresTest {

    private static final AgentsPlan PLAN = new AgentsPlan(1_000, Duration.ofSeconds(20), Duration.ofSeconds(60), 20);

    private static AgentsMeasures of(
            List<Long> processor, long resident, long beats, List<Long> verdicts, int missing, long mistakes) {
        return new AgentsMeasures(
                PLAN,
                processor,
                List.of(resident),
                List.of(60L),
                List.of(beats),
                new AgentsMeasures.Trips(10, 200, 900, 1_000),
                verdicts,
                missing,
                mistakes,
                List.of());
    }

    private static Verdict verdictOf(AgentsMeasures measures, String metric) {
        return measures.bounds().stream()
                .filter(bound -> bound.metric().equals(metric))
                .map(BoundLine::verdict)
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void aControllerWithinItsBoundsHolds() {
        AgentsMeasures good = of(List.of(28L, 31L), 512, 9_990, Collections.nCopies(20, 800L), 0, 0);

        assertThat(good.bounds())
                .allSatisfy(bound -> assertThat(bound.verdict()).isEqualTo(Verdict.HOLDS));
    }

    @Test
    public void eachBoundCanBeBroken() {
        AgentsMeasures bad = of(List.of(31L, 31L), 513, 9_799, Collections.nCopies(20, 801L), 0, 1);

        assertThat(bad.bounds()).hasSize(5).allSatisfy(bound -> assertThat(bound.verdict())
                .isEqualTo(Verdict.BROKEN));
    }

    @Test
    public void aVerdictThatNeverCameIsTooLate() {
        assertThat(verdictOf(of(List.of(10L), 100, 10_000, Collections.nCopies(19, 100L), 1, 0), "verdict"))
                .isEqualTo(Verdict.BROKEN);
    }

    @Test
    public void fewKillsSayTooLittle() {
        assertThat(verdictOf(of(List.of(10L), 100, 10_000, List.of(100L), 0, 0), "verdict"))
                .isEqualTo(Verdict.TOO_FEW);
        assertThat(verdictOf(of(List.of(10L), 100, 10_000, List.of(), 0, 0), "verdict"))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    public void someMustBeLeftToTestify() {
        assertThatThrownBy(() -> new AgentsPlan(10, Duration.ZERO, Duration.ZERO, 7))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
