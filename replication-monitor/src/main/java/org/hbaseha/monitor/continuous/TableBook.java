package org.hbaseha.monitor.continuous;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.DirtyRange;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowKey;

/**
 * What is known of one table and peer: when each range was last compared, what waits to be, and which rows differ. Writes come in by {@link #notice}, which
 * moves the marks and has the written ranges wait in one go; they wait until a comparison that began later has had them. A range that could not be read
 * waits on. So nothing is forgotten, in whatever order rounds, sweeps and a restart from {@link Contents} come. Not thread safe.
 */
public final class TableBook {

    /**
     * What a book is kept as.
     *
     * @param since when it was begun; empty where nothing was kept
     * @param compared a range that is missing never was
     */
    public record Contents(
            Optional<Instant> since,
            List<RangeMap.Piece<Instant>> compared,
            List<RangeMap.Piece<Waiting>> waiting,
            List<KnownRow> rows,
            DirtyMarks here,
            DirtyMarks there) {

        public static final Contents NONE =
                new Contents(Optional.empty(), List.of(), List.of(), List.of(), DirtyMarks.NONE, DirtyMarks.NONE);

        public Contents {
            compared = List.copyOf(compared);
            waiting = List.copyOf(waiting);
            rows = List.copyOf(rows);
        }
    }

    private final Instant since;
    private final RangeMap<Instant> compared = new RangeMap<>();
    private final RangeMap<Instant> tried = new RangeMap<>();
    private final RangeMap<Waiting> waiting = new RangeMap<>();
    private final RangeMap<String> unread = new RangeMap<>();
    private final TreeMap<RowKey, KnownRow> rows = new TreeMap<>();
    private final Map<RowKey, Instant> unsettled = new TreeMap<>();
    private int left;
    private DirtyMarks here;
    private DirtyMarks there;

    /** Goes on with what was kept. Rows that differed are looked at again, for their values are not kept. */
    public TableBook(Contents kept, Instant now) {
        since = kept.since().orElse(now);
        kept.compared().forEach(piece -> piece.value().ifPresent(at -> compared.put(piece.range(), at)));
        kept.waiting().forEach(piece -> piece.value().ifPresent(since -> waiting.put(piece.range(), since)));
        for (KnownRow row : kept.rows()) {
            rows.put(row.row(), row);
            unsettled.put(row.row(), now);
        }
        here = kept.here();
        there = kept.there();
    }

    public Contents contents() {
        return new Contents(
                Optional.of(since),
                compared.present(KeyRange.ALL),
                waiting.present(KeyRange.ALL),
                List.copyOf(rows.values()),
                here,
                there);
    }

    /** When it was begun, by whichever monitor. */
    Instant since() {
        return since;
    }

    /** What is known of writes on this cluster; to be asked with. */
    public DirtyMarks marksHere() {
        return here;
    }

    public DirtyMarks marksThere() {
        return there;
    }

    /**
     * Takes what both clusters answered for the whole table.
     *
     * @param restless whether ranges that do not come to rest shall be compared as well, and not wait until they do
     */
    public void notice(List<DirtyAnswer> ours, List<DirtyAnswer> theirs, boolean restless, Instant now) {
        left = 0;
        ours.forEach(answer -> notice(answer, here, restless, now));
        theirs.forEach(answer -> notice(answer, there, restless, now));
        here = restless ? DirtyMarks.whenAllAreDone(ours) : DirtyMarks.whenQuietOnesAreDone(ours);
        there = restless ? DirtyMarks.whenAllAreDone(theirs) : DirtyMarks.whenQuietOnesAreDone(theirs);
    }

    private void notice(DirtyAnswer answer, DirtyMarks known, boolean restless, Instant now) {
        boolean unknown = !known.isKnown(answer.covered(), answer.asOf().incarnation());
        for (DirtyRange dirty : answer.ranges()) {
            if (dirty.quiet() || restless) {
                boolean whole = unknown || dirty.range().equals(answer.covered());
                waiting.update(
                        dirty.range(),
                        before -> Optional.of(new Waiting(
                                now, whole || before.map(Waiting::whole).orElse(false))));
            } else {
                left++;
            }
        }
    }

