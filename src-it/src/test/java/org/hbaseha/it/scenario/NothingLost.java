package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.hbaseha.it.invariant.Verdict;
import org.junit.AssumptionViolatedException;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** After each scenario, held or not: every region is in use again, and every write that was ever acknowledged is there. */
final class NothingLost implements TestRule {

    private final Supplier<Stage> stage;

    NothingLost(Supplier<Stage> stage) {
        this.stage = stage;
    }

    @Override
    public Statement apply(Statement scenario, Description description) {
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                try {
                    scenario.evaluate();
                } catch (AssumptionViolatedException e) {
                    throw e;
                } catch (Exception | AssertionError failure) {
                    look(failure);
                    throw failure;
                }
                requireAll();
            }
        };
    }

    private void look(Throwable failure) {
        try {
            requireAll();
        } catch (Exception | AssertionError further) {
            failure.addSuppressed(further);
        }
    }

    private void requireAll() throws Exception {
        stage.get().awaitClientsBack();
        assertThat(stage.get().acknowledgedWrites())
                .satisfies(result -> assertThat(result.verdict()).isEqualTo(Verdict.HOLDS));
    }
}
