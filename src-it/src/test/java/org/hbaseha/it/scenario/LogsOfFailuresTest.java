package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.Test;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** Whatever becomes of the logs, the reason of the failure is what is told. */
public class LogsOfFailuresTest {

    private final IOException cause = new IOException("the stage did not open");

    @Test
    public void tellsTheCauseAloneWhereNoStageIsOpen() {
        assertThat(failing(Optional.empty())).isSameAs(cause);
    }

    @Test
    public void tellsTheCauseWhereLogsCannotBeKept() {
        IllegalStateException noLogs = new IllegalStateException("no logs");

        Throwable told = failing(Optional.of(new StageRule.Healing() {
            @Override
            public void heal() {}

            @Override
            public void copyLogsTo(Path folder) {
                throw noLogs;
            }

            @Override
            public void close() {}
        }));

        assertThat(told).isSameAs(cause).hasSuppressedException(noLogs);
    }

    private Throwable failing(Optional<StageRule.Healing> stage) {
        Statement scenario = new Statement() {
            @Override
            public void evaluate() throws IOException {
                throw cause;
            }
        };
        return catchThrowable(() -> new LogsOfFailures(() -> stage)
                .apply(scenario, Description.createTestDescription(LogsOfFailuresTest.class, "a"))
                .evaluate());
    }
}
