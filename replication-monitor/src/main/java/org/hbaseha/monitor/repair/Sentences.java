package org.hbaseha.monitor.repair;

import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.FamilyRules;

/** What operators read of a plan. No values in them. */
final class Sentences {

    private Sentences() {}

    static String nobodyIsRight(Divergence divergence) {
        return divergence == Divergence.CONFLICT
                ? "Both sides have a value for the same timestamp: say by --conflicts which one is right."
                : "Clients write to both clusters: say by --authority which side is right.";
    }

    static String tooManyVersions(Side target, FamilyRules rules) {
        return "VERSIONS is " + rules.maxVersions() + " on " + target + ", which would not show it for the newer ones.";
    }

    static String removal(Side target, FamilyTraits traits) {
        String what = "Delete exactly this version on " + target + ".";
        if (!traits.markersHideLaterPuts()) {
            return what;
        }
        return traits.keepsDeletedCells()
                ? what + " This cannot be undone: KEEP_DELETED_CELLS keeps the marker, which would hide it."
                : what
                        + " A put with this timestamp stays hidden there until a major compaction, which undo would ask for.";
    }

    static String purge(Side target) {
        return "Major compact the row's region on " + target
                + ", which takes the marker away, and then put the cell with its timestamp."
                + " The compaction also takes away what other rows have deleted, and that is for ever.";
    }

    static String markerStays(Side target) {
        return "Nothing can be done: a delete marker hides it, and KEEP_DELETED_CELLS on " + target
                + " keeps the marker through compactions.";
    }
}
