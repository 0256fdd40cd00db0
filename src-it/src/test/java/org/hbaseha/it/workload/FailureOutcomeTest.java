package org.hbaseha.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.hadoop.hbase.NotServingRegionException;
import org.apache.hadoop.hbase.client.RetriesExhaustedException;
import org.apache.hadoop.hbase.ipc.CallTimeoutException;
import org.apache.hadoop.hbase.regionserver.RegionServerAbortedException;
import org.junit.Test;

/** Only what was certainly refused counts as failed. */
public class FailureOutcomeTest {

    @Test
    public void aRefusalBeforeAnyEffectIsAFailure() {
        assertThat(FailureOutcome.of(new NotServingRegionException("not here"))).isEqualTo(Outcome.FAIL);
        assertThat(FailureOutcome.of(new CompletionException(new ConnectException("refused"))))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    public void looksBehindTheRetries() {
        RetriesExhaustedException exhausted = new RetriesExhaustedException(
                0,
                List.of(new RetriesExhaustedException.ThrowableWithExtraContext(
                        new NotServingRegionException("not here"), 0, "")));

        assertThat(FailureOutcome.of(exhausted)).isEqualTo(Outcome.FAIL);
    }

    @Test
    public void anythingElseMayHaveTakenEffect() {
        assertThat(FailureOutcome.of(new CallTimeoutException("no answer"))).isEqualTo(Outcome.INDETERMINATE);
        assertThat(FailureOutcome.of(new IOException("connection reset"))).isEqualTo(Outcome.INDETERMINATE);
        assertThat(FailureOutcome.of(new RegionServerAbortedException("aborting")))
                .isEqualTo(Outcome.INDETERMINATE);
    }
}
