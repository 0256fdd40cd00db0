package org.hbaseha.monitor.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/** Findings as the judge makes them, for reports to show. */
final class Findings {

    static final Instant FIRST = Instant.parse("2026-11-20T10:00:00Z");

    private Findings() {}

    /** Sure, two seconds after it was first seen. */
    static RowFindings sure(RowKey row, List<CellImage> ours, List<CellImage> theirs, CellImage... hiddenThere) {
        List<CellImage> stored = new ArrayList<>(theirs);
        stored.addAll(List.of(hiddenThere));
        RowPair pair = new RowPair(new RowImage(row, ours, ours), new RowImage(row, theirs, stored));
        List<Finding> findings = new RowJudge(
                        new JudgeRules(false, Map.of("f", new FamilyRules(1, false, Optional.empty()))))
                .differences(pair);
        return new RowFindings(row, FIRST, Optional.of(FIRST.plusSeconds(2)), findings);
    }

    static RowFindings notSure(RowFindings row) {
        return new RowFindings(row.row(), row.firstSeen(), Optional.empty(), row.findings());
    }
}
