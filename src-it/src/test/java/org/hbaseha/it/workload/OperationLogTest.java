package org.hbaseha.it.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.Test;

/** Reading the tail of a log that grows. */
public class OperationLogTest {

    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    public void findsWhatEndedSinceEvenWhenNotedOutOfOrder() {
        OperationLog log = new OperationLog();
        log.add(ending(100));
        log.add(ending(5_000));
        log.add(ending(4_990));
        log.add(ending(5_010));

        assertThat(log.endedSince(ORIGIN.plusMillis(5_000)).operations())
                .extracting(Operation::value)
                .containsExactly(5_000L, 5_010L);
    }

    private static Operation ending(long millis) {
        return new Operation(0, OperationKind.PUT, millis, ORIGIN, ORIGIN.plusMillis(millis), Outcome.OK);
    }
}
