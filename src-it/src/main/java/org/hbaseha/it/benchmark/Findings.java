package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.InvariantLine;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Samples;

/** Everything a benchmark found so far, held against its bounds, and the report that can be made of it at any time. One thread. */
public final class Findings {

    private final Optional<List<Bound>> promises;
    private final Samples samples = new Samples();
    private final Map<String, InvariantResult> invariants = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** Of a run that is held against nothing here. */
    public Findings() {
        this.promises = Optional.empty();
    }

    /** Of a run of these variants and scenarios, held against what is promised of them. */
    Findings(List<Variant> variants, List<Scenario> scenarios) {
        this.promises = Optional.of(Bounds.of(variants, scenarios));
    }

    /** Takes the measurements of one round; what it could not measure becomes a miss and a note. */
    public void add(Variant variant, RoundResult round, String name) {
        Scenario scenario = round.scenario();
        Map<Metric, Long> values = measured(variant, round);
        values.forEach((metric, value) -> samples.add(scenario.label(), variant.label(), metric, value));
        for (Metric metric : scenario.awaited(variant).stream().sorted().toList()) {
            if (!values.containsKey(metric)) {
                samples.miss(scenario.label(), variant.label(), metric);
                note(name + ": " + metric.label() + " is absent, " + whyAbsent(metric));
            }
        }
        if (!scenario.expectsExpiry() && round.expired()) {
            note(name + ": the server was expired although it stood still only for a moment");
        }
        if (scenario.expectsExpiry() && round.disturbedBystanders() > 0) {
            note(name + ": operations failed on " + round.disturbedBystanders() + " regions of other servers too");
        }
    }

    private static Map<Metric, Long> measured(Variant variant, RoundResult round) {
        Map<Metric, Long> values = new TreeMap<>(round.further());
        values.put(Metric.EXPIRIES, round.expired() ? 1L : 0L);
        if (variant.hasAddOn()) {
            values.put(Metric.ACTIONS, round.actions());
        }
        put(values, Metric.LONGEST_BLOCK, round.longestBlock());
        put(values, Metric.RECOVERED, round.recovered());
        if (round.scenario().expectsExpiry()) {
            put(values, Metric.VERDICT, round.verdict());
            put(values, Metric.RECOVERY, round.recovery());
        }
        return values;
    }

    private static void put(Map<Metric, Long> values, Metric metric, Optional<Duration> value) {
        value.ifPresent(length -> values.put(metric, Math.round(length.toNanos() / 1e6)));
    }

    private static String whyAbsent(Metric metric) {
        return switch (metric) {
            case RECOVERED -> "not all regions of the victim came back in time";
            case VERDICT -> "nobody was seen to decide that the server is dead";
            case SUSPECTED -> "no controller recorded when it was suspected";
            case GATE_REFUSALS -> "not all servers that were not hurt told of their gates in the end";
            case TAKEOVER -> "no other controller was seen to take over";
            case VERDICT_AFTER_TAKEOVER -> "no other controller was seen to decide that the server is dead";
            case MOVED_AGAIN, ONLINE_AGAIN -> "the server was not expired, so that the master was not killed";
            case LATCH_SESSION, SERVER_SESSION -> "what ZooKeeper granted could not be read";
            case RECOVERY, LONGEST_BLOCK, EXPIRIES, ACTIONS, FAILED_OPERATIONS, DISTURBED_SERVERS ->
                "it was not measured";
            case WALL,
                    CPU,
                    CPU_SERVERS,
                    CPU_CLIENT,
                    BYTES_BETWEEN_SITES,
                    INJECTED,
                    FOUND,
                    RIGHTLY_CLASSIFIED,
                    FALSE_ALARMS -> "no fault has it";
        };
    }

    /** Takes the judgement of one variant's whole run. */
    public void add(List<InvariantResult> results) {
        results.forEach(result -> invariants.merge(result.name(), result, InvariantResult::and));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** Whether every promise was kept in all that was run. One that could not be judged was not, unless too few rounds were asked for. */
    boolean promiseHeld() {
        return bounds().stream().noneMatch(BoundLine::fails);
    }

    private List<BoundLine> bounds() {
        if (promises.isEmpty()) {
            return List.of();
        }
        List<BoundLine> lines = new ArrayList<>();
        promises.get().forEach(bound -> lines.add(bound.judge(samples)));
        lines.add(new Bound.NothingLost(Optional.ofNullable(invariants.get(AcknowledgedWrites.NAME))).judge(samples));
        return lines;
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
                bounds(),
                new ArrayList<>(notes));
    }
}
