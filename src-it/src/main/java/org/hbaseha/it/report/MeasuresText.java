package org.hbaseha.it.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Report} that compares nothing, as a table for a terminal: one line a metric, then invariants, bounds and notes. */
public final class MeasuresText {

    private MeasuresText() {}

    public static String render(Report report, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(" " + palette.bold(report.command()) + palette.dim("  " + report.machine()));
        lines.add("");
        lines.add(palette.dim(row("", "n", "min", "median", "p99", "max", "")));
        String scenario = "";
        for (Result result : report.results()) {
            if (!result.scenario().equals(scenario)) {
                scenario = result.scenario();
                lines.add(" " + palette.bold(scenario));
            }
            lines.add(row(
                    result.metric(),
                    number(result.n()),
                    number(result.min()),
                    number(result.median()),
                    number(result.p99()),
                    number(result.max()),
                    result.unit()));
        }
        lines.add("");
        report.invariants().forEach(line -> lines.add(" " + invariant(line, palette)));
        report.bounds().forEach(bound -> lines.add(" " + BoundText.of(bound, palette)));
        report.notes().forEach(note -> lines.add(" " + palette.dim("· " + note)));
        return String.join("\n", lines) + "\n";
    }

    private static String invariant(InvariantLine line, Palette palette) {
        String text = line.name() + ": " + line.violations() + " of " + line.checked() + "  " + line.verdict();
        return line.verdict().equals("HOLDS") ? palette.good(text) : palette.bad(text);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "   %-24s %9s %9s %9s %9s %9s  %s", (Object[]) cells)
                .stripTrailing();
    }
}
