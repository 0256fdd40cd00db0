package org.hbaseha.controller.rim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.Test;
import org.slf4j.helpers.NOPLogger;

public final class TroubleLogTest {

    private final TroubleLog trouble = new TroubleLog(NOPLogger.NOP_LOGGER, "Asking");

    @Test
    public void remembersTheInnermostCauseUntilItIsOver() {
        assertThat(trouble.current()).isEmpty();

        trouble.seen(new IllegalStateException("outer", new IOException("reset")));
        assertThat(trouble.current()).isEqualTo("java.io.IOException: reset");

        trouble.over();
        assertThat(trouble.current()).isEmpty();
    }
}
