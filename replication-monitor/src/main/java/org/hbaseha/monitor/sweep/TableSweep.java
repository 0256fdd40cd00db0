package org.hbaseha.monitor.sweep;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.PrefixSums;
import org.hbaseha.digest.PrefixSums.Difference;
import org.hbaseha.digest.client.RangeComparison;
import org.hbaseha.monitor.sweep.SweepOutcome.Unswept;
import org.jspecify.annotations.Nullable;

/**
 * Goes through ranges of a table, some at a time, and finds the rows whose digests differ. A range that cannot be read is told of and the others go on, until
 * so many fail in a row that a cluster must be gone. One thread calls {@link #run}; interrupting it ends the sweep.
 */
public final class TableSweep {

    private static final int FAILURES_IN_A_ROW = 8;

    private final RangeComparison comparison;
    private final SweepPlan plan;
    private final InstantSource clock;
    private final SweepProgress progress;

    private final Queue<KeyRange> waiting = new ArrayDeque<>();
    private final List<Difference> differing = new ArrayList<>();
    private final List<Unswept> unswept = new ArrayList<>();
    private int failuresInARow;
    private boolean complete = true;

    /** {@code here} and {@code there} answer for the same table on both clusters. */
    public TableSweep(
            Function<DigestRequest, CompletableFuture<PrefixSums>> here,
            Function<DigestRequest, CompletableFuture<PrefixSums>> there,
            SweepPlan plan,
            InstantSource clock,
            SweepProgress progress) {
        this.comparison = new RangeComparison(here, there, plan.mostRows());
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /** Sweeps disjoint {@code ranges}; called once. */
    public SweepOutcome run(List<KeyRange> ranges) throws InterruptedException {
        progress.planned(ranges.size());
        synchronized (this) {
            waiting.addAll(ranges);
        }
        int atOnce = Math.min(plan.lanes(), Math.max(1, ranges.size()));
        ExecutorService lanes = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                ends.add(lanes.submit(this::sweep));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A lane foresees every failure", e);
        } finally {
            lanes.shutdownNow();
        }
        return outcome();
    }

    private synchronized SweepOutcome outcome() {
        waiting.forEach(range -> unswept.add(new Unswept(range, "not begun: too much had failed or differed before")));
        differing.sort(Comparator.comparing(row -> row.range().start(), Bytes.BYTES_COMPARATOR));
        unswept.sort(Comparator.comparing(range -> range.range().start(), Bytes.BYTES_COMPARATOR));
        return new SweepOutcome(differing, unswept, complete);
    }

    private void sweep() {
        for (KeyRange range = next(); range != null; range = next()) {
            CompletableFuture<RangeComparison.Outcome> asked = comparison.compare(plan.request(range, clock.instant()));
            try {
                swept(asked.get());
            } catch (ExecutionException e) {
                failed(range, e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                asked.cancel(true);
                Thread.currentThread().interrupt();
                return;
            }
            progress.sweptOne();
        }
    }

    /** Null when there is nothing more to do. */
    private synchronized @Nullable KeyRange next() {
        boolean enough = failuresInARow >= FAILURES_IN_A_ROW || differing.size() >= plan.mostRows();
        return enough ? null : waiting.poll();
    }

    private synchronized void swept(RangeComparison.Outcome outcome) {
        failuresInARow = 0;
        differing.addAll(outcome.rows());
        complete &= outcome.complete();
    }

    private synchronized void failed(KeyRange range, Throwable failure) {
        failuresInARow++;
        unswept.add(new Unswept(range, String.valueOf(failure.getMessage())));
    }
}
