package org.hbaseha.it.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/** Keeps what all processes logged when a scenario fails, and prints where. */
final class LogsOfFailures extends TestWatcher {

    private final Supplier<Stage> stage;

    LogsOfFailures(Supplier<Stage> stage) {
        this.stage = stage;
    }

    @Override
    protected void starting(Description description) {
        System.out.println("scenario " + description.getMethodName());
    }

    @Override
    protected void failed(Throwable failure, Description description) {
        Path folder =
                Path.of("target", "scenario-logs", description.getMethodName()).toAbsolutePath();
        try {
            stage.get().ha().site().copyLogsTo(folder);
            System.out.println("scenario " + description.getMethodName() + " failed, logs are in " + folder);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
