package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.hbaseha.controller.planning.Step;

/**
 * What may happen next in a {@link GateWorld}: whatever would change something now. Three cuts, which lose no violation. What changes nothing
 * is left out, for the schedule without it is tried too. Of hosts, or seats, that no event has told apart so far only the first is offered: all
 * began alike, and no rule asks for a name, so a schedule with another of them is the same with names exchanged. And a schedule does not end
 * with a fault that only a later event could make something of.
 *
 * <p>The coarse events are for schedules that are tried one and all. There leaders see promises and take their turn, with ZooKeeper's answer,
 * after each event: that is the soonest a successor may open, and what is wrong later would be wrong then. The fine ones leave each request,
 * answer and turn to chance.
 */
final class GateEvents {

    /** Of fine events, first the kind is chosen, or there would be little but faults. */
    private enum Kind {
        TIME,
        SERVER,
        LEADER,
        /** Moves no bound, shows no leader anything: it matters by what comes after it. */
        FAULT
    }

    private final GateWorld world;
    private final boolean coarse;
    private final int faultsOneIn;
    /** By number; the first leader is told apart by leading. */
    private final Set<Integer> knownSeats = new LinkedHashSet<>(Set.of(0));

    private final Set<Integer> knownHosts;
    private final Map<Kind, List<Runnable>> offers = new EnumMap<>(Kind.class);

    private GateEvents(GateWorld world, Set<Integer> knownHosts, boolean coarse, int faultsOneIn) {
        this.world = world;
        this.knownHosts = new LinkedHashSet<>(knownHosts);
        this.coarse = coarse;
        this.faultsOneIn = faultsOneIn;
    }

    static GateEvents coarse(GateWorld world, Start start) {
        return new GateEvents(world, start.knownHosts(), true, 1);
    }

    /** {@code faultsOneIn}: how rare faults are; too many end every story before it gets anywhere. */
    static GateEvents fine(GateWorld world, Start start, int faultsOneIn) {
        return new GateEvents(world, start.knownHosts(), false, faultsOneIn);
    }

    /** One event, and a look at what must hold. {@code last}: none will come after it. */
    void next(Choices choices, boolean last) {
        offers.clear();
        anybody();
        each(GateWorld.HOSTS, knownHosts, this::host);
        each(world.seats().size(), knownSeats, this::seat);
        if (last) {
            offers.remove(Kind.FAULT);
        }
        if (coarse) {
            pick(offers.values().stream().flatMap(List::stream).toList(), choices).run();
            leadersAct();
        } else {
            pick(pickKind(choices), choices).run();
            if (choices.next(2) == 0) {
                leadersAct();
            }
        }
        world.check();
    }

    private List<Runnable> pickKind(Choices choices) {
        Kind kind = pick(List.copyOf(offers.keySet()), choices);
        return offers.get(kind == Kind.FAULT && choices.next(faultsOneIn) > 0 ? Kind.TIME : kind);
    }

    private static <T> T pick(List<T> from, Choices choices) {
        return from.get(choices.next(from.size()));
    }

    /** Those told apart so far, and the first of the others. */
    private static void each(int count, Set<Integer> known, IntConsumer offer) {
        boolean fresh = true;
        for (int number = 0; number < count; number++) {
            if (known.contains(number) || fresh) {
                fresh &= known.contains(number);
                offer.accept(number);
            }
        }
    }

    private void offer(Kind kind, Runnable event) {
        offers.computeIfAbsent(kind, any -> new ArrayList<>()).add(event);
    }

    private void leadersAct() {
        for (ModelSeat seat : world.seats()) {
            seat.leader().ifPresent(desk -> {
                seat.see();
                seat.turn();
                desk.underWay().forEach(step -> world.carryOut(seat, step));
            });
        }
    }

