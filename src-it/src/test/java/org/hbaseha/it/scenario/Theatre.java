package org.hbaseha.it.scenario;

import java.util.Optional;
import org.hbaseha.it.cluster.HaSpec;
import org.junit.rules.RuleChain;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Where all scenarios of a class are played: as its class rule it closes the stage they share when all are over; {@link #performance} is the rule of
 * each of them. One thread.
 */
final class Theatre implements TestRule {

    private final StageRule<Stage> stages;

    /** Nothing is opened before the first scenario. */
    Theatre(HaSpec spec) {
        this.stages = new StageRule<>(() -> Stage.open(spec), System.out::println);
    }

    /** A whole stage at the beginning, as often as wanted; no acknowledged write lost in the end; logs of what failed. */
    TestRule performance() {
        return RuleChain.outerRule(new LogsOfFailures(stages::present))
                .around(new Repeated())
                .around(stages)
                .around(new NothingLost(() -> stages.present().orElseThrow()));
    }

    /** The present stage. Another one may stand there in the next scenario. */
    Stage stage() {
        return stages.stage();
    }

    Optional<Stage> present() {
        return stages.present();
    }

    @Override
    public Statement apply(Statement scenarios, Description description) {
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                try {
                    scenarios.evaluate();
                } finally {
                    stages.close();
                }
            }
        };
    }
}
