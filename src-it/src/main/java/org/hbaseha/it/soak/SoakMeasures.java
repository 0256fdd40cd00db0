package org.hbaseha.it.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.BoundLine.Verdict;
import org.hbaseha.it.report.InvariantLine;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Result;
import org.hbaseha.it.report.Statistics;

/**
 * What a soak found. All bounds are 0: nothing that was done to the site was a reason to act. Pure.
 *
 * @param faults how many of each kind, by its name
 * @param lostServers incarnations that did not live to the end
 * @param longestFreezeMillis as it came out on a starved machine
 */
record SoakMeasures(
        Map<String, Long> faults,
        Deeds deeds,
        long suspicions,
        long lostServers,
        long operations,
        long failedOperations,
        long longestFreezeMillis,
        List<InvariantResult> invariants,
        List<String> notes) {

    static final String COMMAND = "benchmark soak";

    private static final String SCENARIO = "soak";
    private static final String VARIANT = "hbase-ha";

    Report report(String version, MachineFacts machine) {
        List<InvariantLine> lines = invariants.stream().map(InvariantLine::of).toList();
        return new Report(COMMAND, version, machine, results(), List.of(), lines, bounds(), notes);
    }

    private List<Result> results() {
        List<Result> results = new ArrayList<>();
        faults.forEach((kind, number) -> results.add(one(kind, "count", number)));
        results.add(one("longest-freeze", "ms", longestFreezeMillis));
        results.add(one("operations", "count", operations));
        results.add(one("failed-operations", "count", failedOperations));
        results.add(one("suspicions", "count", suspicions));
        results.add(one("leaderships", "count", deeds.leaders()));
        results.add(one("verdicts", "count", deeds.verdicts()));
        results.add(one("verdicts-that-act", "count", deeds.wouldAct()));
        results.add(one("verdicts-withdrawn", "count", deeds.withdrawn()));
        results.add(one("actions", "count", deeds.actions()));
        results.add(one("servers-lost", "count", lostServers));
        return results;
    }

    private static Result one(String metric, String unit, long value) {
        Statistics only = Statistics.of(List.of(value));
        return new Result(SCENARIO, VARIANT, metric, unit, only.n(), only.min(), only.median(), only.p99(), only.max());
    }

    List<BoundLine> bounds() {
        List<BoundLine> bounds = new ArrayList<>();
        bounds.add(none("actions", deeds.actions()));
        bounds.add(none("verdicts-that-act", deeds.wouldAct()));
        bounds.add(none("servers-lost", lostServers));
        for (InvariantResult result : invariants) {
            bounds.add(new BoundLine(
                    SCENARIO,
                    VARIANT,
                    result.name(),
                    "0",
                    result.violations() + " of " + result.checked(),
                    switch (result.verdict()) {
                        case HOLDS -> Verdict.HOLDS;
                        case VIOLATED -> Verdict.BROKEN;
                        case UNKNOWN -> Verdict.UNKNOWN;
                    }));
        }
        return bounds;
    }

    private static BoundLine none(String metric, long value) {
        return new BoundLine(
                SCENARIO, VARIANT, metric, "0", Long.toString(value), value == 0 ? Verdict.HOLDS : Verdict.BROKEN);
    }
}
