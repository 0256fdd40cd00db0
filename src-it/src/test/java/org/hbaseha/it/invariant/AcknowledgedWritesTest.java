package org.hbaseha.it.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hbaseha.it.workload.FinalContents;
import org.hbaseha.it.workload.Outcome;
import org.junit.Test;

/** Which histories prove that nothing was lost, which that something was, and which prove nothing. */
public class AcknowledgedWritesTest {

    @Test
    public void holdsWhenEveryAcknowledgedWriteIsThere() {
        Histories run = new Histories()
                .put(0, 1, 0, 5, Outcome.OK)
                .put(0, 2, 10, 15, Outcome.OK)
                .put(1, 1, 0, 9, Outcome.OK);

        InvariantResult result =
                AcknowledgedWrites.judge(run.history(), new FinalContents(Map.of(0, Set.of(1L, 2L), 1, Set.of(1L))));

        assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(result.checked()).isEqualTo(3);
    }

    @Test
    public void isViolatedByOneMissingWriteEvenBelowANewerOne() {
        Histories run = new Histories()
                .put(3, 1, 0, 5, Outcome.OK)
                .put(3, 2, 10, 15, Outcome.OK)
                .put(3, 3, 20, 25, Outcome.OK);

        InvariantResult result = AcknowledgedWrites.judge(run.history(), new FinalContents(Map.of(3, Set.of(1L, 3L))));

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.violations()).isEqualTo(1);
        assertThat(result.examples()).singleElement().asString().contains("write 2 of region 3");
    }

    @Test
    public void aWriteWithoutAnAnswerMayBeThereOrNot() {
        Histories run = new Histories()
                .put(0, 1, 0, 5, Outcome.OK)
                .put(0, 2, 10, 510, Outcome.INDETERMINATE)
                .put(0, 3, 600, 1_100, Outcome.INDETERMINATE)
                .put(0, 4, 1_200, 1_201, Outcome.FAIL);

        InvariantResult result = AcknowledgedWrites.judge(run.history(), new FinalContents(Map.of(0, Set.of(1L, 3L))));

        assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(result.checked()).isEqualTo(1);
    }

    @Test
    public void aLateAcknowledgementCountsAsAnyOther() {
        Histories run = new Histories().put(0, 1, 0, 30_000, Outcome.OK);

        InvariantResult result = AcknowledgedWrites.judge(run.history(), new FinalContents(Map.of(0, Set.of())));

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    public void isUnknownWhenARegionCouldNotBeRead() {
        Histories run = new Histories().put(0, 1, 0, 5, Outcome.OK).put(1, 1, 0, 5, Outcome.OK);

        InvariantResult result = AcknowledgedWrites.judge(run.history(), new FinalContents(Map.of(0, Set.of(1L))));

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.sentence()).contains("[1]");
    }

    @Test
    public void aLossOutweighsARegionThatCouldNotBeRead() {
        Histories run = new Histories().put(0, 1, 0, 5, Outcome.OK).put(1, 1, 0, 5, Outcome.OK);

        InvariantResult result = AcknowledgedWrites.judge(run.history(), new FinalContents(Map.of(0, Set.of())));

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    public void isUnknownWhenNothingWasAcknowledged() {
        Histories run = new Histories().put(0, 1, 0, 500, Outcome.INDETERMINATE);

        InvariantResult result = AcknowledgedWrites.judge(run.history(), new FinalContents(Map.of(0, Set.of(1L))));

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    public void twoRunsHoldOnlyTogether() {
        InvariantResult holds = result(Verdict.HOLDS, 10, 0);
        InvariantResult unknown = result(Verdict.UNKNOWN, 0, 0);
        InvariantResult violated = result(Verdict.VIOLATED, 5, 1);

        assertThat(holds.and(holds).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(holds.and(holds).checked()).isEqualTo(20);
        assertThat(holds.and(unknown).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(unknown.and(violated).verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(holds.and(violated).violations()).isEqualTo(1);
    }

    private static InvariantResult result(Verdict verdict, long checked, long violations) {
        return new InvariantResult("x", verdict, checked, violations, verdict.name(), List.of());
    }
}
