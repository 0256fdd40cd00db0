package org.hbaseha.monitor.lag.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hbaseha.monitor.lag.Span;

/**
 * The lag in words, for {@code hbase-ha replication lag}: for each peer what is the case and what to do, lag over time, what would be lost, and the
 * servers it comes from.
 */
public final class LagText {

    /** The table names the latest; a cluster of a thousand servers still fits a screen. */
    private static final int MOST_SOURCES = 10;

    private LagText() {}

    public static List<String> lines(List<LagView> views) {
        List<String> lines = new ArrayList<>();
        for (LagView view : views) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(lines(view));
        }
        return lines.isEmpty() ? List.of("no peers") : lines;
    }

    private static List<String> lines(LagView view) {
        List<String> lines = new ArrayList<>();
        lines.add("peer " + view.peer() + "  " + view.state() + "  " + amount(view));
        lines.add("  " + view.sentence());
        if (!view.advice().isEmpty()) {
            lines.add("  do: " + view.advice());
        }
        lines.add("  lost with the source now: " + span(view.rpo().lagMs()) + " of writes, an estimated "
                + view.rpo().estimatedWrites() + " of them, " + bytes(view.rpo().estimatedBytes()));
        if (!view.windows().isEmpty()) {
            lines.add("");
            lines.addAll(indented(windows(view.windows())));
        }
        if (!view.sources().isEmpty()) {
            lines.add("");
            lines.addAll(indented(sources(view.sources())));
        }
        view.notes().forEach(note -> lines.add("  note: " + note));
        return lines;
    }

    private static String amount(LagView view) {
        return (view.certainty().equals("MEASURED") ? "" : "at most ") + span(view.lagMs()) + " behind";
    }

    private static List<List<String>> windows(List<LagView.WindowView> windows) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("OVER", "P50", "P99", "MAX", "SEEN"));
        for (LagView.WindowView window : windows) {
            long percent = window.samples() * 100_000L / window.windowMs();
            rows.add(List.of(
                    whole(window.windowMs()),
                    span(window.p50Ms()),
                    span(window.p99Ms()),
                    span(window.maxMs()),
                    Math.min(100, percent) + " %"));
        }
        return rows;
    }

    private static List<List<String>> sources(List<LagView.SourceView> sources) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SOURCE SERVER", "STANDING", "LAG", "SINCE ITS", "CLOCK", "SHIPPED BY"));
        sources.stream()
                .limit(MOST_SOURCES)
                .forEach(source -> rows.add(List.of(
                        source.server(),
                        source.standing(),
                        span(source.lagMs()),
                        basis(source),
                        clock(source),
                        by(source))));
        if (sources.size() > MOST_SOURCES) {
            rows.add(List.of("and " + (sources.size() - MOST_SOURCES) + " that are no later", "", "", "", "", ""));
        }
        return rows;
    }

    private static String basis(LagView.SourceView source) {
        return switch (source.basis()) {
            case "HEARTBEAT" -> "heartbeat";
            case "LOG_BEGUN" -> "oldest log";
            case "WAS_IDLE" -> "idle time";
            default -> "start";
        };
    }

    private static String clock(LagView.SourceView source) {
        Long skew = source.clockSkewMs();
        Long doubt = source.clockDoubtMs();
        if (skew == null || doubt == null) {
            return "not measured";
        }
        return (skew < 0 ? "-" : "+") + span(Math.abs(skew)) + " ±" + span((doubt + 1) / 2);
    }

    private static String by(LagView.SourceView source) {
        String other = source.shippedBy();
        return other == null ? "-" : other;
    }

    /** Columns aligned, two blanks between. */
    private static List<String> indented(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < widths.length; i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length() + 1));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String span(long millis) {
        return Span.text(Duration.ofMillis(millis));
    }

    private static String whole(long millis) {
        Duration window = Duration.ofMillis(millis);
        return window.toHours() > 0 ? window.toHours() + " h" : window.toMinutes() + " min";
    }

    private static String bytes(long bytes) {
        List<String> units = List.of("B", "KiB", "MiB", "GiB", "TiB");
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.size() - 1) {
            value /= 1024;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value))
                + " " + units.get(unit);
    }

    /** One line a peer, for {@code --watch} on a small terminal. */
    public static String summary(List<LagView> views) {
        return views.stream()
                .map(view -> view.peer() + " " + view.state() + " " + amount(view))
                .collect(Collectors.joining("  |  "));
    }
}
