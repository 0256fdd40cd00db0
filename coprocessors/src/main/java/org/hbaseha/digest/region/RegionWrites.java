package org.hbaseha.digest.region;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.hadoop.hbase.HConstants.OperationStatusCode;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMark;
import org.hbaseha.digest.DirtyRange;
import org.hbaseha.digest.DirtyRequest;
import org.hbaseha.digest.DirtySlots;
import org.hbaseha.digest.DirtySlots.Written;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.region.WriteStack.Kind;
import org.jspecify.annotations.Nullable;

/** The writes of one region from its opening to its end: those that are under way, and the slots of those that were. Any thread. */
final class RegionWrites {

    /** Coarse slots are renewed when they are so old. Asks come more often, and want to know what came after the last. */
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    /**
     * HBase waits until a write can be seen, which may be after others that are still being synced; but it does not wait for one that fails when it is in memory
     * already. So that one is noted for so much later, and dirty until then.
     */
    private static final Duration FAILED_MAY_APPEAR = Duration.ofMinutes(1);

    private final DirtySlots slots;
    private final WritesUnderWay underWay;
    private final LongSupplier clock;
    private final long incarnation;
    private final boolean logsNothing;
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> unsaid = new AtomicReference<>();

    /**
     * @param clock the server's, in milliseconds
     * @param incarnation of the region; no other has had it
     * @param logsNothing whether the table's writes are not logged where they do not say otherwise
     */
    RegionWrites(KeyRange region, WritesUnderWay underWay, LongSupplier clock, long incarnation, boolean logsNothing) {
        this.slots = new DirtySlots(region, clock.getAsLong());
        this.underWay = underWay;
        this.clock = clock;
        this.incarnation = incarnation;
        this.logsNothing = logsNothing;
    }

    KeyRange region() {
        return slots.region();
    }

    void enter(Kind kind) {
        underWay.mine().enter(slots, kind);
    }

    /** What is under way there and was not seen to end has ended. */
    void leave(Kind kind) {
        underWay.mine().leave(slots, kind);
    }

    /** {@code batch} is about to be written. */
    void begin(MiniBatchOperationInProgress<Mutation> batch) {
        underWay.mine().begin(slots, Kind.BATCH, OpenWrite.of(batch));
    }

    /** Cells go to the log, of the batch that has begun, or of a write that calls no other hook. */
    void logged() {
        WriteStack mine = underWay.mine();
        Optional<Kind> operation = mine.innermost(slots);
        OpenWrite batch = mine.writing(slots, Kind.BATCH);
        if (operation.equals(Optional.of(Kind.BATCH)) && batch != null) {
            batch.apply();
        } else if (operation.equals(Optional.of(Kind.OTHER_OPERATION))) {
            mine.begin(slots, Kind.OTHER_OPERATION, OpenWrite.ofAnyRow());
        } else {
            noteAll();
        }
    }

    /** {@code batch} has all its rows, those included that other coprocessors have added, and none of them can be seen yet. */
    void applied(MiniBatchOperationInProgress<Mutation> batch) {
        WriteStack mine = underWay.mine();
        OpenWrite begun = mine.writing(slots, Kind.BATCH);
        OpenWrite write = begun == null ? OpenWrite.of(batch) : begun;
        write.apply();
        mine.begin(slots, Kind.BATCH, write);
    }

    /** {@code batch} can be seen, or it has failed. */
    void end(MiniBatchOperationInProgress<Mutation> batch, boolean success) {
        WriteStack mine = underWay.mine();
        OpenWrite write = mine.writing(slots, Kind.BATCH);
        boolean applied = success || (write != null && write.isApplied());
        if (write != null || success) {
            long time = slots.time(clock.getAsLong());
            note(batch, success ? time : time + FAILED_MAY_APPEAR.toMillis(), applied);
        }
        mine.end(slots, Kind.BATCH);
    }

    /** {@code applied}: where it was not, only what does not go to the log can have got any further. */
    private void note(MiniBatchOperationInProgress<Mutation> batch, long time, boolean applied) {
        for (int i = 0; i < batch.size(); i++) {
            Mutation mutation = batch.getOperation(i);
            if (!isRefused(batch.getOperationStatus(i).getOperationStatusCode())
                    && (applied || !isLogged(mutation.getDurability()))) {
                slots.note(mutation.getRow(), time);
                noteAdded(batch.getOperationsFromCoprocessors(i), time);
            }
        }
    }

    private void noteAdded(Mutation @Nullable [] added, long time) {
        if (added != null) {
            for (Mutation mutation : added) {
                slots.note(mutation.getRow(), time);
            }
        }
    }

    private boolean isLogged(Durability durability) {
        return durability == Durability.USE_DEFAULT ? !logsNothing : durability != Durability.SKIP_WAL;
    }

    private static boolean isRefused(OperationStatusCode status) {
        return status == OperationStatusCode.BAD_FAMILY || status == OperationStatusCode.SANITY_CHECK_FAILURE;
    }

    void beginBulkLoad() {
        underWay.mine().begin(slots, Kind.BULK_LOAD, OpenWrite.ofAnyRow());
    }

    /** It has loaded what it could. */
    void endBulkLoad() {
        noteAll();
        underWay.mine().leave(slots, Kind.BULK_LOAD);
    }

    /** Any row may have been written. */
    void noteAll() {
        slots.noteAll(slots.time(clock.getAsLong()));
    }

    /** A hook has failed, so that a write may be missing. */
    void failed(Throwable error) {
        noteAll();
        errors.incrementAndGet();
        unsaid.set(error);
    }

    /** The last error that was not returned here before: handlers have better things to do than to log. */
    Optional<Throwable> unsaidError() {
        return Optional.ofNullable(unsaid.getAndSet(null));
    }

    /** {@code own}: what of the asked range lies in the region. The order of the steps is that of the proof of {@link DirtySlots}. */
    DirtyAnswer answer(DirtyRequest request, KeyRange own) {
        long mark = slots.mark(clock.getAsLong());
        List<OpenWrite> writes = underWay.of(slots);
        writes.forEach(write -> noteUnderWay(write, mark));
        List<Written> written = within(slots.since(since(request.known())), own);
        slots.renew(mark - RENEWAL.toMillis(), mark);
        Instant asOf = Instant.ofEpochMilli(mark);
        Instant quietSince = request.quietSince().isBefore(asOf) ? request.quietSince() : asOf;
        return new DirtyAnswer(
                own,
                new DirtyMark(incarnation, asOf),
                quietSince,
                DirtyRange.of(written, quietSince),
                writes.size(),
                errors.get());
    }

    private void noteUnderWay(OpenWrite write, long mark) {
        MiniBatchOperationInProgress<Mutation> batch = write.batch();
        if (batch == null) {
            slots.noteAll(mark);
        } else {
            note(batch, mark, true);
        }
    }

    private long since(Optional<DirtyMark> known) {
        return known.filter(mark -> mark.incarnation() == incarnation)
                .map(mark -> mark.time().toEpochMilli())
                .orElse(0L);
    }

    private static List<Written> within(List<Written> written, KeyRange own) {
        return written.stream()
                .flatMap(piece -> piece.range().and(own).stream().map(range -> new Written(range, piece.time())))
                .toList();
    }
}
