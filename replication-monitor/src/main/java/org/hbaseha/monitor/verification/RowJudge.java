package org.hbaseha.monitor.verification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Judges one look at a row: which cells clients of the two clusters do not see alike, and what each of these differences is. Immutable; any thread.
 */
public final class RowJudge {

    private final JudgeRules rules;

    public RowJudge(JudgeRules rules) {
        this.rules = rules;
    }

    /**
     * The differences; all of them {@link Divergence#IN_FLIGHT} where a stored cell of the row is newer than {@code watermark}, for then an edit may
     * still be on its way.
     *
     * @param watermark all edits of the source up to here have been applied on the peer, and, where clients write to both, the other way round; empty
     *     where that is not known of any edit. Who compares what stands still passes {@link Instant#MAX}.
     */
    public List<Finding> judge(RowPair pair, Optional<Instant> watermark) {
        List<Finding> found = differences(pair);
        Optional<String> doubt = found.isEmpty() ? Optional.empty() : newerThan(watermark, pair, Instant.MAX);
        return doubt.map(why -> found.stream().map(one -> one.inFlight(why)).toList())
                .orElse(found);
    }

    /** The row without the cells that will have expired by then: two servers do not drop them at the same moment. */
    RowPair lasting(RowPair pair, Instant then) {
        return new RowPair(
                pair.ours().without(cell -> rules.expires(cell, then)),
                pair.theirs().without(cell -> rules.expires(cell, then)));
    }

    /** Why the row may be in flight; empty when no stored cell is newer than {@code watermark}, those newer than {@code bound} apart. */
    static Optional<String> newerThan(Optional<Instant> watermark, RowPair pair, Instant bound) {
        if (watermark.isEmpty()) {
            return Optional.of("No watermark is known, so nothing tells which edits have been applied.");
        }
        return pair.newestUpTo(bound)
                .filter(newest -> Instant.ofEpochMilli(newest.timestamp()).isAfter(watermark.get()))
                .map(newest -> pair.describe(newest) + " is newer than the watermark "
                        + watermark.get().toEpochMilli() + ".");
    }

    /** The differences as if nothing were on its way: in HBase's order, empty where clients see the same. */
    public List<Finding> differences(RowPair pair) {
        NavigableSet<CellImage> places = new TreeSet<>(CellImage.PLACE);
        places.addAll(pair.ours().visible());
        places.addAll(pair.theirs().visible());
        List<Finding> found = new ArrayList<>();
        for (CellImage place : places) {
            difference(pair, place).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private Optional<Finding> difference(RowPair pair, CellImage place) {
        Optional<CellImage> ours = pair.ours().visibleAt(place);
        Optional<CellImage> theirs = pair.theirs().visibleAt(place);
        if (ours.equals(theirs)) {
            return Optional.empty();
        }
        if (theirs.isEmpty()) {
            return Optional.of(notOnPeer(pair, place));
        }
        return Optional.of(ours.isEmpty() ? extra(pair, place) : different(ours.get(), theirs.get()));
    }

    private Finding different(CellImage ours, CellImage theirs) {
        Divergence divergence = rules.activeActive() ? Divergence.CONFLICT : Divergence.DIFFERENT;
        String reason = Reasons.different(ours, theirs, rules.activeActive());
        return new Finding(divergence, ours, Optional.of(ours), Optional.of(theirs), false, reason);
    }

    private Finding notOnPeer(RowPair pair, CellImage cell) {
        Optional<CellImage> stored = pair.theirs().putAt(cell);
        List<CellImage> markers = pair.theirs().markersOver(cell);
        boolean showsWhenRewritten = rules.of(cell).newVersionBehavior();
        if (!markers.isEmpty() && (stored.isPresent() || !showsWhenRewritten)) {
            String reason = Reasons.masked(cell, stored, markers, showsWhenRewritten);
            return new Finding(Divergence.MASKED, cell, Optional.of(cell), Optional.of(markers.get(0)), false, reason);
        }
        boolean pushedOut = stored.filter(cell::equals).isPresent()
                && pair.theirs().newerVersions(cell) >= rules.of(cell).maxVersions();
        String reason = pushedOut
                ? Reasons.pushedOut(pair.theirs().newerVersions(cell))
                : Reasons.missing(pair.theirs(), cell, stored);
        return new Finding(Divergence.MISSING, cell, Optional.of(cell), stored, pushedOut, reason);
    }

    private Finding extra(RowPair pair, CellImage cell) {
        Optional<CellImage> marker = pair.ours().markersOver(cell).stream().findFirst();
        Optional<CellImage> ours = marker.or(() -> pair.ours().putAt(cell));
        int newer = pair.ours().newerVersions(cell);
        boolean tooOld = newer >= rules.of(cell).maxVersions();
        String reason = tooOld
                ? Reasons.tooOld(newer)
                : Reasons.extra(pair.ours(), cell, marker)
                        + Reasons.uncovered(pair.theirs().pushedOutBelow(cell).size());
        return new Finding(Divergence.EXTRA, cell, ours, Optional.of(cell), tooOld, reason);
    }
}
