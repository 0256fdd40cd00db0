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
    private final boolean oneEach;

    /** Nothing is opened before the first scenario. */
    Theatre(HaSpec spec) {
        this(spec, false);
    }

    private Theatre(HaSpec spec, boolean oneEach) {
        this.stages = new StageRule<>(() -> Stage.open(spec), System.out::println);
        this.oneEach = oneEach;
    }

    /** For scenarios that leave nothing behind to be healed. */
    static Theatre withAStageForEach(HaSpec spec) {
        return new Theatre(spec, true);
    }

    /** A whole stage at the beginning, as often as wanted; no acknowledged write lost in the end; logs of what failed. */
    TestRule performance() {
        return RuleChain.outerRule(new LogsOfFailures(stages::present))
                .around(new Repeated())
                .around(this::leave)
                .around(stages)
                .around(new NothingLost(() -> stages.present().orElseThrow()));
    }

    /** Logs of a scenario that fails are wanted yet. */
    private Statement leave(Statement scenario, Description description) {
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                scenario.evaluate();
                if (oneEach) {
                    stages.close();
                }
            }
        };
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
