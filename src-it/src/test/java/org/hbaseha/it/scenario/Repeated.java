package org.hbaseha.it.scenario;

import static org.junit.Assume.assumeTrue;

import java.util.Optional;
import org.junit.AssumptionViolatedException;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Runs each test as often as the system property {@code ha.it.repeats} says: a scenario that fails once in three runs is broken. Those that {@link Runs}
 * says something else of are repeated too when the property {@code ha.it.scenarios} is {@code all}.
 */
final class Repeated implements TestRule {

    private static final int TIMES = Integer.getInteger("ha.it.repeats", 1);
    private static final boolean ALL = System.getProperty("ha.it.scenarios", "").equals("all");

    @Override
    public Statement apply(Statement once, Description description) {
        int times = times(Optional.ofNullable(description.getAnnotation(Runs.class)));
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                assumeTrue("takes long: runs with -Pscenarios-all, or with -Dha.it.scenarios=all", times > 0);
                int tried = 0;
                Optional<AssumptionViolatedException> missed = Optional.empty();
                for (int i = 0; i < times; i++) {
                    try {
                        once.evaluate();
                        tried++;
                    } catch (AssumptionViolatedException e) {
                        // A fault that came too late shows nothing; the other runs may.
                        System.out.println("  nothing was shown: " + e.getMessage());
                        missed = Optional.of(e);
                    }
                }
                if (tried == 0 && missed.isPresent()) {
                    throw missed.get();
                }
            }
        };
    }

    private static int times(Optional<Runs> runs) {
        if (ALL || runs.isEmpty()) {
            return TIMES;
        }
        return switch (runs.get().value()) {
            case ONCE -> 1;
            case THOROUGHLY -> 0;
        };
    }
}
