package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hbaseha.health.region.AckLedger.Acknowledged;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message.Ack;
import org.junit.Test;

public class AckLedgerTest {

    private final AckLedger ledger = new AckLedger();

    @Test
    public void keepsTheInstantAtWhichTheAcknowledgedBeatWasSent() {
        ledger.sent(1, at(100));
        ledger.sent(2, at(200));

        assertThat(ledger.acknowledged("c1", new Ack(1, true))).isTrue();

        assertThat(ledger.newest()).isEqualTo(Map.of("c1", new Acknowledged(1, at(100), true)));
    }

    @Test
    public void ignoresAnAcknowledgementThatComesAfterANewerOne() {
        ledger.sent(1, at(100));
        ledger.sent(2, at(200));
        ledger.acknowledged("c1", new Ack(2, true));

        assertThat(ledger.acknowledged("c1", new Ack(1, false))).isTrue();

        assertThat(ledger.newest()).isEqualTo(Map.of("c1", new Acknowledged(2, at(200), true)));
    }

    @Test
    public void refusesBeatsThatWereNeverSent() {
        ledger.sent(1, at(100));

        assertThat(ledger.acknowledged("c1", new Ack(2, true))).isFalse();
        assertThat(ledger.acknowledged("c1", new Ack(0, true))).isFalse();
        assertThat(ledger.acknowledged("c1", new Ack(Long.MIN_VALUE, true))).isFalse();

        assertThat(ledger.newest()).isEmpty();
    }

    @Test
    public void refusesABeatWhoseInstantIsOverwritten() {
        for (long sequence = 1; sequence <= 5_000; sequence++) {
            ledger.sent(sequence, at(sequence));
        }

        assertThat(ledger.acknowledged("c1", new Ack(5_000 - 1_024, true))).isFalse();
        assertThat(ledger.acknowledged("c1", new Ack(5_000 - 1_000, true))).isTrue();

        assertThat(ledger.newest().get("c1")).isEqualTo(new Acknowledged(4_000, at(4_000), true));
    }

    @Test
    public void keepsControllersApartAndForgetsTheStalestOfMany() {
        for (int controller = 1; controller <= 20; controller++) {
            ledger.sent(controller, at(controller));
            ledger.acknowledged("c" + controller, new Ack(controller, false));
        }

        assertThat(ledger.newest()).hasSize(16).doesNotContainKey("c4").containsKeys("c5", "c20");
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * 1_000_000);
    }
}
