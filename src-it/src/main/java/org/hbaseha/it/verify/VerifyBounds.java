package org.hbaseha.it.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.BoundLine.Verdict;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Ratio;
import org.hbaseha.it.report.Samples;
import org.hbaseha.it.report.Statistics;

/** The numbers that verification is to show, as one table. Pure. */
final class VerifyBounds {

    static final int FEWEST_DIFFERENCES = 200;

    private static final double WALL_RATIO = 8;
    private static final double CPU_RATIO = 7;
    private static final double BYTES_RATIO = 10_000;
    private static final double CONTINUOUS_RATIO = 5;

    private final VerifyPlan plan;
    private final Samples samples;

    private VerifyBounds(VerifyPlan plan, Samples samples) {
        this.plan = plan;
        this.samples = samples;
    }

    static List<BoundLine> of(VerifyPlan plan, Samples samples) {
        VerifyBounds bounds = new VerifyBounds(plan, samples);
        List<BoundLine> lines = new ArrayList<>(List.of(
                bounds.ratio(Tool.VERIFY_TUNED, Tool.FULL, Metric.WALL, WALL_RATIO),
                bounds.ratio(Tool.VERIFY_TUNED, Tool.FULL, Metric.CPU, CPU_RATIO),
                bounds.ratio(Tool.VERIFY_TUNED, Tool.FULL, Metric.BYTES_BETWEEN_SITES, BYTES_RATIO),
                bounds.ratio(Tool.FULL, Tool.CONTINUOUS_ONE, Metric.CPU, CONTINUOUS_RATIO)));
        if (!plan.load().equals(Duration.ZERO)) {
            lines.add(bounds.none(VerifyMeasures.WRITE_LOAD));
        }
        lines.add(bounds.allOf(Metric.FOUND));
        lines.add(bounds.allOf(Metric.RIGHTLY_CLASSIFIED));
        lines.add(bounds.none(VerifyMeasures.DAMAGE));
        return List.copyOf(lines);
    }

    private BoundLine ratio(Tool of, Tool to, Metric metric, double least) {
        Optional<Double> found = samples.ratiosTo(to.label(), metric).stream()
                .filter(ratio ->
                        ratio.of().equals(of.label()) && ratio.scenario().equals(VerifyMeasures.EQUAL))
                .map(Ratio::value)
                .findFirst();
        return new BoundLine(
                VerifyMeasures.EQUAL,
                of + " / " + to,
                metric.label(),
                ">= " + times(least),
                found.map(value -> times(value) + tooSmall()).orElse("nothing"),
                found.map(value -> verdict(value, least)).orElse(Verdict.UNKNOWN));
    }

    private Verdict verdict(double value, double least) {
        if (!plan.isLarge()) {
            return Verdict.TOO_FEW;
        }
        return value >= least ? Verdict.HOLDS : Verdict.BROKEN;
    }

    private String tooSmall() {
        return plan.isLarge() ? "" : "; too few rows, --rows " + VerifyPlan.ROWS_OF_PROMISES + " measures it";
    }

    private static String times(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f times" : "%,.0f times", value);
    }

    private BoundLine none(String scenario) {
        Optional<Statistics> found = ours(scenario, Metric.FALSE_ALARMS);
        return line(
                scenario,
                Metric.FALSE_ALARMS,
                "0",
                found.map(alarms -> "max " + alarms.max() + ", n=" + alarms.n()).orElse("nothing"),
                found.map(alarms -> alarms.max() == 0 ? Verdict.HOLDS : Verdict.BROKEN)
                        .orElse(Verdict.UNKNOWN));
    }

    private BoundLine allOf(Metric metric) {
        Optional<Statistics> found = ours(VerifyMeasures.DAMAGE, metric);
        long injected = ours(VerifyMeasures.DAMAGE, Metric.INJECTED)
                .map(Statistics::max)
                .orElse(0L);
        boolean all = found.filter(rows -> rows.min() == injected).isPresent();
        Verdict verdict = all ? Verdict.HOLDS : Verdict.BROKEN;
        if (all && injected < FEWEST_DIFFERENCES) {
            verdict = Verdict.TOO_FEW;
        }
        return line(
                VerifyMeasures.DAMAGE,
                metric,
                "all, of " + FEWEST_DIFFERENCES + " or more",
                found.map(rows -> rows.min() + " of " + injected).orElse("nothing"),
                found.isPresent() ? verdict : Verdict.UNKNOWN);
    }

    private Optional<Statistics> ours(String scenario, Metric metric) {
        return samples.statistics(scenario, Tool.FULL.label(), metric);
    }

    private static BoundLine line(String scenario, Metric metric, String must, String measured, Verdict verdict) {
        return new BoundLine(scenario, Tool.FULL.label(), metric.label(), must, measured, verdict);
    }
}
