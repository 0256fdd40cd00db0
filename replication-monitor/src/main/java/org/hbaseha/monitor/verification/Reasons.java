package org.hbaseha.monitor.verification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sentences that say why a cell is a finding. No values in them: a report may have to keep those to itself. */
final class Reasons {

    private Reasons() {}

    static String different(CellImage ours, CellImage theirs, boolean activeActive) {
        String what = ours.type() == theirs.type() ? values(ours.value(), theirs.value()) : types(ours, theirs);
        return activeActive
                ? what + " Clients write to both clusters, so neither is known to be right."
                : what + " The source is right.";
    }

    private static String types(CellImage ours, CellImage theirs) {
        return "Same timestamp, but " + ours.type() + " on the source and " + theirs.type() + " on the peer.";
    }

    private static String values(byte[] ours, byte[] theirs) {
        return "Same timestamp, but the values differ from byte " + Arrays.mismatch(ours, theirs) + " on ("
                + bytes(ours.length) + " on the source, " + bytes(theirs.length) + " on the peer).";
    }

    static String masked(
            CellImage cell, Optional<CellImage> stored, List<CellImage> markers, boolean showsWhenRewritten) {
        int more = markers.size() - 1;
        if (stored.isEmpty()) {
            String others = more == 0 ? "." : ", as would " + count(more, "more marker") + ".";
            return "The peer does not have this put, and " + markers.get(0)
                    + " there would hide it if it were written with its timestamp" + others;
        }
        String put = stored.get().equals(cell) ? "this put" : "a put with another value here";
        String others = more == 0 ? "" : ", as " + (more == 1 ? "does " : "do ") + count(more, "more marker");
        String remedy = showsWhenRewritten
                ? "; the family has NEW_VERSION_BEHAVIOR, so it would be seen if it were written again."
                : "; it would stay hidden if it were written again with its timestamp.";
        return "The peer has " + put + ", but " + markers.get(0) + " there hides it" + others + remedy;
    }

    static String pushedOut(int newer) {
        return "The peer has this put, pushed out by " + count(newer, "newer version")
                + " there, as many as the family keeps; it is seen again when those that are extra go.";
    }

    static String missing(RowImage theirs, CellImage cell, Optional<CellImage> stored) {
        if (stored.isPresent()) {
            String put = stored.get().equals(cell) ? "this put" : "a put with another value here";
            return "The peer has " + put + " but does not show it, and no marker hides it: VERSIONS or TTL does.";
        }
        return theirs.raw().isEmpty() && theirs.visible().isEmpty()
                ? "The peer has nothing of this row."
                : "The peer " + elsewhere(theirs, cell);
    }

    static String tooOld(int newer) {
        return "The source has " + count(newer, "newer version")
                + ", as many as the family keeps; it goes when the peer has them too.";
    }

    static String extra(RowImage ours, CellImage cell, Optional<CellImage> marker) {
        if (marker.isPresent()) {
            return "The source has it deleted by " + marker.get() + ", the peer has not.";
        }
        if (ours.putAt(cell).isPresent()) {
            return "The source has a put here but does not show it, and no marker hides it: VERSIONS or TTL does.";
        }
        return ours.raw().isEmpty() && ours.visible().isEmpty()
                ? "The source has nothing of this row."
                : "The source " + elsewhere(ours, cell);
    }

    /** What the removal of an extra version may bring to light. */
    static String uncovered(int pushedOut) {
        return pushedOut == 0
                ? ""
                : " The peer has " + count(pushedOut, "older put")
                        + " of this column stored, which may be seen without it.";
    }

    private static String elsewhere(RowImage side, CellImage cell) {
        int versions = side.versions(cell);
        if (versions > 0) {
            return "shows " + count(versions, "other version") + " of this column, not this one.";
        }
        return side.visible().isEmpty() ? "shows nothing of this row." : "shows nothing of this column.";
    }

    private static String bytes(int length) {
        return count(length, "byte");
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
