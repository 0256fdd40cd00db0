package org.hbaseha.it.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Gives every scenario a whole stage. All share one; where a scenario left it so that it does not heal, that is said, and the next one gets a new
 * stage, once: a new one that does not become whole either fails the scenario. One thread.
 */
final class StageRule<S extends StageRule.Healing> implements TestRule, AutoCloseable {

    /** What can be made whole again after a scenario. */
    interface Healing extends AutoCloseable {

        /** Fails when it does not become whole in time. */
        void heal() throws Exception;

        void copyLogsTo(Path folder) throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Callable<S> opener;
    private final Consumer<String> say;
    private Optional<S> stage = Optional.empty();
    private String lastScenario = "nobody";

    /** Nothing is opened yet. */
    StageRule(Callable<S> opener, Consumer<String> say) {
        this.opener = opener;
        this.say = say;
    }

    /** Opens a stage, which is the present one from then on. */
    S open() throws Exception {
        S opened = opener.call();
        stage = Optional.of(opened);
        return opened;
    }

    /** The present one. */
    S stage() {
        return stage.orElseThrow(() -> new IllegalStateException("No stage is open"));
    }

    @Override
    public Statement apply(Statement scenario, Description description) {
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                heal(description.getMethodName());
                lastScenario = description.getMethodName();
                scenario.evaluate();
            }
        };
    }

    /** Makes the stage whole, or replaces it. */
    void heal(String scenario) throws Exception {
        try {
            stage().heal();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            say.accept("the stage does not heal before " + scenario + ", " + lastScenario + " left it so: "
                    + e.getMessage() + "; opening another one");
            leave(Path.of("target", "scenario-logs", "left-by-" + lastScenario).toAbsolutePath());
            open().heal();
        }
    }

    private void leave(Path logs) {
        try {
            stage().copyLogsTo(logs);
            say.accept("its logs are in " + logs);
        } catch (IOException e) {
            say.accept("its logs could not be kept: " + e.getMessage());
        }
        try {
            close();
        } catch (IOException e) {
            say.accept("it could not be closed in order: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        if (stage.isPresent()) {
            S open = stage.get();
            stage = Optional.empty();
            open.close();
        }
    }
}
