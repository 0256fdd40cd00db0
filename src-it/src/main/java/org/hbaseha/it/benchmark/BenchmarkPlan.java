package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a benchmark runs, in order, and about how long that takes. Pure.
 *
 * @param rounds of each scenario
 * @param shortRounds of those scenarios of {@link Variant#HBASE_HA} that are over in seconds
 * @param controlRounds of those that hurt controllers or masters, too
 */
record BenchmarkPlan(List<Variant> variants, List<Scenario> scenarios, int rounds, int shortRounds, int controlRounds) {

    private static final Duration SITE = Duration.ofSeconds(45);

    BenchmarkPlan {
        variants = List.copyOf(variants);
        scenarios = List.copyOf(scenarios);
    }

    /** One fault. A warm-up is not measured. */
    record Step(Variant variant, Scenario scenario, int number, int of, boolean warmUp) {

        String name() {
            return variant + " " + scenario + (warmUp ? " warm-up" : " " + number + "/" + of);
        }
    }

    /** Whether the sites run on a private network, all of them, so that variants can be compared. */
    boolean ownHosts() {
        return scenarios.stream().anyMatch(Scenario::needsOwnHosts);
    }

    /** The faults of one variant: a warm-up, because the first recovery of a fresh cluster runs cold code, then each scenario in turn. */
    List<Step> stepsOf(Variant variant) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(variant, Scenario.CRASH, 0, 0, true));
        for (Scenario scenario : scenarios) {
            int count = roundsOf(variant, scenario);
            // A pause of 2 s is harmless under stock sessions; the question is whether our detector takes it so.
            if (!scenario.needsAddOn() || variant.hasAddOn()) {
                for (int number = 1; number <= count; number++) {
                    steps.add(new Step(variant, scenario, number, count, false));
                }
            }
        }
        return steps;
    }

    private int roundsOf(Variant variant, Scenario scenario) {
        if (scenario.hurtsControl()) {
            return controlRounds;
        }
        return variant.hasAddOn() && scenario.isShort() ? shortRounds : rounds;
    }

    /** Time that a whole variant takes. */
    Duration estimate(Variant variant) {
        return stepsOf(variant).stream().map(BenchmarkPlan::estimate).reduce(SITE, Duration::plus);
    }

    /** Time that a round takes, with what makes the site whole afterwards: from earlier runs on two cores. */
    static Duration estimate(Step step) {
        long outage =
                switch (step.variant()) {
                    case STOCK_DEFAULT -> 38;
                    case STOCK_SESSION_3S -> 9;
                    case STOCK_SESSION_3S_FAST_LEASE -> 5;
                    case HBASE_HA -> 3;
                };
        long fault =
                switch (step.scenario()) {
                    case CRASH -> outage;
                    case ISOLATION -> outage + 3;
                    case FREEZE -> Math.max(outage, 30) + 8;
                    case FREEZE_2S -> 3;
                    case CONTROLLER_KILLED, LEADER_FROZEN -> 25;
                    case CONTROLLERS_ALL_KILLED -> 65;
                    case FREEZE_THEN_MASTER_KILLED -> 60;
                };
        long repair = step.scenario().expectsExpiry() ? 15 : 5;
        return Duration.ofSeconds(fault + repair);
    }
}
