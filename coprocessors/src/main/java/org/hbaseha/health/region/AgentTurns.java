package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of one agent until it is over in order; nothing else ends them. A lease that nobody tends closes the gate of a healthy server for
 * good, so two threads watch each other: {@code hbase-ha-keeper} turns the {@link Keeper}, {@code hbase-ha-watch} starts another keeper where one
 * died or hangs, and looks after the directory's thread; the keeper does the same for the watch. Neither opens a gate: the next turn does what is due, which is
 * to claim the gate record first.
 *
 * <p>A keeper that hangs may hang anywhere but in the tending of the gate, which waits for nobody; so its successor tends the gate, and leaves the
 * rest alone until it can be had.
 */
final class AgentTurns {

    private static final Logger LOG = LoggerFactory.getLogger(AgentTurns.class);
    private static final Duration TURN = Duration.ofMillis(50);
    private static final Duration WATCH = Duration.ofMillis(250);

    /** With {@link #WATCH}, well within the three seconds in which a gate is to be tended again. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(2);

    private final Keeper keeper;
    private final Departure departure;
    private final AgentCounters counters;
    private final MonotonicClock clock;
    private final Runnable ended;
    private final ErrorLog errors = new ErrorLog(LOG, "Turn of the agent");
    private final WatchedThread turns;
    private final WatchedThread watch;
    private final ReentrantLock rest = new ReentrantLock();
    private final AtomicBoolean over = new AtomicBoolean();
    /** Guarded by {@link #rest}. */
    private Optional<MonotonicInstant> goodbyeBy = Optional.empty();

    /** @param ended called once, by whichever thread ends the agent, when its threads and sockets are closed */
    AgentTurns(Keeper keeper, Departure departure, AgentCounters counters, MonotonicClock clock, Runnable ended) {
        this.keeper = keeper;
        this.departure = departure;
        this.counters = counters;
        this.clock = clock;
        this.ended = ended;
        this.turns = watched("keeper", this::turnUntilOver);
        this.watch = watched("watch", this::watchUntilOver);
    }

    private WatchedThread watched(String name, Runnable work) {
        return new WatchedThread(name, work, PATIENCE, WatchedThread.Hanging.REPLACE, counters, clock);
    }

    /** Returns at once. */
    void start() {
        turns.keepAlive();
    }

    private void turnUntilOver() {
        boolean mayTurn = true;
        while (mayTurn) {
            try {
                mayTurn = turns.mayTurn();
                if (mayTurn) {
                    turn();
                }
            } catch (Throwable t) {
                failed(t);
            }
            sleep(TURN);
        }
    }

    private void watchUntilOver() {
        boolean mayTurn = true;
        while (mayTurn) {
            try {
                mayTurn = watch.mayTurn();
                if (mayTurn) {
                    attempt(turns::keepAlive);
                    attempt(keeper::keepDirectoryAlive);
                }
            } catch (Throwable t) {
                failed(t);
            }
            sleep(WATCH);
        }
    }

    private void turn() {
        // First, whatever else may go wrong.
        attempt(keeper::tendGate);
        attempt(watch::keepAlive);
        if (!rest.tryLock()) {
            // An earlier thread hangs in there.
            return;
        }
        try {
            attempt(this::turnKeeper);
            if (isGoodbyeOver(clock.now())) {
                over.set(true);
            }
        } finally {
            rest.unlock();
        }
        if (over.get()) {
            end();
        }
    }

    private void turnKeeper() {
        if (!keeper.turn(clock.now())) {
            over.set(true);
        }
    }

    private boolean isGoodbyeOver(MonotonicInstant now) {
        if (goodbyeBy.isEmpty() && departure.due().isPresent()) {
            goodbyeBy = Optional.of(now.plus(GOODBYE_PATIENCE));
        }
        return goodbyeBy.filter(by -> !now.isBefore(by)).isPresent() && !keeper.mustTendGate();
    }

    private void end() {
        turns.end();
        watch.end();
        attempt(keeper::close);
        ended.run();
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) {
            failed(t);
        }
    }

    private void failed(Throwable error) {
        try {
            counters.add(AgentCounter.ERRORS);
            errors.failed(error, clock.now());
        } catch (Throwable t) {
            // No memory to count with, mostly. The thread has better things to do than to end of it.
            return;
        }
    }

    private void sleep(Duration time) {
        LockSupport.parkNanos(this, time.toNanos());
        // An interrupt has no meaning here; left set it would turn each later wait into none.
        boolean unused = Thread.interrupted();
    }
}
