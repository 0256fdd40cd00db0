package org.hbaseha.controller.execution;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.hbaseha.controller.coordination.FencedStore;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.rim.HBaseClient;
import org.hbaseha.controller.rim.RimThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out steps in the order in which they come, one at a time; requests to the master have a queue of their own. A step that takes longer than its limit is given up as {@link
 * StepOutcome.Indeterminate}: it may still take effect, which is harmless, because every step is idempotent and every write is checked against
 * the epoch where it happens. The request to Hbck, which no epoch protects, is made only right after the epoch was confirmed. The EXPIRE record, which nobody can take back, is
 * written after {@link JournalWait}.
 */
public final class HBaseStepExecutor implements StepExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(HBaseStepExecutor.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final FencedStore store;
    private final CrashProcedures crashProcedures;
    private final JournalWait journal;
    private final Duration limit;
    private final ExecutorService steps = Executors.newSingleThreadExecutor(RimThreads.named("ha-steps"));
    /** Apart, so that a master that does not answer holds up no expiry of another server. */
    private final ExecutorService masterSteps = Executors.newSingleThreadExecutor(RimThreads.named("ha-master-steps"));
    /** The attempts that were given up, until their thread has noticed. */
    private final Map<ServerName, CountDownLatch> unfinished = new ConcurrentHashMap<>();
    /** More than one thread only while a step that was given up has not noticed. */
    private final ExecutorService attempts = Executors.newCachedThreadPool(RimThreads.named("ha-step"));

    /** {@code connection} is for Hbck only; its time-outs should be {@link HBaseClient#tuned}. */
    public HBaseStepExecutor(FencedStore store, AsyncConnection connection, JournalWait journal) {
        this(store, CrashProcedures.byHbck(connection), journal, LIMIT);
    }

    HBaseStepExecutor(FencedStore store, CrashProcedures crashProcedures, JournalWait journal, Duration limit) {
        this.store = store;
        this.crashProcedures = crashProcedures;
        this.journal = journal;
        this.limit = limit;
    }

    @Override
    public void submit(Step step, BiConsumer<Step, StepOutcome> ended) {
        long recorded = journal.position();
        try {
            ExecutorService queue = step instanceof Step.ScheduleCrashProcedure ? masterSteps : steps;
            queue.execute(() -> ended.accept(step, withinLimit(step, recorded)));
        } catch (RejectedExecutionException closed) {
            ended.accept(step, new StepOutcome.Failed("The controller stops"));
        }
    }

    private StepOutcome withinLimit(Step step, long recorded) {
        CountDownLatch noticed = new CountDownLatch(1);
        Future<StepOutcome> attempt = attempts.submit(() -> {
            try {
                return carryOut(step, recorded);
            } finally {
                noticed.countDown();
            }
        });
        try {
            StepOutcome outcome = attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("Step ended step={} outcome={}", step, outcome);
            return outcome;
        } catch (TimeoutException e) {
            unfinished.put(step.server(), noticed);
            attempt.cancel(true);
            LOG.warn("Step took too long and is given up step={} limit={}", step, limit);
            return new StepOutcome.Indeterminate("No answer in time limit=" + limit.toMillis() + "ms");
        } catch (InterruptedException e) {
            attempt.cancel(true);
            Thread.currentThread().interrupt();
            return new StepOutcome.Indeterminate("The controller stopped while waiting");
        } catch (ExecutionException e) {
            LOG.error("Step failed by a bug of ours step={}", step, e.getCause());
            return new StepOutcome.Indeterminate("A bug of ours ended it error=" + e.getCause());
        }
    }

    private StepOutcome carryOut(Step step, long recorded) throws InterruptedException {
        if (step instanceof Step.WriteExpire write) {
            journal.upTo(recorded);
            return store.createExpire(write.server(), write.epoch(), write.evidenceClass(), write.reason());
        } else if (step instanceof Step.LookForExpire look) {
            return hasNoticed(look.server())
                    ? store.lookForExpire(look.server(), look.epoch())
                    : new StepOutcome.Failed("An attempt that was given up is still under way");
        } else if (step instanceof Step.DeleteZnode delete) {
            return store.deleteRegionServer(delete.server(), delete.epoch());
        } else if (step instanceof Step.ScheduleCrashProcedure schedule) {
            return schedule(schedule);
        }
        throw new IllegalStateException("No such step step=" + step);
    }

    /** Whether the attempt that was given up last can send nothing any more. */
    private boolean hasNoticed(ServerName server) {
        CountDownLatch noticed = unfinished.get(server);
        if (noticed != null && noticed.getCount() > 0) {
            return false;
        }
        unfinished.remove(server);
        return true;
    }

    private StepOutcome schedule(Step.ScheduleCrashProcedure step) throws InterruptedException {
        StepOutcome epoch = store.confirm(step.epoch());
        if (!(epoch instanceof StepOutcome.Done)) {
            return epoch;
        }
        try {
            long id = crashProcedures.schedule(step.server());
            return new StepOutcome.Done(
                    id < 0 ? "the master has or had a crash procedure" : "crash procedure pid=" + id);
        } catch (IOException e) {
            return new StepOutcome.Indeterminate("The master did not answer error=" + e);
        }
    }

    @Override
    public void close() {
        steps.shutdownNow();
        masterSteps.shutdownNow();
        attempts.shutdownNow();
    }
}
