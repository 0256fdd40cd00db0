package org.hbaseha.monitor.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Cells;
import org.hbaseha.monitor.verification.InFlightRow;
import org.hbaseha.monitor.verification.RowFindings;
import org.junit.Test;

/** The report for people, held against text that was written by hand. */
public class TextReportTest {

    private static final CellImage PUT = Cells.put("f", "q", 100, "abc");

    private final TextReport report = new TextReport(new ValueDisplay(4, false), 2);

    private static TableReport table(
            List<RowFindings> rows, List<InFlightRow> inFlight, long notFollowed, String... leftOut) {
        return new TableReport("orders", "2", "all rows, 4 regions.", rows, inFlight, notFollowed, List.of(leftOut));
    }

    @Test
    public void saysWhatDiffersAndWhatIsNotProved() {
        RowFindings masked = Findings.sure(
                Cells.row("a"), List.of(PUT, Cells.put("g", "", 7, "longer")), List.of(), Cells.deleteFamily("f", 120));
        RowFindings different =
                Findings.sure(Cells.row("b\u0000"), List.of(PUT), List.of(Cells.put("f", "q", 100, "")));
        RowFindings notShown = Findings.sure(Cells.row("c"), List.of(), List.of(PUT));
        InFlightRow young = new InFlightRow(Cells.row("x"), Findings.FIRST.plusSeconds(5), 1, 0, "Why x.");
        InFlightRow old = new InFlightRow(Cells.row("y"), Findings.FIRST.minusSeconds(60), 9, 1, "Why y.");
        InFlightRow youngest = new InFlightRow(Cells.row("w"), Findings.FIRST.plusSeconds(6), 2, 1, "Why w.");

        String text = report.of(List.of(
                table(
                        List.of(masked, different, notShown),
                        List.of(youngest, young, old),
                        7,
                        "Family h was left out: its REPLICATION_SCOPE is 0."),
                new TableReport("users", "2", "rows [a, k).", List.of(), List.of(), 0, List.of())));

        assertThat(text).isEqualTo("""
                        Table orders, peer 2: all rows, 4 regions.
                          Different for sure: 4 cells in 3 rows (MISSING 1, EXTRA 1, DIFFERENT 1, MASKED 1).

                          Row a - first seen 2026-11-20T10:00:00Z, confirmed 2026-11-20T10:00:02Z
                            MASKED f:q at 100
                              source: Put "abc" (3 bytes)
                              peer:   DeleteFamily f at 120
                              The peer does not have this put, and DeleteFamily f at 120 there would hide it if it were written with its timestamp.
                            MISSING g: at 7
                              source: Put "long"... (6 bytes, hash 73834add)
                              peer:   nothing
                              The peer shows nothing of this row.

                          Row b\\x00 - first seen 2026-11-20T10:00:00Z, confirmed 2026-11-20T10:00:02Z
                            DIFFERENT f:q at 100
                              source: Put "abc" (3 bytes)
                              peer:   Put "" (0 bytes)
                              Same timestamp, but the values differ from byte 0 on (3 bytes on the source, 0 bytes on the peer). The source is right.

                          1 more row is not shown.

                        Table users, peer 2: rows [a, k).
                          Nothing differs for sure.

                        Not proved
                          What was written after a row was read, and what clients do not see, such as delete markers.
                          Table orders, peer 2: 3 rows in flight. They differ, but edits may still be on their way.
                            Row y since 2026-11-20T09:59:00Z, 9 looks, 1 change. Why y.
                            Row x since 2026-11-20T10:00:05Z, 1 look, 0 changes. Why x.
                            1 more row is not shown.
                          Table orders, peer 2: 7 rows differed and could not be followed until sure, because too many were. Compare again.
                          Table orders, peer 2: Family h was left out: its REPLICATION_SCOPE is 0.
                        """);
    }

    @Test
    public void redactedItShowsNoValue() {
        TextReport redacted = new TextReport(new ValueDisplay(4, true), 2);
        RowFindings row = Findings.sure(Cells.row("a"), List.of(PUT), List.of(Cells.put("f", "q", 100, "abd")));

        assertThat(redacted.of(List.of(table(List.of(row), List.of(), 0))))
                .contains("source: Put (3 bytes, hash ba7816bf)\n")
                .contains("peer:   Put (3 bytes, hash a52d159f)\n")
                .doesNotContain("abc");
    }

    @Test
    public void asManyRowsAsMayBeShownLeaveNoneOut() {
        RowFindings one = Findings.sure(Cells.row("a"), List.of(PUT), List.of());
        RowFindings two = Findings.sure(Cells.row("b"), List.of(PUT), List.of());

        assertThat(report.of(List.of(table(List.of(one, two), List.of(), 0))))
                .contains("Row b")
                .doesNotContain("not shown");
    }

    @Test
    public void ofAWideRowTheFirstCellsAreShown() {
        List<CellImage> cells = IntStream.range(0, 22)
                .mapToObj(column -> Cells.put("f", String.format("q%02d", column), 100, "v"))
                .toList();
        RowFindings wide = Findings.sure(Cells.row("a"), cells, List.of());
        RowFindings less = Findings.sure(Cells.row("b"), cells.subList(0, 20), List.of());

        assertThat(report.of(List.of(table(List.of(wide, less), List.of(), 0))))
                .contains("MISSING f:q19 at 100\n")
                .contains("\n    2 more cells differ in this row.\n\n  Row b")
                .doesNotContain("q20")
                .doesNotContain(" 0 more");
    }

    @Test
    public void aTimestampThatMayBeATimeIsShownAsOneToo() {
        RowFindings row =
                Findings.sure(Cells.row("a"), List.of(Cells.put("f", "q", 1_795_168_803_000L, "v")), List.of());
        RowFindings odd = Findings.sure(Cells.row("b"), List.of(Cells.put("f", "q", Long.MAX_VALUE, "v")), List.of());

        assertThat(report.of(List.of(table(List.of(row, odd), List.of(), 0))))
                .contains("MISSING f:q at 1795168803000 (2026-11-20T10:00:03Z)\n")
                .contains("MISSING f:q at 9223372036854775807\n");
    }

    @Test
    public void refusesWhatIsNotSure() {
        RowFindings row = Findings.notSure(Findings.sure(Cells.row("a"), List.of(PUT), List.of()));

        assertThatThrownBy(() -> table(List.of(row), List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
