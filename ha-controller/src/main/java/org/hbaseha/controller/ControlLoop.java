package org.hbaseha.controller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.layout.Mode;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller's heartbeat: take what was observed, let {@link ControllerCore} decide, do what it wants. An observation wakes it at once,
 * but for beats, of which there are thousands a second and which can only clear somebody: they are taken in at the next turn. It
 * turns each {@link #TICK} at least, since silence is evidence too. One thread; {@link #observe} may be called from any.
 *
 * <p>A bug in the core ends the process: its successor has a clean state and finishes what was begun, which is safer than a leader whose
 * picture of the cluster may be wrong.
 */
final class ControlLoop implements AutoCloseable {

    /** How long silence may go unnoticed beyond its bound. */
    static final Duration TICK = Duration.ofMillis(20);

    /** At least this long lies between two turns. */
    private static final Duration GATHER = Duration.ofMillis(5);

    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    /** Not at each turn, whatever happens: what is shown of a thousand servers takes longer to make than a turn. */
    private static final Duration SHOW_EACH = Duration.ofMillis(100);

    private final ControllerCore core;
    private final Consumer<Effect> performer;
    private final Consumer<Throwable> onBug;
    private final Supplier<ViewMaker.Daemon> daemon;
    private final FlightLog flight;
    private final MonotonicClock clock;
    private final InstantSource wall;
    private final BlockingQueue<Observation> seen = new LinkedBlockingQueue<>();
    private final Semaphore urgent = new Semaphore(0);
    private final Thread thread;
    private MonotonicInstant lastTurn;
    private volatile boolean running = true;
    private volatile Shown shown;

    /** What HTTP serves, and the mode that counts: made by the loop, read by anybody. */
    record Shown(
            ControllerView state,
            Mode mode,
            List<IncidentView> history,
            Optional<Scorekeeper.Shown> scorecard,
            MonotonicInstant at) {}

    ControlLoop(
            ControllerCore core,
            Consumer<Effect> performer,
            Consumer<Throwable> onBug,
            Supplier<ViewMaker.Daemon> daemon,
            FlightLog flight,
            MonotonicClock clock,
            InstantSource wall) {
        this.core = core;
        this.performer = performer;
        this.onBug = onBug;
        this.daemon = daemon;
        this.flight = flight;
        this.clock = clock;
        this.wall = wall;
        this.lastTurn = clock.now();
        this.shown = show(clock.now(), wall.instant());
        this.thread = new Thread(this::run, "hbase-ha-control-loop");
    }

    void start() {
        thread.start();
    }

    /** Never blocks. */
    void observe(Observation observation) {
        seen.add(observation);
        if (!(observation instanceof Observation.BeatSeen)) {
            urgent.release();
        }
    }

    private void run() {
        try {
            while (running) {
                turn();
            }
        } catch (InterruptedException e) {
            LOG.info("Control loop was asked to end");
        } catch (RuntimeException | Error e) {
            onBug.accept(e);
        }
    }

    private void turn() throws InterruptedException {
        if (urgent.tryAcquire(TICK.toNanos(), TimeUnit.NANOSECONDS)) {
            gather();
        }
        List<Observation> observed = new ArrayList<>();
        seen.drainTo(observed);
        MonotonicInstant now = clock.now();
        lastTurn = now;
        Instant wallNow = wall.instant();
        List<Effect> effects = core.turn(observed, now, wallNow);
        effects.forEach(performer);
        if (now.since(shown.at()).compareTo(SHOW_EACH) >= 0) {
            shown = show(now, wallNow);
        }
        flight.turned(observed, effects, ids -> core.incidents(ids, now, wallNow), now, wallNow);
    }

    /** Where much happens at once it is taken in at once: each turn judges every server. */
    private void gather() throws InterruptedException {
        Duration left = GATHER.minus(clock.now().since(lastTurn));
        if (!left.isNegative() && !left.isZero()) {
            TimeUnit.NANOSECONDS.sleep(left.toNanos());
        }
        urgent.drainPermits();
    }

    private Shown show(MonotonicInstant now, Instant wallNow) {
        return new Shown(
                core.view(daemon.get(), now, wallNow), core.mode(), core.history(now, wallNow), core.scorecard(), now);
    }

    Shown shown() {
        return shown;
    }

    /** Time since the loop last showed what it knows; more than a second means that it hangs. */
    Duration lag() {
        return clock.now().since(shown.at());
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
    }
}