    private void anybody() {
        offer(Kind.TIME, world::round);
        offer(Kind.TIME, () -> world.round((server, seat) -> false));
        offer(Kind.TIME, () -> world.pass(LeaseEnd.wait(GateWorld.LEASE)));
        if (!coarse) {
            offer(Kind.TIME, () -> world.pass(GateWorld.LEASE.dividedBy(2)));
        }
        for (boolean armed : List.of(true, false)) {
            if (world.seats().stream().anyMatch(seat -> seat.isArmed() != armed)) {
                offer(Kind.FAULT, () -> world.seats().forEach(seat -> seat.arm(armed)));
            }
        }
    }

    // Servers.

    private void offer(Kind kind, int host, Runnable event) {
        offer(kind, () -> {
            knownHosts.add(host);
            event.run();
        });
    }

    private void host(int host) {
        ModelServer server = world.current().get(host);
        if (server.isRunning()) {
            running(server, host);
            offer(Kind.FAULT, host, server::freeze);
        }
        if (server.isAlive()) {
            offer(Kind.FAULT, host, server::kill);
        } else {
            offer(Kind.FAULT, host, () -> world.restart(host));
        }
        if (server.isFrozen()) {
            offer(Kind.FAULT, host, server::thaw);
        }
        if (server.awaitsEffect() && !coarse) {
            offer(Kind.SERVER, host, server::carryOut);
        }
        if (server.hasStrays() && !coarse) {
            offer(Kind.SERVER, host, server::carryOutStray);
        }
    }

    private void running(ModelServer server, int host) {
        offer(Kind.TIME, host, () -> world.round((from, seat) -> !from.equals(server)));
        offer(Kind.TIME, host, () -> world.round(GateWorld.ROUND, server::equals, (from, seat) -> true));
        if (server.hasAcks()) {
            offer(Kind.SERVER, host, server::deliver);
        }
        if (server.awaitsAnswer()) {
            offer(Kind.SERVER, host, server::answer);
            offer(Kind.SERVER, host, server::loseAnswer);
        }
        if (world.hasRecord(server) && !server.isExpired() && !coarse) {
            offer(Kind.SERVER, host, server::look);
        }
        if (server.mayReload() && !coarse) {
            offer(Kind.SERVER, host, server::reload);
        }
    }

    // Controllers.

    private void offerSeat(Kind kind, int number, Runnable event) {
        offer(kind, () -> {
            knownSeats.add(number);
            event.run();
        });
    }

    private void seat(int number) {
        ModelSeat seat = world.seats().get(number);
        offerSeat(Kind.TIME, number, () -> world.round((from, to) -> to.equals(seat)));
        offerSeat(Kind.FAULT, number, seat::restart);
        if (!coarse) {
            offerSeat(Kind.FAULT, number, () -> seat.arm(!seat.isArmed()));
        }
        if (seat.isFrozen()) {
            offerSeat(Kind.LEADER, number, seat::thaw);
            return;
        }
        offerSeat(Kind.FAULT, number, seat::freeze);
        if (seat.hasNews()) {
            offerSeat(Kind.LEADER, number, seat::read);
        }
        if (!seat.isNewestLeader()) {
            offerSeat(Kind.LEADER, number, () -> world.lead(seat));
        }
        seat.leader().ifPresent(desk -> leader(seat, desk));
    }

    private void leader(ModelSeat seat, ModelLeader desk) {
        each(GateWorld.HOSTS, knownHosts, host -> {
            ModelServer server = world.current().get(host);
            if (!desk.looksAfter(server.name()) && !world.isOver(server)) {
                offer(Kind.LEADER, host, () -> world.suspect(seat, server));
            } else if (!coarse && desk.looksAfter(server.name())) {
                offer(Kind.LEADER, host, () -> desk.hearsOf(server.name()));
            }
        });
        if (coarse) {
            return;
        }
        offer(Kind.LEADER, seat::turn);
        offer(Kind.LEADER, seat::see);
        for (Step step : desk.underWay()) {
            offer(Kind.LEADER, () -> world.carryOut(seat, step));
            offer(Kind.LEADER, () -> world.loseAnswer(seat, step, false));
            offer(Kind.LEADER, () -> world.loseAnswer(seat, step, true));
        }
    }
}
