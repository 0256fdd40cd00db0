package org.hbaseha.monitor.continuous;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowKey;

/**
 * What one comparison of some ranges brought.
 *
 * @param ranges what was to be compared
 * @param begun when: what was written later may not have been seen
 * @param rows those that differ for sure
 * @param unsettled those that differ and may not for long
 * @param unread what of the ranges could not be compared, and why
 */
public record ComparisonReport(
        List<KeyRange> ranges,
        Instant begun,
        List<RowFindings> rows,
        List<RowKey> unsettled,
        Map<KeyRange, String> unread) {

    public ComparisonReport {
        ranges = List.copyOf(ranges);
        rows = List.copyOf(rows);
        unsettled = List.copyOf(unsettled);
        unread = Map.copyOf(unread);
    }

    /** What of the ranges was compared. */
    RangeMap<Boolean> read() {
        RangeMap<Boolean> read = new RangeMap<>();
        ranges.forEach(range -> read.put(range, true));
        unread.keySet().forEach(read::remove);
        return read;
    }

    /** All rows that were not found equal. */
    Set<RowKey> found() {
        Set<RowKey> found = new HashSet<>(unsettled);
        rows.forEach(row -> found.add(row.row()));
        return found;
    }
}
