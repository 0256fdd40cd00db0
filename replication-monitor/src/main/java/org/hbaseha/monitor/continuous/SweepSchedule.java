package org.hbaseha.monitor.continuous;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hbaseha.digest.KeyRange;

/**
 * Which region the background sweep compares next. What was written and could not be compared between two rounds comes first; else what was not compared for
 * a period. Of each, what was tried longest ago: so a region that is written all the time, or cannot be read, does not keep the others from their turn.
 *
 * @param period each range is compared once in so long
 */
public record SweepSchedule(Duration period) {

    /** A range that waits is not tried again before: it may be written all the time, or its server be gone. */
    static final Duration REST = Duration.ofSeconds(30);

    /** What to compare now of the table whose regions have these borders; empty where nothing is due. */
    public Optional<List<KeyRange>> next(TableBook book, List<KeyRange> regions, Instant now) {
        Optional<KeyRange> written = longestAgo(
                book,
                regions.stream()
                        .filter(region -> !book.waitingIn(region).isEmpty())
                        .filter(region -> isRested(book, region, now))
                        .toList());
        if (written.isPresent()) {
            return written.map(book::waitingIn);
        }
        return longestAgo(
                        book,
                        regions.stream()
                                .filter(region -> isDue(book, region, now))
                                .filter(region -> isRested(book, region, now))
                                .toList())
                .map(List::of);
    }

    private static boolean isRested(TableBook book, KeyRange region, Instant now) {
        return book.oldestTry(region)
                .map(tried -> !tried.plus(REST).isAfter(now))
                .orElse(true);
    }

    /** Whether some of it was not compared within the period. */
    public boolean isDue(TableBook book, KeyRange region, Instant now) {
        return book.oldest(region)
                .map(compared -> !compared.plus(period).isAfter(now))
                .orElse(true);
    }

    private static Optional<KeyRange> longestAgo(TableBook book, List<KeyRange> regions) {
        return regions.stream()
                .min(Comparator.comparing(region -> book.oldestTry(region).orElse(Instant.MIN)));
    }
}
