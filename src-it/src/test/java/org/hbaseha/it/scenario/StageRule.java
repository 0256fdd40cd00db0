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
 * Gives every scenario a whole stage. All share one, which the first opens; where a scenario left it so that it does not heal, that is said, and the
 * next one gets a new stage, once: a new one that does not open or become whole either fails the scenario, and only this one. One thread.
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

    private S open() throws Exception {
        S opened = opener.call();
        stage = Optional.of(opened);
        return opened;
    }

    /** The present one, which a scenario always has. */
    S stage() {
        return stage.orElseThrow(() -> new IllegalStateException("No stage is open"));
    }

    /** The present one; empty before the first scenario, and where none could be opened. */
    Optional<S> present() {
        return stage;
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

    /** Makes the stage whole, or replaces it; opens one where there is none. */
    private void heal(String scenario) throws Exception {
        if (stage.isEmpty()) {
            open().heal();
            return;
        }
        S present = stage.get();
        try {
            present.heal();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            say.accept("the stage does not heal before " + scenario + ", " + lastScenario + " left it so: "
                    + e.getMessage() + "; opening another one");
            leave(
                    present,
                    Path.of("target", "scenario-logs", "left-by-" + lastScenario)
                            .toAbsolutePath());
            open().heal();
        }
    }

    private void leave(S present, Path logs) {
        try {
            present.copyLogsTo(logs);
            say.accept("its logs are in " + logs);
        } catch (IOException | RuntimeException e) {
            say.accept("its logs could not be kept: " + e.getMessage());
        }
        try {
            close();
        } catch (IOException | RuntimeException e) {
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
