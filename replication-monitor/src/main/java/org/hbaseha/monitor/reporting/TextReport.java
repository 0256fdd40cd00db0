package org.hbaseha.monitor.reporting;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.InFlightRow;
import org.hbaseha.monitor.verification.RowFindings;

/**
 * A report for people: what differs for sure, table by table and row by row, and then what is <em>not</em> proved.
 *
 * @param mostRows no more rows of a table are shown, and no more of those in flight; how many more there are is told
 */
public record TextReport(ValueDisplay values, int mostRows) {

    /** Of a row with more findings the first are shown; a row may have any number of columns. */
    private static final int MOST_CELLS = 20;

    private static final Instant FIRST_LIKELY = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST_LIKELY = Instant.parse("2100-01-01T00:00:00Z");

    /** The report, with an end of line after its last one. */
    public String of(List<TableReport> tables) {
        StringBuilder text = new StringBuilder(1024);
        tables.forEach(table -> writeTable(text, table));
        line(text, 0, "Not proved");
        line(text, 1, "What was written after a row was read, and what clients do not see, such as delete markers.");
        tables.forEach(table -> writeNotProved(text, table));
        return text.toString();
    }

    private void writeTable(StringBuilder text, TableReport table) {
        line(text, 0, name(table) + ": " + table.scope());
        line(text, 1, summary(table.rows()));
        text.append('\n');
        for (RowFindings row : firstOf(table.rows())) {
            writeRow(text, row);
            text.append('\n');
        }
        if (table.rows().size() > mostRows) {
            line(text, 1, notShown(table.rows().size()));
            text.append('\n');
        }
    }

    private static String name(TableReport table) {
        return "Table " + table.table() + ", peer " + table.peer();
    }

    private static String summary(List<RowFindings> rows) {
        if (rows.isEmpty()) {
            return "Nothing differs for sure.";
        }
        Map<Divergence, Long> counts = rows.stream()
                .flatMap(row -> row.findings().stream())
                .collect(Collectors.groupingBy(
                        Finding::divergence, () -> new EnumMap<>(Divergence.class), Collectors.counting()));
        long cells = counts.values().stream().mapToLong(Long::longValue).sum();
        String classes = counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "Different for sure: " + count(cells, "cell") + " in " + count(rows.size(), "row") + " (" + classes
                + ").";
    }

    private void writeRow(StringBuilder text, RowFindings row) {
        String confirmed = row.confirmed().map(at -> ", confirmed " + at).orElse("");
        line(text, 1, "Row " + row.row() + " - first seen " + row.firstSeen() + confirmed);
        row.findings().stream().limit(MOST_CELLS).forEach(finding -> writeFinding(text, finding));
        int more = row.findings().size() - MOST_CELLS;
        if (more > 0) {
            line(text, 2, count(more, "more cell") + (more == 1 ? " differs" : " differ") + " in this row.");
        }
    }

    private void writeFinding(StringBuilder text, Finding finding) {
        CellImage cell = finding.cell();
        line(text, 2, finding.divergence() + " " + cell.column() + " at " + cell.timestamp() + date(cell.timestamp()));
        line(text, 3, "source: " + side(finding.ours()));
        line(text, 3, "peer:   " + side(finding.theirs()));
        line(text, 3, finding.reason());
    }

    /** A timestamp need not be a time: clients may write any number. */
    private static String date(long timestamp) {
        Instant time = Instant.ofEpochMilli(timestamp);
        return time.isBefore(FIRST_LIKELY) || time.isAfter(LAST_LIKELY) ? "" : " (" + time + ")";
    }

    private String side(Optional<CellImage> cell) {
        return cell.map(there -> there.isPut() ? there.type() + " " + values.text(there.value()) : there.toString())
                .orElse("nothing");
    }

    private void writeNotProved(StringBuilder text, TableReport table) {
        if (!table.inFlight().isEmpty()) {
            line(
                    text,
                    1,
                    name(table) + ": " + count(table.inFlight().size(), "row")
                            + " in flight. They differ, but edits may still be on their way.");
            List<InFlightRow> oldest = table.inFlight().stream()
                    .sorted(Comparator.comparing(InFlightRow::since))
                    .toList();
            firstOf(oldest).forEach(row -> line(text, 2, inFlight(row)));
            if (oldest.size() > mostRows) {
                line(text, 2, notShown(oldest.size()));
            }
        }
        if (table.notFollowed() > 0) {
            line(
                    text,
                    1,
                    name(table) + ": " + count(table.notFollowed(), "row")
                            + " differed and could not be followed until sure, because too many were. Compare again.");
        }
        table.leftOut().forEach(sentence -> line(text, 1, name(table) + ": " + sentence));
    }

    private static String inFlight(InFlightRow row) {
        return "Row " + row.row() + " since " + row.since() + ", " + count(row.looks(), "look") + ", "
                + count(row.changes(), "change") + ". " + row.why();
    }

    private <T> List<T> firstOf(List<T> rows) {
        return rows.subList(0, Math.min(rows.size(), mostRows));
    }

    private String notShown(int rows) {
        int more = rows - mostRows;
        return count(more, "more row") + (more == 1 ? " is" : " are") + " not shown.";
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static void line(StringBuilder text, int depth, String sentence) {
        text.append("  ".repeat(depth)).append(sentence).append('\n');
    }
}
