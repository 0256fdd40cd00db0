package org.hbaseha.it.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import org.hbaseha.it.workload.Outcome;
import org.junit.Test;

/** A read is stale only against what was acknowledged before it began. */
public class FreshReadsTest {

    @Test
    public void readsOfTheNewestValueHold() {
        Histories run = new Histories()
                .put(0, 1, 0, 10, Outcome.OK)
                .get(0, 1, 11, 15, Outcome.OK)
                .put(0, 2, 20, 30, Outcome.OK)
                .get(0, 2, 31, 35, Outcome.OK);

        assertThat(FreshReads.judge(run.history()).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    public void aReadBegunAfterANewerAcknowledgementIsStale() {
        Histories run = new Histories()
                .put(0, 1, 0, 10, Outcome.OK)
                .put(0, 2, 20, 30, Outcome.OK)
                .get(0, 1, 31, 35, Outcome.OK);

        InvariantResult result = FreshReads.judge(run.history());

        assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(result.examples()).singleElement().asString().contains("returned 1, 2 was acknowledged before");
    }

    @Test
    public void anEmptyAnswerAfterAnAcknowledgedWriteIsStale() {
        Histories run = new Histories().put(0, 1, 0, 10, Outcome.OK).get(0, 0, 31, 35, Outcome.OK);

        assertThat(FreshReads.judge(run.history()).verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    public void aReadUnderWayWhileTheWriteIsMayReturnEither() {
        Histories run = new Histories()
                .put(0, 1, 0, 10, Outcome.OK)
                .put(0, 2, 20, 30, Outcome.OK)
                .get(0, 1, 29, 400, Outcome.OK)
                .get(0, 2, 15, 31, Outcome.OK);

        assertThat(FreshReads.judge(run.history()).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    public void aWriteWithoutAnAnswerMayShowOrNotAndMayShowLate() {
        Histories run = new Histories()
                .put(0, 1, 0, 10, Outcome.OK)
                .put(0, 2, 20, 520, Outcome.INDETERMINATE)
                .get(0, 1, 600, 610, Outcome.OK)
                .get(0, 2, 700, 710, Outcome.OK);

        assertThat(FreshReads.judge(run.history()).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    public void regionsAreJudgedByThemselves() {
        Histories run = new Histories().put(0, 7, 0, 10, Outcome.OK).get(1, 0, 31, 35, Outcome.OK);

        assertThat(FreshReads.judge(run.history()).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    public void failedReadsProveNothing() {
        Histories run = new Histories().put(0, 1, 0, 10, Outcome.OK).get(0, 0, 20, 520, Outcome.INDETERMINATE);

        assertThat(FreshReads.judge(run.history()).verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
