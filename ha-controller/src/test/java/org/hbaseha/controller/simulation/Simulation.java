package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One run: a cluster that is well for 6 s, some faults, everything healed, and then time to recover. The seed decides how many servers and
 * controllers there are, which faults come when, and every delay. The invariants are checked after every event.
 */
final class Simulation {

    private static final Duration WARM = Duration.ofSeconds(6);
    private static final Duration SETTLED_EARLIEST = Duration.ofSeconds(3);

    /** A server nobody may expire is recovered by stock: its session, then the crash procedure. */
    private static final Duration SETTLED_LATEST =
            SimZooKeeper.SERVER_SESSION.multipliedBy(2).plusSeconds(15);

    private static final Duration LOOK_EACH = Duration.ofMillis(250);

    private final World world;
    private final Faults faults;
    private final Dice dice;
    private final Script script;
    private boolean settled;

    /** What came of a run, to show that runs are not empty. */
    record Tally(long events, int verdicts, int expiries, int boundsHeld, int asked, Refusals refusals, Duration time) {

        static final Tally NONE = new Tally(0, 0, 0, 0, 0, Refusals.NONE, Duration.ZERO);

        Tally plus(Tally other) {
            return new Tally(
                    events + other.events,
                    verdicts + other.verdicts,
                    expiries + other.expiries,
                    boundsHeld + other.boundsHeld,
                    asked + other.asked,
                    refusals.plus(other.refusals),
                    time.plus(other.time));
        }
    }

    private Simulation(long seed, Flaw flaw, Script script) {
        world = new World(seed, flaw, script.servers());
        faults = new Faults(world);
        dice = world.dice();
        this.script = script;
    }

    /** Throws {@link Violation}. */
    static Tally run(long seed, Flaw flaw) {
        return run(seed, flaw, Script.NONE);
    }

    /** Throws {@link Violation}. */
    static Tally run(long seed, Flaw flaw, Script script) {
        try {
            return new Simulation(seed, flaw, script).run();
        } catch (Violation e) {
            throw new Violation(e.invariant(), "seed " + seed + " " + e.getMessage());
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private Tally run() {
        world.start();
        Duration lastFault = plan();
        Duration healed = lastFault.plus(dice.millis(500, 20_000));
        world.time().at(healed, this::heal);
        long events = 0;
        while (!settled) {
            world.time().step();
            world.invariants().check();
            events++;
        }
        Invariants seen = world.invariants();
        return new Tally(
                events,
                seen.verdicts(),
                seen.expiries(),
                seen.boundsHeld(),
                seen.asked(),
                seen.refusals(),
                world.time().now());
    }

    private void heal() {
        Duration now = world.time().now();
        if (now.compareTo(faults.healedFrom()) < 0) {
            world.time().at(faults.healedFrom(), this::heal);
        } else {
            faults.healAll();
            world.time().after(SETTLED_EARLIEST, () -> look(now.plus(SETTLED_LATEST)));
        }
    }

    /** One fault alone, some over half a minute, or many at once. Returns when the last one strikes. */
    private Duration plan() {
        int shape = dice.between(0, 3);
        int count = script.alone() ? 0 : shape <= 1 ? 1 : dice.between(2, 8);
        Duration spread = shape == 3 ? Duration.ofSeconds(2) : Duration.ofSeconds(25);
        List<Faults.Kind> kinds = Arrays.asList(Faults.Kind.values());
        Duration begin = WARM;
        for (Faults.Kind kind : script.first()) {
            world.time().at(begin, () -> faults.strike(kind));
            begin = begin.plus(script.apart());
        }
        Duration last = begin;
        for (int i = 0; i < count; i++) {
            Faults.Kind kind = dice.pick(kinds);
            Duration at = begin.plus(dice.millis(0, spread.toMillis()));
            world.time().at(at, () -> faults.strike(kind));
            last = at.compareTo(last) > 0 ? at : last;
        }
        return last;
    }

    private void look(Duration deadline) {
        var left = world.invariants().unsettled();
        if (left.isEmpty()) {
            settled = true;
        } else if (world.time().now().compareTo(deadline) > 0) {
            throw world.invariants().unsettledAtTheEnd(left.get());
        } else {
            world.time().after(LOOK_EACH, () -> look(deadline));
        }
    }
}
