package org.hbaseha.it.scenario;

import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** Runs each test as often as the system property {@code ha.it.repeats} says: a scenario that fails once in three runs is broken. */
final class Repeated implements TestRule {

    private static final int TIMES = Integer.getInteger("ha.it.repeats", 1);

    @Override
    public Statement apply(Statement once, Description description) {
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                for (int i = 0; i < TIMES; i++) {
                    once.evaluate();
                }
            }
        };
    }
}
