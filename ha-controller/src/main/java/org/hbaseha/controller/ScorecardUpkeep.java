package org.hbaseha.controller;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.coordination.FencedStore;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.rim.TroubleLog;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leader's scorecard in ZooKeeper, where every later leader and every operator finds it: reads it once at the beginning of a leadership,
 * writes it each half minute and when the controller is closed in order, always under the leader's epoch, so that a deposed leader overwrites nothing. A
 * leader that dies takes half a minute of observation with it, and the verdicts that waited for their score. Owns a thread.
 */
final class ScorecardUpkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScorecardUpkeep.class);
    private static final Duration WRITE_EACH = Duration.ofSeconds(30);
    private static final Duration LOOK_EACH = Duration.ofSeconds(2);

    private final FencedStore store;
    private final Supplier<Optional<Scorekeeper.Shown>> shown;
    private final MonotonicClock clock;
    private final InstantSource wall;
    private final Consumer<Observation> sink;
    private final ScheduledExecutorService thread = RimThreads.oneScheduled("ha-scorecard");
    private final TroubleLog trouble = new TroubleLog(LOG, "Keeping the scorecard in ZooKeeper");

    ScorecardUpkeep(
            FencedStore store,
            Supplier<Optional<Scorekeeper.Shown>> shown,
            MonotonicClock clock,
            InstantSource wall,
            Consumer<Observation> sink) {
        this.store = store;
        this.shown = shown;
        this.clock = clock;
        this.wall = wall;
        this.sink = sink;
    }

    void start() {
        var unusedRead = thread.scheduleWithFixedDelay(
                this::read, LOOK_EACH.toMillis(), LOOK_EACH.toMillis(), TimeUnit.MILLISECONDS);
        var unusedWrite = thread.scheduleWithFixedDelay(
                this::write, WRITE_EACH.toMillis(), WRITE_EACH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void read() {
        try {
            Optional<Scorekeeper.Shown> now = shown.get().filter(one -> !one.complete());
            if (now.isPresent()) {
                ScorecardRecord stored = store.scorecard().orElseGet(() -> ScorecardRecord.empty(wall.instant()));
                sink.accept(new Observation.ScorecardRead(now.get().epoch(), stored, clock.now()));
            }
            trouble.over();
        } catch (CoordinationException | RuntimeException e) {
            trouble.seen(e);
        }
    }

    private void write() {
        try {
            Optional<Scorekeeper.Shown> now = shown.get().filter(Scorekeeper.Shown::complete);
            if (now.isPresent()) {
                StepOutcome outcome =
                        store.keepScorecard(now.get().record(), now.get().epoch());
                LOG.debug("Scorecard kept outcome={}", outcome);
            }
        } catch (RuntimeException e) {
            trouble.seen(e);
        }
    }

    /** While we still lead: to be closed before leadership is. */
    @Override
    public void close() {
        thread.shutdownNow();
        write();
    }
}
