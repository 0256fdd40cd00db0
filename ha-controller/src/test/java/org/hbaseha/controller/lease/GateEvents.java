package org.hbaseha.controller.lease;

import java.util.List;
import java.util.Set;
import org.hbaseha.controller.lease.GateMenu.Alike;
import org.hbaseha.controller.lease.GateMenu.Kind;
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

    private final GateWorld world;
    private final boolean coarse;
    private final int faultsOneIn;
    private final GateMenu menu = new GateMenu();
    private final Alike hosts;
    private final Alike seats;

    private GateEvents(GateWorld world, Start start, boolean coarse, int faultsOneIn) {
        this.world = world;
        this.coarse = coarse;
        this.faultsOneIn = faultsOneIn;
        this.hosts = new Alike(GateWorld.HOSTS, start.knownHosts());
        // The first leads.
        this.seats = new Alike(world.seats().size(), Set.of(0));
    }

    static GateEvents coarse(GateWorld world, Start start) {
        return new GateEvents(world, start, true, 1);
    }

    /** {@code faultsOneIn}: how rare faults are; too many end every story before it gets anywhere. */
    static GateEvents fine(GateWorld world, Start start, int faultsOneIn) {
        return new GateEvents(world, start, false, faultsOneIn);
    }

    /** One event, and a look at what must hold. {@code last}: none will come after it. */
    void next(Choices choices, boolean last) {
        menu.clear();
        anybody();
        hosts.each(this::host);
        seats.each(this::seat);
        if (last) {
            menu.withoutFaults();
        }
        Runnable event = coarse ? menu.any(choices) : menu.byKind(faultsOneIn, choices);
        event.run();
        if (coarse || choices.next(2) == 0) {
            world.leadersAct();
        }
        world.check();
    }

    private void anybody() {
        menu.offer(Kind.TIME, world::round);
        menu.offer(Kind.TIME, () -> world.round((server, seat) -> false));
        menu.offer(Kind.TIME, () -> world.pass(LeaseEnd.wait(GateWorld.LEASE)));
        if (!coarse) {
            menu.offer(Kind.TIME, () -> world.pass(GateWorld.LEASE.dividedBy(2)));
        }
        for (boolean armed : List.of(true, false)) {
            if (world.seats().stream().anyMatch(seat -> seat.isArmed() != armed)) {
                menu.offer(Kind.FAULT, () -> world.seats().forEach(seat -> seat.arm(armed)));
            }
        }
    }

    private void host(int host) {
        ModelServer server = world.current().get(host);
        if (server.isRunning()) {
            running(server, host);
            menu.offer(Kind.FAULT, hosts, host, server::freeze);
        }
        if (server.isAlive()) {
            menu.offer(Kind.FAULT, hosts, host, server::kill);
        } else {
            menu.offer(Kind.FAULT, hosts, host, () -> world.restart(host));
        }
        if (server.isFrozen()) {
            menu.offer(Kind.FAULT, hosts, host, server::thaw);
        }
        if (server.errands().awaitsEffect() && !coarse) {
            menu.offer(Kind.SERVER, hosts, host, server.errands()::carryOut);
        }
        if (server.errands().hasStrays() && !coarse) {
            menu.offer(Kind.SERVER, hosts, host, server.errands()::carryOutStray);
        }
    }

    private void running(ModelServer server, int host) {
        menu.offer(Kind.TIME, hosts, host, () -> world.round((from, seat) -> !from.equals(server)));
        menu.offer(Kind.TIME, hosts, host, () -> world.round(GateWorld.ROUND, server::equals, (from, seat) -> true));
        if (server.hasAcks()) {
            menu.offer(Kind.SERVER, hosts, host, server::deliver);
        }
        if (server.errands().awaitsAnswer()) {
            menu.offer(Kind.SERVER, hosts, host, server::answer);
            menu.offer(Kind.SERVER, hosts, host, server::loseAnswer);
        }
        if (world.hasRecord(server) && !server.isExpired() && !coarse) {
            menu.offer(Kind.SERVER, hosts, host, server::look);
        }
        if (server.mayReload() && !coarse) {
            menu.offer(Kind.SERVER, hosts, host, server::reload);
        }
    }

    private void seat(int number) {
        ModelSeat seat = world.seats().get(number);
        menu.offer(Kind.TIME, seats, number, () -> world.round((from, to) -> to.equals(seat)));
        menu.offer(Kind.FAULT, seats, number, seat::restart);
        if (!coarse) {
            menu.offer(Kind.FAULT, seats, number, () -> seat.arm(!seat.isArmed()));
            menu.offer(Kind.FAULT, seats, number, seat::forgetOthers);
        }
        if (seat.isFrozen()) {
            menu.offer(Kind.LEADER, seats, number, seat::thaw);
            return;
        }
        menu.offer(Kind.FAULT, seats, number, seat::freeze);
        if (seat.hasNews()) {
            menu.offer(Kind.LEADER, seats, number, seat::read);
        }
        if (!seat.isNewestLeader()) {
            menu.offer(Kind.LEADER, seats, number, () -> world.lead(seat));
        }
        seat.leader().ifPresent(desk -> leader(seat, desk));
    }

    private void leader(ModelSeat seat, ModelLeader desk) {
        hosts.each(host -> {
            ModelServer server = world.current().get(host);
            if (!desk.looksAfter(server.name()) && !world.isOver(server)) {
                menu.offer(Kind.LEADER, hosts, host, () -> world.suspect(seat, server));
            } else if (!coarse && desk.looksAfter(server.name())) {
                menu.offer(Kind.LEADER, hosts, host, () -> desk.hearsOf(server.name()));
            }
        });
        if (coarse) {
            return;
        }
        menu.offer(Kind.LEADER, seat::turn);
        menu.offer(Kind.LEADER, seat::see);
        for (Step step : desk.underWay()) {
            menu.offer(Kind.LEADER, () -> world.carryOut(seat, step));
            menu.offer(Kind.LEADER, () -> world.loseAnswer(seat, step, false));
            menu.offer(Kind.LEADER, () -> world.loseAnswer(seat, step, true));
        }
    }
}
