package org.hbaseha.monitor.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.client.DirtyRanges;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.continuous.ComparisonReport;
import org.hbaseha.monitor.continuous.KnownRow;
import org.hbaseha.monitor.continuous.SweepSchedule;
import org.hbaseha.monitor.continuous.TableBook;
import org.hbaseha.monitor.continuous.TableViews;
import org.hbaseha.monitor.sweep.Comparison;
import org.hbaseha.monitor.sweep.Effort;
import org.hbaseha.monitor.sweep.SweepProgress;
import org.hbaseha.monitor.verification.InFlightRow;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.view.TableView;
import org.hbaseha.monitor.view.TableView.RoundView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on one table and peer. {@link #round} asks both clusters what was written and compares it; {@link #sweep} compares one region that is due. One
 * thread for rounds, any for sweeps: the book is only touched under this object's lock, and nobody holds that while a cluster is asked.
 */
final class TableWork {

    private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);

    private static final int TRIES = 5;
    private static final int REGIONS_AT_A_TIME = 16;
    private static final int MOST_ROWS = 10_000;
    private static final int LANES = 4;

    /** Ranges that do not come to rest are compared all the same once in so long: their rows are followed until they are sure. */
    private static final Duration RESTLESS = Duration.ofMinutes(5);

    /** Two looks, a second apart, and a watermark that passes the first of them; what takes longer is looked at again by a later round. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** So many pieces a region are kept of when it was compared, on average. */
    private static final int PIECES = 8;

    private final PairClusters pair;
    private final Supplier<Optional<Instant>> watermark;
    private final DirtyRanges writtenHere;
    private final DirtyRanges writtenThere;
    private final InstantSource clock;

    private volatile TablePair table;
    private final TableBook book;
    private final Set<KeyRange> underWay = new HashSet<>();
    private List<KeyRange> regions = List.of();
    private Optional<RoundView> lastRound = Optional.empty();
    private Optional<String> unseen = Optional.empty();
    private Instant restlessRound;
    private long roundBytes;
    private long sweptBytes;
    private boolean changed;

    TableWork(
            PairClusters pair,
            TablePair table,
            TableBook.Contents kept,
            Supplier<Optional<Instant>> watermark,
            InstantSource clock) {
        this.pair = pair;
        this.table = table;
        this.clock = clock;
        this.watermark = watermark;
        this.writtenHere = new DirtyRanges(pair.here().table(table.here()), TRIES, REGIONS_AT_A_TIME);
        this.writtenThere = new DirtyRanges(pair.there().table(table.there()), TRIES, REGIONS_AT_A_TIME);
        this.restlessRound = clock.instant();
        this.book = new TableBook(kept, clock.instant());
    }

    /** Goes on with the table as it is declared now. */
    void follow(TablePair declared) {
        table = declared;
    }

    /** Learns where regions begin now. */
    void followRegions() throws IOException, InterruptedException {
        List<byte[]> starts = pair.here()
                .answer(pair.here().table(table.here()).getRegionLocator().getStartKeys());
        List<KeyRange> found = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            found.add(new KeyRange(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : new byte[0]));
        }
        synchronized (this) {
            regions = List.copyOf(found);
            if (book.size() > 2 * PIECES * (regions.size() + PIECES)) {
                book.coarsen(regions);
            }
        }
    }

    /** Compares what was written, as far as the peer must have it. {@code applied}: the watermark. */
    void round(Instant applied) throws InterruptedException {
        Instant begun = clock.instant();
        SweepProgress progress = new SweepProgress();
        notice(applied);
        List<KeyRange> written;
        synchronized (this) {
            written = book.written();
        }
        if (!written.isEmpty()) {
            compare(written, Reading.BY_POSITION, progress);
        }
        RoundView view = new RoundView(
                begun,
                Duration.between(begun, clock.instant()).toMillis(),
                written.size(),
                progress.rows(),
                progress.bytes());
        synchronized (this) {
            lastRound = Optional.of(view);
            roundBytes += progress.bytes();
        }
    }

    private void notice(Instant applied) throws InterruptedException {
        boolean restless = restlessRound.plus(RESTLESS).isBefore(clock.instant());
        try {
            // Both are asked before either is waited for.
            var ours = writtenHere.ask(KeyRange.ALL, marksHere(), applied);
            var theirs = writtenThere.ask(KeyRange.ALL, marksThere(), applied);
            List<DirtyAnswer> here = pair.here().answer(ours);
            List<DirtyAnswer> there = pair.there().answer(theirs);
            synchronized (this) {
                book.notice(here, there, restless, clock.instant());
                changed = true;
                unseen = Optional.empty();
            }
            restlessRound = restless ? clock.instant() : restlessRound;
        } catch (IOException e) {
            sayOnce("What was written is not known, so that only the sweep finds what differs: " + e.getMessage());
        }
    }

    private synchronized DirtyMarks marksHere() {
        return book.marksHere();
    }

    private synchronized DirtyMarks marksThere() {
        return book.marksThere();
    }

    private synchronized void sayOnce(String trouble) {
        if (!unseen.equals(Optional.of(trouble))) {
            LOG.warn("{} table={} peer={}", trouble, table.here(), pair.peer());
            unseen = Optional.of(trouble);
        }
    }

    /** Compares a region that is due, if one is; so many bytes were read for it, on both sides together. */
    Optional<Long> sweep(SweepSchedule schedule) throws InterruptedException {
        Optional<List<KeyRange>> next = take(schedule);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        SweepProgress progress = new SweepProgress();
        try {
            compare(next.get(), Reading.AS_STREAM, progress);
        } finally {
            synchronized (this) {
                next.get().forEach(underWay::remove);
                sweptBytes += progress.bytes();
            }
        }
        return Optional.of(progress.bytes());
    }

    private synchronized Optional<List<KeyRange>> take(SweepSchedule schedule) {
        List<KeyRange> free = regions.stream().filter(this::isFree).toList();
        Optional<List<KeyRange>> next = schedule.next(book, free, clock.instant());
        next.ifPresent(underWay::addAll);
        return next;
    }

    private boolean isFree(KeyRange region) {
        return underWay.stream().noneMatch(other -> other.and(region).isPresent());
    }

    private void compare(List<KeyRange> ranges, Reading reading, SweepProgress progress) throws InterruptedException {
        Instant begun = clock.instant();
        ComparisonReport report;
        try {
            Comparison comparison =
                    new Comparison(pair.here(), pair.there(), table, pair.activeActive(), watermark, clock);
            Effort effort = new Effort(LANES, MOST_ROWS, PATIENCE, reading);
            report = report(ranges, begun, comparison.compare(ranges, effort, progress));
        } catch (IOException e) {
            Map<KeyRange, String> unread = new HashMap<>();
            ranges.forEach(range -> unread.put(range, String.valueOf(e.getMessage())));
            report = new ComparisonReport(ranges, begun, List.of(), List.of(), unread);
        }
        synchronized (this) {
            Set<RowKey> known = book.rows().stream().map(KnownRow::row).collect(Collectors.toSet());
            book.compared(report);
            changed = true;
            report.rows().stream()
                    .map(KnownRow::of)
                    .filter(row -> !known.contains(row.row()))
                    .forEach(row -> LOG.warn(
                            "A row differs table={} peer={} row={} cells={}",
                            table.here(),
                            pair.peer(),
                            row.row(),
                            row.kinds()));
        }
    }

    private static ComparisonReport report(List<KeyRange> ranges, Instant begun, Comparison.Result result) {
        Map<KeyRange, String> unread = new HashMap<>();
        result.sweep().unswept().forEach(gap -> unread.put(gap.range(), gap.reason()));
        if (!result.sweep().complete() || result.notFollowed() > 0) {
            ranges.forEach(range -> unread.put(range, "more than " + MOST_ROWS + " rows differ"));
        }
        return new ComparisonReport(
                ranges,
                begun,
                result.rows(),
                result.inFlight().stream().map(InFlightRow::row).toList(),
                unread);
    }

    /** What is to be kept, if it is other than when this was asked last. */
    synchronized Optional<TableBook.Contents> unsaved() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(book.contents());
    }

    /** Could not be kept: it will be asked for again. */
    synchronized void notSaved() {
        changed = true;
    }

    synchronized List<KnownRow> rows() {
        return List.copyOf(book.rows());
    }

    synchronized TableView view(SweepSchedule schedule, long bytesPerSecond, Optional<String> paused) {
        List<String> notes = new ArrayList<>();
        table.leftOut().forEach((family, why) -> notes.add("Family " + family + " is not compared: " + why + "."));
        table.drift().forEach(sentence -> notes.add("Declared differently: " + sentence + "."));
        unseen.ifPresent(notes::add);
        return TableViews.of(
                book,
                new TableViews.Surroundings(
                        table.here().getNameAsString(),
                        table.there().getNameAsString(),
                        regions,
                        schedule,
                        bytesPerSecond,
                        paused,
                        sweptBytes,
                        lastRound,
                        roundBytes,
                        notes),
                clock.instant());
    }
}
