package org.hbaseha.monitor.continuous;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.view.TableView;
import org.hbaseha.monitor.view.TableView.RoundView;
import org.hbaseha.monitor.view.TableView.SweepView;

/** What is shown of a table's book. Pure. */
public final class TableViews {

    private static final int MOST_UNREAD = 10;

    /**
     * What the book does not know.
     *
     * @param regions borders of the table's regions, in order
     * @param paused why the sweep stands still
     * @param bytesRead by the sweep
     * @param roundBytes read by all rounds of the continuous check
     * @param notes what limits what is known of this table
     */
    public record Surroundings(
            String table,
            String peerTable,
            List<KeyRange> regions,
            SweepSchedule schedule,
            long bytesPerSecond,
            Optional<String> paused,
            long bytesRead,
            Optional<RoundView> round,
            long roundBytes,
            List<String> notes) {

        public Surroundings {
            regions = List.copyOf(regions);
            notes = List.copyOf(notes);
        }
    }

    private TableViews() {}

    public static TableView of(TableBook book, Surroundings table, Instant now) {
        List<KeyRange> regions = table.regions();
        List<KeyRange> due = regions.stream()
                .filter(region -> table.schedule().isDue(book, region, now))
                .toList();
        long unproved = regions.stream()
                .filter(region -> table.schedule().isDue(book, region, now) || book.differsIn(region))
                .count();
        return new TableView(
                table.table(),
                table.peerTable(),
                book.since(),
                Strips.of(book, regions),
                regions.isEmpty() ? 0 : 1 - unproved / (double) regions.size(),
                book.oldest(KeyRange.ALL).orElse(null),
                findings(book),
                book.inFlight(),
                book.waiting(),
                table.round().orElse(null),
                table.roundBytes(),
                new SweepView(
                        regions.size(),
                        due.size(),
                        table.schedule().period().toMillis(),
                        table.bytesPerSecond(),
                        table.bytesRead(),
                        table.paused().orElse(null)),
                notes(book, table));
    }

    /** Rows that differ, each by the gravest of what differs in it. */
    private static Map<String, Integer> findings(TableBook book) {
        Map<String, Integer> found = new TreeMap<>();
        for (KnownRow row : book.rows()) {
            row.kinds().keySet().stream()
                    .min(Divergence::compareTo)
                    .ifPresent(kind -> found.merge(kind.name(), 1, Integer::sum));
        }
        return found;
    }

    private static List<String> notes(TableBook book, Surroundings table) {
        List<String> notes = new ArrayList<>(table.notes());
        List<RangeMap.Piece<String>> unread = book.unread();
        unread.stream()
                .limit(MOST_UNREAD)
                .map(piece -> "Rows of " + piece.range() + " could not be compared: "
                        + piece.value().orElseThrow())
                .forEach(notes::add);
        if (unread.size() > MOST_UNREAD) {
            notes.add((unread.size() - MOST_UNREAD) + " more ranges could not be compared.");
        }
        return notes;
    }
}