    /** What to compare at once: written parts of regions, and rows that are not sure. */
    public List<KeyRange> written() {
        RangeMap<Boolean> wanted = new RangeMap<>();
        waiting.present(KeyRange.ALL).stream()
                .filter(piece -> !piece.value().orElseThrow().whole())
                .forEach(piece -> wanted.put(piece.range(), true));
        unsettled.keySet().forEach(row -> wanted.put(KeyRange.ofRow(row.bytes()), true));
        return wanted.present(KeyRange.ALL).stream().map(RangeMap.Piece::range).toList();
    }

    /** What of {@code region} was written, or is unknown, and waits for the sweep. */
    List<KeyRange> waitingIn(KeyRange region) {
        return waiting.present(region).stream().map(RangeMap.Piece::range).toList();
    }

    /** When the part of {@code range} that waits longest was last compared; empty where some of it never was. */
    public Optional<Instant> oldest(KeyRange range) {
        return oldest(compared, range);
    }

    /** The same of attempts, whatever came of them. */
    Optional<Instant> oldestTry(KeyRange range) {
        return oldest(tried, range);
    }

    private static Optional<Instant> oldest(RangeMap<Instant> times, KeyRange range) {
        List<Optional<Instant>> all =
                times.within(range).stream().map(RangeMap.Piece::value).toList();
        return all.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : all.stream().map(Optional::orElseThrow).min(Instant::compareTo);
    }

    /** Takes what a comparison brought. */
    public void compared(ComparisonReport report) {
        RangeMap<Boolean> read = report.read();
        report.ranges().forEach(range -> tried.put(range, report.begun()));
        read.present(KeyRange.ALL).forEach(piece -> read(piece.range(), report.begun()));
        report.unread().forEach((range, reason) -> {
            unread.put(range, reason);
            waiting.update(range, before -> Optional.of(before.orElse(new Waiting(report.begun(), true))));
        });
        Set<RowKey> found = report.found();
        rows.keySet().removeIf(row -> read.has(row.bytes()) && !found.contains(row));
        unsettled
                .entrySet()
                .removeIf(
                        row -> read.has(row.getKey().bytes()) && !row.getValue().isAfter(report.begun()));
        report.rows().forEach(this::differs);
        report.unsettled().forEach(row -> unsettled.put(row, report.begun()));
    }

    private void read(KeyRange range, Instant begun) {
        compared.put(range, begun);
        unread.remove(range);
        // What was noticed in the middle of it was perhaps not seen.
        waiting.update(range, since -> since.filter(it -> !it.noticed().isBefore(begun)));
    }

    private void differs(RowFindings found) {
        KnownRow row = KnownRow.of(found);
        rows.merge(row.row(), row, (before, now) -> now.since(before.firstSeen()));
    }

    /**
     * Forgets which parts of a region were compared later than the oldest of it, for each of {@code regions}. A table that is written here and there would fill
     * memory otherwise.
     */
    public void coarsen(List<KeyRange> regions) {
        for (KeyRange region : regions) {
            oldest(region).ifPresent(at -> compared.put(region, at));
            oldestTry(region).ifPresent(at -> tried.put(region, at));
        }
    }

    /** How much of it is kept; where that grows beyond what its regions need, {@link #coarsen}. */
    public int size() {
        return compared.size() + tried.size();
    }

    /** Rows that differ for sure, in their order. */
    public Collection<KnownRow> rows() {
        return List.copyOf(rows.values());
    }

    /** Whether a row of {@code range} differs for sure. */
    public boolean differsIn(KeyRange range) {
        RowKey first = rows.ceilingKey(new RowKey(range.start()));
        return first != null && range.contains(first.bytes());
    }

    /** How many rows differ, and may not for long. */
    public int inFlight() {
        return (int) unsettled.keySet().stream()
                .filter(row -> !rows.containsKey(row))
                .count();
    }

    /** How many ranges were written and not compared since, those included that were too young to be noticed when clusters were asked last. */
    public int dirty() {
        return waiting.present(KeyRange.ALL).size() + left;
    }

    /** What could not be compared when it was last tried, and why. */
    public List<RangeMap.Piece<String>> unread() {
        return new ArrayList<>(unread.present(KeyRange.ALL));
    }
}
