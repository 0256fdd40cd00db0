package org.hbaseha.monitor.continuous;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowKey;

/**
 * A row that differs for sure.
 *
 * @param firstSeen by the first look that found it so, whichever monitor looked
 * @param kinds how many of its cells differ in which way
 * @param details empty where another monitor found it, and this one has not looked at it yet
 */
public record KnownRow(RowKey row, Instant firstSeen, Map<Divergence, Integer> kinds, Optional<RowFindings> details) {

    public KnownRow {
        kinds = Map.copyOf(kinds);
    }

    /** As a comparison found it. */
    public static KnownRow of(RowFindings found) {
        Map<Divergence, Integer> kinds = new EnumMap<>(Divergence.class);
        for (Finding finding : found.findings()) {
            kinds.merge(finding.divergence(), 1, Integer::sum);
        }
        return new KnownRow(found.row(), found.firstSeen(), kinds, Optional.of(found));
    }

    /** The same, known since then. */
    KnownRow since(Instant earlier) {
        return earlier.isBefore(firstSeen) ? new KnownRow(row, earlier, kinds, details) : this;
    }
}
