package org.hbaseha.it.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.it.report.BoundText;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Result;

/** The report of a run as a table for a terminal of 120 columns: costs, then false alarms, then what was found, then promises and notes. Pure. */
final class VerifyText {

    private static final int COLUMNS = 8;

    private final Report report;
    private final Palette palette;
    private final List<String> lines = new ArrayList<>();

    private VerifyText(Report report, Palette palette) {
        this.report = report;
        this.palette = palette;
    }

    static String render(Report report, Palette palette) {
        VerifyText text = new VerifyText(report, palette);
        text.lines.add("");
        text.lines.add(" " + palette.bold(report.command()) + palette.dim("  " + report.machine()));
        text.costs();
        text.falseAlarms();
        text.found();
        text.lines.add("");
        report.bounds().forEach(bound -> text.lines.add(" " + BoundText.of(bound, palette)));
        report.notes().forEach(note -> text.lines.add(" " + palette.dim("· " + note)));
        return String.join("\n", text.lines) + "\n";
    }

    private void costs() {
        head("what equal data costs", row("", "n", "wall ms", "cpu ms", "between", "× wall", "× cpu", "× bytes"));
        for (String variant : variants(VerifyMeasures.EQUAL)) {
            lines.add(row(
                    variant,
                    find(VerifyMeasures.EQUAL, variant, Metric.WALL)
                            .map(wall -> String.valueOf(wall.n()))
                            .orElse("-"),
                    spread(VerifyMeasures.EQUAL, variant, Metric.WALL),
                    spread(VerifyMeasures.EQUAL, variant, Metric.CPU),
                    find(VerifyMeasures.EQUAL, variant, Metric.BYTES_BETWEEN_SITES)
                            .map(bytes -> bytes(bytes.median()))
                            .orElse("-"),
                    ratio(variant, Metric.WALL),
                    ratio(variant, Metric.CPU),
                    ratio(variant, Metric.BYTES_BETWEEN_SITES)));
        }
        lines.add(palette.dim(
                "   median (min..max); between: what went between the sites; ×: as many times as " + Tool.FULL));
    }

    private void falseAlarms() {
        if (variants(VerifyMeasures.WRITE_LOAD).isEmpty()) {
            return;
        }
        head("while clients write", row("", "n", "wall ms", "false alarms"));
        for (String variant : variants(VerifyMeasures.WRITE_LOAD)) {
            lines.add(row(
                    variant,
                    find(VerifyMeasures.WRITE_LOAD, variant, Metric.WALL)
                            .map(wall -> String.valueOf(wall.n()))
                            .orElse("-"),
                    spread(VerifyMeasures.WRITE_LOAD, variant, Metric.WALL),
                    spread(VerifyMeasures.WRITE_LOAD, variant, Metric.FALSE_ALARMS)));
        }
    }

    private void found() {
        if (variants(VerifyMeasures.DAMAGE).isEmpty()) {
            return;
        }
        head("differences put in", row("", "", "put in", "found", "by name", "false"));
        for (String variant : variants(VerifyMeasures.DAMAGE)) {
            lines.add(row(
                    variant,
                    "",
                    median(variant, Metric.INJECTED),
                    median(variant, Metric.FOUND),
                    median(variant, Metric.RIGHTLY_CLASSIFIED),
                    median(variant, Metric.FALSE_ALARMS)));
        }
    }

    private void head(String title, String columns) {
        lines.add("");
        lines.add(" " + palette.bold(title));
        lines.add(palette.dim(columns));
    }

    /** In the order of the tools, and others behind them. */
    private List<String> variants(String scenario) {
        List<String> found = report.results().stream()
                .filter(result -> result.scenario().equals(scenario))
                .map(Result::variant)
                .distinct()
                .toList();
        List<String> ordered = new ArrayList<>();
        for (Tool tool : Tool.values()) {
            found.stream().filter(tool.label()::equals).forEach(ordered::add);
        }
        found.stream().filter(variant -> !ordered.contains(variant)).forEach(ordered::add);
        return ordered;
    }

    private Optional<Result> find(String scenario, String variant, Metric metric) {
        return report.results().stream()
                .filter(result -> result.scenario().equals(scenario)
                        && result.variant().equals(variant)
                        && result.metric().equals(metric.label()))
                .findFirst();
    }

    private String spread(String scenario, String variant, Metric metric) {
        return find(scenario, variant, metric).map(VerifyText::spread).orElse("-");
    }

    private static String spread(Result result) {
        if (result.n() == 1) {
            return String.format(Locale.ROOT, "%,d", result.median());
        }
        return String.format(Locale.ROOT, "%,d (%,d..%,d)", result.median(), result.min(), result.max());
    }

    private static String bytes(long count) {
        if (count < 1_000) {
            return count + " B";
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", count / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", count / 1e6);
    }

    private String median(String variant, Metric metric) {
        return find(VerifyMeasures.DAMAGE, variant, metric)
                .map(result -> String.format(Locale.ROOT, "%,d", result.median()))
                .orElse("-");
    }

    /** As many times as the full sweep; of a continuous check, which takes less, the part of it. */
    private String ratio(String variant, Metric metric) {
        Optional<Double> more = ratio(variant, Tool.FULL.label(), metric);
        Optional<Double> less = ratio(Tool.FULL.label(), variant, metric).map(value -> 1 / value);
        return more.or(() -> less)
                .map(value -> String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value))
                .orElse("");
    }

    private Optional<Double> ratio(String of, String to, Metric metric) {
        return report.ratios().stream()
                .filter(ratio -> ratio.of().equals(of)
                        && ratio.to().equals(to)
                        && ratio.metric().equals(metric.label()))
                .map(ratio -> ratio.value())
                .filter(value -> value > 0)
                .findFirst();
    }

    /** Of eight cells; those that are not given are empty. */
    private static String row(String... cells) {
        Object[] all = Arrays.copyOf(cells, COLUMNS, Object[].class);
        Arrays.fill(all, cells.length, COLUMNS, "");
        return String.format(Locale.ROOT, "   %-28s %2s  %-23s %-23s %10s %7s %7s %8s", all)
                .stripTrailing();
    }
}
