package org.hbaseha.controller.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.controller.audit.AuditProgress;
import org.hbaseha.time.MonotonicClock;
import org.junit.Test;

public final class JournalWaitTest {

    private long lost;

    private final JournalWait wait = new JournalWait(
            new AuditProgress() {
                @Override
                public long taken() {
                    return 7;
                }

                @Override
                public long lost() {
                    return lost;
                }

                @Override
                public boolean awaitSettled(long position, Duration atMost) {
                    return true;
                }
            },
            MonotonicClock.system());

    @Test
    public void anExpiryAfterALossCountsAsOneWithoutItsVerdict() throws Exception {
        expire();
        assertThat(wait.exceeded()).isZero();

        lost = 2;
        expire();
        assertThat(wait.exceeded()).isEqualTo(1);

        expire();
        assertThat(wait.exceeded()).isEqualTo(1);

        lost = 3;
        expire();
        assertThat(wait.exceeded()).isEqualTo(2);
    }

    private void expire() throws InterruptedException {
        wait.upTo(wait.position());
    }
}
