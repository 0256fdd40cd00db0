package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.Test;

public final class ProcessMeterTest {

    @Test
    public void processorTimeIsUserAndKernelTimeWhateverTheCommandIsCalled() {
        String stat = "4711 (a b) c) S 1 4711 4711 0 -1 4194560 100 0 0 0 250 75 9 9 20 0 33 0 1 2 3";

        assertThat(ProcessMeter.processorTime(stat)).isEqualTo(Duration.ofMillis(3_250));
    }

    @Test
    public void thisProcessUsesSomething() throws IOException {
        ProcessMeter meter = new ProcessMeter(ProcessHandle.current().pid());

        assertThat(meter.processorTime()).isPositive();
        assertThat(meter.residentBytes()).isGreaterThan(1 << 20);
        assertThat(meter.processorTimeByThread()).isNotEmpty();
    }
}
