package org.hbaseha.controller.lease;

import java.time.Duration;
import java.util.Set;

/** Where schedules begin. Each treats the seats that do not lead alike, and all hosts or none. */
enum Start {
    /** All servers serve on a lease. */
    LEASED,
    /** No gate is armed. */
    OPEN,
    /** The first leader has just written EXPIRE for a leased server. */
    EXPIRED,
    /** A server that heard from nobody has won its record. */
    STOCK;

    /** Together more than a lease, so that seats can show that they have said nothing but armed; each less than a standstill. */
    private static final int WARM = 4;

    private static final Duration STEP = GateWorld.LEASE.dividedBy(8).multipliedBy(3);

    GateWorld world(Flaw flaw, boolean traced) {
        GateWorld world = new GateWorld(flaw, traced);
        world.seats().forEach(seat -> seat.arm(this != OPEN));
        for (int i = 0; i < WARM; i++) {
            world.round(STEP, late -> false, (server, seat) -> true);
        }
        switch (this) {
            case LEASED, OPEN -> {
                // As they are.
            }
            case EXPIRED -> expire(world);
            case STOCK -> claim(world);
        }
        return world;
    }

    /** The hosts that are told apart from the beginning. */
    Set<Integer> knownHosts() {
        return switch (this) {
            case LEASED, OPEN -> Set.of();
            case EXPIRED, STOCK -> Set.of(0);
        };
    }

    /** How many events fewer are tried from here, where much has happened already. */
    int head() {
        return this == STOCK ? 1 : 0;
    }

    private static void expire(GateWorld world) {
        world.suspect(world.seats().get(0), world.current().get(0));
        world.leadersAct();
    }

    private static void claim(GateWorld world) {
        ModelServer server = world.current().get(0);
        while (!server.errands().awaitsAnswer()) {
            world.round((from, seat) -> !from.equals(server));
        }
        server.answer();
    }
}
