package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class AckLedgerTest {

    private final AckLedger ledger = new AckLedger();

    @Test
    public void keepsTheInstantAtWhichEachBeatWasSent() {
        ledger.sent(1, at(100));
        ledger.sent(2, at(200));

        assertThat(ledger.sentAt(1)).contains(at(100));
        assertThat(ledger.sentAt(2)).contains(at(200));
    }

    @Test
    public void beatsThatWereNeverSentHaveNone() {
        ledger.sent(1, at(100));

        assertThat(ledger.sentAt(2)).isEmpty();
        assertThat(ledger.sentAt(0)).isEmpty();
        assertThat(ledger.sentAt(Long.MIN_VALUE)).isEmpty();
        assertThat(ledger.sentAt(1 - 1024)).isEmpty();
    }

    @Test
    public void aBeatWhoseInstantIsOverwrittenHasNone() {
        for (long sequence = 1; sequence <= 5_000; sequence++) {
            ledger.sent(sequence, at(sequence));
        }

        assertThat(ledger.sentAt(5_000 - 1_024)).isEmpty();
        assertThat(ledger.sentAt(5_000 - 1_000)).contains(at(4_000));
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }
}
