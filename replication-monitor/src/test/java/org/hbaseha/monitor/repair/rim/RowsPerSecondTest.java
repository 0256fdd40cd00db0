package org.hbaseha.monitor.repair.rim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public class RowsPerSecondTest {

    @Test
    public void rowsTakeTheirTimeAndTheFirstDoNotWait() throws Exception {
        RowsPerSecond pace = new RowsPerSecond(100);
        long start = System.nanoTime();

        pace.await(10);
        Duration first = Duration.ofNanos(System.nanoTime() - start);
        pace.await(10);
        pace.await(1);
        Duration all = Duration.ofNanos(System.nanoTime() - start);

        assertThat(all).isGreaterThanOrEqualTo(Duration.ofMillis(195));
        assertThat(first).isLessThan(all.dividedBy(2));
    }
}
