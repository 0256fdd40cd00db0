package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class ServerGateTest {

    private long nanos = Long.MAX_VALUE - 5;
    private final ServerGate gate = new ServerGate(() -> nanos, at());

    private MonotonicInstant at() {
        return new MonotonicInstant(nanos);
    }

    @Test
    public void isOpenForGoodUntilSomebodySaysOtherwise() {
        nanos += Duration.ofDays(10_000).toNanos();

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    public void closesAtItsBoundAlsoWhereTheClockWraps() {
        gate.openUntil(at().plus(Duration.ofNanos(10)), GateState.LEASED);

        nanos += 9;
        assertThat(gate.isOpen()).isTrue();

        nanos += 1;
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    public void countsWhatItRefusesByKindAndSaysWhy() {
        gate.openUntil(at(), GateState.EXPIRED);

        assertThat(gate.refuse(Refused.READS)).contains("declared dead");
        gate.refuse(Refused.READS);
        gate.refuse(Refused.ENDPOINT_CALLS);

        assertThat(gate.refused(Refused.READS)).isEqualTo(2);
        assertThat(gate.refused(Refused.SCANS)).isZero();
        assertThat(gate.refused()).isEqualTo(3);
    }
}
