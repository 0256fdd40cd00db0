package org.hbaseha.monitor.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.verification.Recheck;
import org.hbaseha.monitor.verification.RecheckResult;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/**
 * Looks at rows whose digests differ until each is equal or surely different, or time is up. What {@link Recheck} decides this does: fetches rows of both
 * sides, some at a time, and waits. One thread.
 */
public final class RowFollowing {

    /** Both sides' pictures of so many rows are in memory at once. */
    private static final int AT_ONCE = 64;

    /** A cluster that does not answer about one row within this has been asked about all of them. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration LONGEST_SLEEP = Duration.ofMillis(500);

    private final RowReader here;
    private final RowReader there;
    private final Recheck recheck;
    private final Supplier<Optional<Instant>> watermark;
    private final InstantSource clock;
    private final List<RowFindings> confirmed = new ArrayList<>();

    /** {@code watermark}: see {@link Recheck#look}. */
    public RowFollowing(
            RowReader here,
            RowReader there,
            Recheck recheck,
            Supplier<Optional<Instant>> watermark,
            InstantSource clock) {
        this.here = here;
        this.there = there;
        this.recheck = recheck;
        this.watermark = watermark;
        this.clock = clock;
    }

    /** Follows {@code rows} for {@code patience} at most; what is not sure then is still with the {@link Recheck}. Returns those that surely differ. */
    public List<RowFindings> follow(List<RowKey> rows, Duration patience) throws IOException, InterruptedException {
        Instant end = clock.instant().plus(patience);
        look(rows);
        Optional<Instant> due = recheck.nextDue();
        while (due.isPresent() && !due.get().isAfter(end)) {
            sleepUntil(due.get());
            look(recheck.due(clock.instant(), AT_ONCE));
            due = recheck.nextDue();
        }
        return List.copyOf(confirmed);
    }

    private void sleepUntil(Instant due) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), due);
        while (!left.isNegative() && !left.isZero()) {
            Thread.sleep(Math.min(left.toMillis() + 1, LONGEST_SLEEP.toMillis()));
            left = Duration.between(clock.instant(), due);
        }
    }

    private void look(List<RowKey> rows) throws IOException, InterruptedException {
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            lookAtSome(rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
        }
    }

    private void lookAtSome(List<RowKey> rows) throws IOException, InterruptedException {
        // Known before the rows are read, or an edit could come between.
        Optional<Instant> applied = watermark.get();
        List<CompletableFuture<RowPair>> pairs = rows.stream().map(this::read).toList();
        for (CompletableFuture<RowPair> pair : pairs) {
            RowPair read = Cluster.answer(pair, PATIENCE);
            if (recheck.look(read, applied, clock.instant()) instanceof RecheckResult.Confirmed sure) {
                confirmed.add(sure.row());
            }
        }
    }

    private CompletableFuture<RowPair> read(RowKey row) {
        CompletableFuture<RowImage> ours = here.read(row.bytes());
        return ours.thenCombine(there.read(row.bytes()), RowPair::new);
    }
}
