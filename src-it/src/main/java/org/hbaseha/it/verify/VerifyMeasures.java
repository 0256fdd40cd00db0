package org.hbaseha.it.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Ratio;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Samples;
import org.hbaseha.it.verify.content.InjectionKind;
import org.hbaseha.it.verify.content.Score;

/** Everything a run has found so far, held against what is promised, and the report that can be made of it at any time. One thread. */
final class VerifyMeasures {

    static final String COMMAND = "benchmark verify";

    /** The tables are equal, and nobody writes. */
    static final String EQUAL = "equal-data";

    /** The same while clients write to the source. */
    static final String WRITE_LOAD = "write-load";

    /** Differences were put in. */
    static final String DAMAGE = "damage";

    private static final List<Metric> COMPARED = List.of(Metric.WALL, Metric.CPU, Metric.BYTES_BETWEEN_SITES);

    private final VerifyPlan plan;
    private final Samples samples = new Samples();
    private final Set<String> notes = new LinkedHashSet<>();

    VerifyMeasures(VerifyPlan plan) {
        this.plan = plan;
    }

    void cost(Tool tool, Cost cost) {
        add(EQUAL, tool.label(), Metric.WALL, millis(cost.wall()));
        add(EQUAL, tool.label(), Metric.CPU, millis(cost.processor()));
        add(EQUAL, tool.label(), Metric.CPU_SERVERS, millis(cost.servers()));
        add(EQUAL, tool.label(), Metric.CPU_CLIENT, millis(cost.client()));
        add(EQUAL, tool.label(), Metric.BYTES_BETWEEN_SITES, cost.bytesBetweenSites());
    }

    /** One check of equal data, while it was written to. */
    void underLoad(Tool tool, Duration wall, int falseAlarms) {
        add(WRITE_LOAD, tool.label(), Metric.WALL, millis(wall));
        add(WRITE_LOAD, tool.label(), Metric.FALSE_ALARMS, falseAlarms);
    }

    /** {@code variant}: a tool, or ours in its continuous form. */
    void score(String variant, boolean classifies, Score score) {
        Score.Tally total = score.total();
        add(DAMAGE, variant, Metric.INJECTED, total.injected());
        add(DAMAGE, variant, Metric.FOUND, total.found());
        if (classifies) {
            add(DAMAGE, variant, Metric.RIGHTLY_CLASSIFIED, total.right());
        }
        add(DAMAGE, variant, Metric.FALSE_ALARMS, score.falseAlarms().size());
        for (InjectionKind kind : InjectionKind.values()) {
            Score.Tally tally = score.tallies().getOrDefault(kind, Score.Tally.NONE);
            if (tally.found() < tally.injected()) {
                note(variant + " missed " + (tally.injected() - tally.found()) + " of " + tally.injected() + " "
                        + kind.label() + ".");
            }
        }
        score.wrong().forEach(sentence -> note(variant + ": " + sentence + "."));
        score.falseAlarms().stream()
                .limit(3)
                .forEach(row -> note(variant + ": " + row + " does not differ and was named."));
    }

    private void add(String scenario, String variant, Metric metric, long value) {
        samples.add(scenario, variant, metric, value);
    }

    private static long millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e6);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** All that it takes to know whether a run has shown what it was to show. */
    boolean promiseHeld() {
        return VerifyBounds.of(plan, samples).stream().noneMatch(line -> line.fails());
    }

    Report report(String version, MachineFacts machine) {
        return new Report(
                COMMAND,
                version,
                machine,
                samples.results(),
                ratios(),
                List.of(),
                VerifyBounds.of(plan, samples),
                new ArrayList<>(notes));
    }

    /** Of everything to our full sweep, and of that to our continuous checks. */
    private List<Ratio> ratios() {
        String full = Tool.FULL.label();
        Stream<Ratio> toFull = COMPARED.stream()
                .flatMap(metric -> samples.ratiosTo(full, metric).stream())
                .filter(ratio -> ratio.scenario().equals(EQUAL) && !isContinuous(ratio.of()));
        Stream<Ratio> fullToContinuous = Tool.measured().stream()
                .filter(tool -> isContinuous(tool.label()))
                .flatMap(tool -> COMPARED.stream().flatMap(metric -> samples.ratiosTo(tool.label(), metric).stream()))
                .filter(ratio -> ratio.scenario().equals(EQUAL) && ratio.of().equals(full));
        return Stream.concat(toFull, fullToContinuous).toList();
    }

    private static boolean isContinuous(String variant) {
        return Tool.measured().stream()
                .anyMatch(tool -> tool.changedPerMille() > 0 && tool.label().equals(variant));
    }
}
