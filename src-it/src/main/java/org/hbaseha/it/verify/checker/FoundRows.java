package org.hbaseha.it.verify.checker;

import java.util.List;
import org.hbaseha.it.verify.checker.Answer.FoundRow;
import org.hbaseha.monitor.verification.InFlightRow;
import org.hbaseha.monitor.verification.RowFindings;

/** What our checks found, as it goes into an answer. */
final class FoundRows {

    private FoundRows() {}

    static List<FoundRow> of(List<RowFindings> rows) {
        return rows.stream().map(FoundRows::of).toList();
    }

    private static FoundRow of(RowFindings row) {
        List<String> classes = row.findings().stream()
                .map(finding -> finding.divergence().name())
                .distinct()
                .sorted()
                .toList();
        return new FoundRow(row.row().toString(), classes);
    }

    /** Rows of which nothing is said are no findings, and no proof either. */
    static List<String> remarks(List<InFlightRow> inFlight) {
        return inFlight.isEmpty()
                ? List.of()
                : List.of(inFlight.size() + " rows were still changing when the time to follow them was over.");
    }
}
