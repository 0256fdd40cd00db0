package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.invariant.Verdict;
import org.hbaseha.it.report.InvariantLine;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Samples;

/** Everything a benchmark found so far, and the report that can be made of it at any time. One thread. */
public final class Findings {

    private final Samples samples = new Samples();
    private final Map<String, InvariantResult> invariants = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private boolean needlessExpiry;

    /** Takes the measurements of one round; what it could not measure becomes a note. */
    public void add(Variant variant, RoundResult round, String name) {
        String scenario = round.scenario().label();
        samples.add(scenario, variant.label(), Metric.EXPIRIES, round.expired() ? 1 : 0);
        round.longestBlock()
                .ifPresent(block -> samples.add(scenario, variant.label(), Metric.LONGEST_BLOCK, millis(block)));
        round.recovered()
                .ifPresentOrElse(
                        all -> samples.add(scenario, variant.label(), Metric.RECOVERED, millis(all)),
                        () -> note(name + ": recovered is absent, not all regions of the victim came back in time"));
        if (!round.scenario().expectsExpiry()) {
            needlessExpiry |= round.expired();
            if (round.expired()) {
                note(name + ": the server was expired although it stood still only for a moment");
            }
            return;
        }
        round.verdict()
                .ifPresentOrElse(
                        at -> samples.add(scenario, variant.label(), Metric.VERDICT, millis(at)),
                        () -> note(name + ": verdict is absent, nobody was seen to decide that the server is dead"));
        round.recovery().ifPresent(length -> samples.add(scenario, variant.label(), Metric.RECOVERY, millis(length)));
        if (round.disturbedBystanders() > 0) {
            note(name + ": operations failed on " + round.disturbedBystanders() + " regions of other servers too");
        }
    }

    /** Takes the judgement of one variant's whole run. */
    public void add(List<InvariantResult> results) {
        results.forEach(result -> invariants.merge(result.name(), result, InvariantResult::and));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** Whether the promise was kept in all that was run: nothing acknowledged was lost, nobody was expired for a short pause. */
    boolean promiseHeld(String invariant) {
        InvariantResult result = invariants.get(invariant);
        return result != null && result.verdict() == Verdict.HOLDS && !needlessExpiry;
    }

    List<InvariantResult> invariants() {
        return new ArrayList<>(invariants.values());
    }

    public Report report(String command, String version, MachineFacts machine) {
        List<InvariantLine> lines =
                invariants.values().stream().map(InvariantLine::of).toList();
        return new Report(
                command,
                version,
                machine,
                samples.results(),
                samples.ratiosTo(Variant.HBASE_HA.label(), Metric.RECOVERED),
                lines,
                new ArrayList<>(notes));
    }

    private static long millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e6);
    }
}
