package org.hbaseha.it.scenario;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hbaseha.it.cluster.HaSpec;
import org.hbaseha.it.cluster.SiteSpec;
import org.junit.rules.RuleChain;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Where all scenarios of a class are played: as its class rule it closes the stage they share when all are over; {@link #performance} is the rule of
 * each of them. One thread.
 */
final class Theatre implements TestRule {

    private final HaSpec spec;
    private final StageRule<Stage> stages;
    private final boolean oneEach;

    private Theatre(HaSpec spec, boolean oneEach) {
        this.spec = spec;
        this.stages = new StageRule<>(() -> Stage.open(spec), System.out::println);
        this.oneEach = oneEach;
    }

    /**
     * Where controllers act by themselves, and soon forget what they did in the scenario before. Nothing is opened before the first scenario.
     *
     * @param haSite {@code hbase.ha.*} settings beside
     */
    static Theatre automatic(SiteSpec.Builder site, int controllers, Map<String, String> haSite) {
        Map<String, String> settings = new TreeMap<>(haSite);
        settings.put("hbase.ha.mode", "automatic");
        settings.put("hbase.ha.breaker.window", "2s");
        return new Theatre(new HaSpec(site.build(), controllers, settings), false);
    }

    static Theatre automatic(SiteSpec.Builder site, int controllers) {
        return automatic(site, controllers, Map.of());
    }

    /** The same with a stage for each scenario: nothing is left behind to be healed. */
    Theatre withAStageForEach() {
        return new Theatre(spec, true);
    }

    /** A site as operators are told to set it up, where nothing but a failure moves a region. */
    static SiteSpec.Builder site(String name) {
        return SiteSpec.named(name).recommendedSettings(true).balancer(false);
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
