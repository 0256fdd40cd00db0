package org.hbaseha.monitor.admin.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hbaseha.monitor.admin.monitors.Picture;
import org.hbaseha.monitor.admin.monitors.Reply;
import org.hbaseha.monitor.lag.Span;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.TableView;

/** {@code status}: the monitors, and of each pair how far it is behind and how much of each table is proved equal. Pure. */
public final class StatusText {

    private StatusText() {}

    public static List<String> lines(Picture picture) {
        List<String> lines = new ArrayList<>(monitors(picture));
        for (Picture.Seen seen : picture.pairs()) {
            lines.add("");
            lines.addAll(pair(seen));
        }
        return lines.stream().map(Amounts::harmless).toList();
    }

    private static List<String> monitors(Picture picture) {
        if (picture.replies().isEmpty()) {
            return List.of("no replication monitor runs");
        }
        Columns columns = new Columns("MONITOR", "ADDRESS", "VERSION", "VERIFIES");
        picture.replies()
                .forEach(reply -> columns.row(
                        reply.value()
                                .map(MonitorView::monitor)
                                .orElse(reply.monitor().id()),
                        reply.address(),
                        reply.monitor().version(),
                        work(reply)));
        return columns.lines("");
    }

    private static String work(Reply<MonitorView> reply) {
        return reply.value()
                .map(view -> view.pairs().stream()
                        .filter(pair -> view.monitor().equals(pair.worker()))
                        .map(pair -> "peer " + pair.peer())
                        .collect(Collectors.joining(", ")))
                .map(pairs -> pairs.isEmpty() ? "nothing, and stands by" : pairs)
                .orElse("does not answer: " + reply.error());
    }

    private static List<String> pair(Picture.Seen seen) {
        List<String> lines = new ArrayList<>();
        LagView lag = seen.pair().lag();
        String worker = seen.pair().worker();
        lines.add("peer " + seen.pair().peer() + "  " + (lag == null ? "lag not known" : lag(lag)) + "  "
                + (worker == null ? "verified by nobody" : "verified by " + worker));
        if (!seen.pair().tables().isEmpty()) {
            lines.addAll(tables(seen.pair().tables(), seen.by().at()));
        }
        for (TableView table : seen.pair().tables()) {
            table.notes().forEach(note -> lines.add("  note: " + table.table() + ": " + note));
        }
        seen.pair().notes().forEach(note -> lines.add("  note: " + note));
        return lines;
    }

    private static String lag(LagView lag) {
        return lag.state() + "  " + (lag.certainty().equals("MEASURED") ? "" : "at most ")
                + Span.text(Duration.ofMillis(lag.lagMs())) + " behind";
    }

    private static List<String> tables(List<TableView> tables, Instant now) {
        Columns columns =
                new Columns("TABLE", "PROVED", "OLDEST PROOF", "ROWS THAT DIFFER", "IN FLIGHT", "DIRTY", "SWEEP");
        tables.forEach(table -> columns.row(
                table.table() + (table.table().equals(table.peerTable()) ? "" : " as " + table.peerTable()),
                share(table),
                table.oldestProof() == null ? "never" : Amounts.ago(table.oldestProof(), now),
                findings(table.findings()),
                Integer.toString(table.inFlightRows()),
                Integer.toString(table.dirtyRanges()),
                sweep(table.sweep())));
        return columns.lines("  ");
    }

    /** Never rounded up to all of it. */
    private static String share(TableView table) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(table.provedShare() * 1000) / 10);
    }

    private static String findings(Map<String, Integer> findings) {
        String words = new TreeMap<>(findings)
                .entrySet().stream()
                        .filter(each -> each.getValue() > 0)
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? "-" : words;
    }

    private static String sweep(TableView.SweepView sweep) {
        String paused = sweep.paused();
        return paused != null
                ? "stands still: " + paused
                : sweep.due() + " of " + sweep.ranges() + " ranges due within "
                        + Amounts.exact(Duration.ofMillis(sweep.periodMs())) + ", "
                        + Amounts.rate(sweep.bytesPerSecond());
    }
}
