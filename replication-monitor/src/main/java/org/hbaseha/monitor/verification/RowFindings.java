package org.hbaseha.monitor.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found in one row.
 *
 * @param firstSeen the first look that found it different
 * @param confirmed the look that made it sure; empty where it is not
 * @param findings in HBase's order; at least one
 */
public record RowFindings(RowKey row, Instant firstSeen, Optional<Instant> confirmed, List<Finding> findings) {

    public RowFindings {
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("A row without findings row=" + row);
        }
    }
}
