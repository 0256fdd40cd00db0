package org.hbaseha.it.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/** Keeps what all processes logged when a scenario fails, and prints where. What failed is told as it is, whether or not there are logs. */
final class LogsOfFailures extends TestWatcher {

    private final Supplier<? extends Optional<? extends StageRule.Healing>> stage;

    /** Of the stage that is present then; empty where none could be opened. */
    LogsOfFailures(Supplier<? extends Optional<? extends StageRule.Healing>> stage) {
        this.stage = stage;
    }

    @Override
    protected void starting(Description description) {
        System.out.println("scenario " + description.getMethodName());
    }

    @Override
    protected void failed(Throwable failure, Description description) {
        Optional<? extends StageRule.Healing> present = stage.get();
        if (present.isEmpty()) {
            System.out.println(
                    "scenario " + description.getMethodName() + " failed, no stage is open whose logs could be kept");
            return;
        }
        Path folder =
                Path.of("target", "scenario-logs", description.getMethodName()).toAbsolutePath();
        try {
            present.get().copyLogsTo(folder);
            System.out.println("scenario " + description.getMethodName() + " failed, logs are in " + folder);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
