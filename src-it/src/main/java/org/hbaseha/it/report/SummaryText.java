package org.hbaseha.it.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A {@link Report} as a table for a terminal of 100 columns: one line for each scenario and variant, then promises (invariants and bounds) and notes. */
public final class SummaryText {

    private SummaryText() {}

    public static String render(Report report, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(" " + palette.bold(report.command()) + palette.dim("  " + report.machine()));
        lines.add("");
        lines.add(palette.dim(row("", "n", "verdict ms", "recovered ms", "× as long")));
        lines.add(palette.dim(row("", "", "median (min..max)", "median (min..max)", "")));
        rows(report, palette).forEach(lines::add);
        lines.add("");
        for (InvariantLine line : report.invariants()) {
            String text = line.name() + ": " + line.violations() + " of " + line.checked() + "  " + line.verdict();
            lines.add(" " + (line.verdict().equals("HOLDS") ? palette.good(text) : palette.bad(text)));
        }
        for (BoundLine bound : report.bounds()) {
            lines.add(" " + BoundText.of(bound, palette));
        }
        report.notes().forEach(note -> lines.add(" " + palette.dim("· " + note)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> rows(Report report, Palette palette) {
        List<String> rows = new ArrayList<>();
        String scenario = "";
        for (Result recovered : byScenario(report)) {
            if (!recovered.scenario().equals(scenario)) {
                scenario = recovered.scenario();
                rows.add(" " + palette.bold(scenario));
            }
            rows.add(row(
                    recovered.variant(),
                    String.valueOf(recovered.n()),
                    find(report, recovered, Metric.VERDICT)
                            .map(SummaryText::spread)
                            .orElse("-"),
                    spread(recovered),
                    ratio(report, recovered)));
        }
        return rows;
    }

    /** What {@code recovered} was, scenario by scenario, each in the order in which the variants ran. */
    private static List<Result> byScenario(Report report) {
        return report.results().stream()
                .filter(result -> result.metric().equals(Metric.RECOVERED.label()))
                .sorted(Comparator.comparing(Result::scenario))
                .toList();
    }

    private static Optional<Result> find(Report report, Result like, Metric metric) {
        return report.results().stream()
                .filter(result -> result.metric().equals(metric.label())
                        && result.scenario().equals(like.scenario())
                        && result.variant().equals(like.variant()))
                .findFirst();
    }

    private static String ratio(Report report, Result recovered) {
        return report.ratios().stream()
                .filter(ratio -> ratio.scenario().equals(recovered.scenario())
                        && ratio.of().equals(recovered.variant())
                        && ratio.metric().equals(recovered.metric()))
                .map(ratio -> String.format(Locale.ROOT, "%.1f", ratio.value()))
                .findFirst()
                .orElse("");
    }

    private static String spread(Result result) {
        return String.format(Locale.ROOT, "%,d (%,d..%,d)", result.median(), result.min(), result.max());
    }

    private static String row(String variant, String n, String verdict, String recovered, String ratio) {
        return String.format(Locale.ROOT, "   %-28s %3s  %-24s %-24s %s", variant, n, verdict, recovered, ratio)
                .stripTrailing();
    }
}
