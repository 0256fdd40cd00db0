package org.hbaseha.monitor.repair;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.RowFindings;

/** The differences of a row that a verification was sure of: a later look may find others, which may be edits on their way. Immutable. */
public final class SureDifferences implements Predicate<Finding> {

    /** What clients of each side see in one place. */
    private record Seen(Optional<CellImage> ours, Optional<CellImage> theirs) {

        static Seen of(Finding finding) {
            return switch (finding.divergence()) {
                case MISSING, MASKED -> new Seen(Optional.of(finding.cell()), Optional.empty());
                case EXTRA -> new Seen(Optional.empty(), Optional.of(finding.cell()));
                case DIFFERENT, CONFLICT, IN_FLIGHT -> new Seen(finding.ours(), finding.theirs());
            };
        }
    }

    private final Set<Seen> sure = new HashSet<>();

    public SureDifferences(RowFindings confirmed) {
        confirmed.findings().forEach(finding -> sure.add(Seen.of(finding)));
    }

    @Override
    public boolean test(Finding finding) {
        return sure.contains(Seen.of(finding));
    }
}
