package org.hbaseha.monitor.reporting;

import java.util.List;
import org.hbaseha.monitor.verification.InFlightRow;
import org.hbaseha.monitor.verification.RowFindings;

/**
 * What a comparison of one table with one peer brought.
 *
 * @param peer the replication peer's id
 * @param scope what was compared, a sentence
 * @param rows those that differ for sure
 * @param inFlight those that differ, and may not for long
 * @param notFollowed how many rows differed that could not be followed until they were sure
 * @param leftOut what was not compared, a sentence each
 */
public record TableReport(
        String table,
        String peer,
        String scope,
        List<RowFindings> rows,
        List<InFlightRow> inFlight,
        long notFollowed,
        List<String> leftOut) {

    public TableReport {
        rows = List.copyOf(rows);
        inFlight = List.copyOf(inFlight);
        leftOut = List.copyOf(leftOut);
        for (RowFindings row : rows) {
            if (row.confirmed().isEmpty()) {
                throw new IllegalArgumentException("A row that is not sure row=" + row.row());
            }
        }
    }
}
