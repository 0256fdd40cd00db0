package org.hbaseha.controller.admin.preflight;

import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order in which an operator works through them. Pure. */
public final class Preflight {

    private static final List<PreflightCheck> CHECKS = Stream.of(
                    ClusterChecks.all(), TimingChecks.all(), HBaseRules.all())
            .flatMap(List::stream)
            .toList();

    private Preflight() {}

    public static List<Finding> findings(PreflightFacts facts) {
        return CHECKS.stream().flatMap(check -> check.findings(facts).stream()).toList();
    }

    /** What {@code mode automatic} asks before it obeys: the findings that forbid it. */
    public static List<Finding> obstacles(PreflightFacts facts) {
        return findings(facts).stream().filter(Finding::forbidsAutomatic).toList();
    }
}
