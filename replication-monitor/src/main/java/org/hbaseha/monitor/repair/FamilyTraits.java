package org.hbaseha.monitor.repair;

import java.util.Optional;
import org.hbaseha.monitor.verification.FamilyRules;

/**
 * What one cluster's declaration of a column family makes of a repair.
 *
 * @param keepsDeletedCells {@code KEEP_DELETED_CELLS} is not {@code FALSE}: a major compaction leaves delete markers where they are
 */
public record FamilyTraits(FamilyRules rules, boolean keepsDeletedCells) {

    static final FamilyTraits UNKNOWN = new FamilyTraits(FamilyRules.UNKNOWN, false);

    /** A marker can hide what is written after it, until a major compaction takes it away. */
    boolean markersHideLaterPuts() {
        return !rules.newVersionBehavior();
    }

    /** Why a cell of this family must not be given a new timestamp; empty where it may. */
    Optional<String> whyNotRestamped() {
        if (rules.maxVersions() > 1) {
            return Optional.of("the family keeps " + rules.maxVersions() + " versions");
        }
        return rules.timeToLive().map(live -> "cells of the family end after " + live.toSeconds() + " s");
    }
}
