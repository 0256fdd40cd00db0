package org.hbaseha.controller.lease;

import java.util.Optional;

/**
 * No fault any more: what is late arrives, what stood still runs, what is asked is answered. Then, soon, each server that lives serves, and each
 * incarnation that died or was expired is over, with nothing left for the leader to do. Without controllers, which may stay away for as long as
 * they like, only the servers can be asked for their part: ZooKeeper has to do.
 */
final class Settling {

    /** Longer than a lease, a standstill and the longest pause between two tries of a leader's step. */
    private static final int ROUNDS = 250;

    private final GateWorld world;
    private final boolean withControllers;

    Settling(GateWorld world, boolean withControllers) {
        this.world = world;
        this.withControllers = withControllers;
    }

    void run() {
        world.say("No fault any more");
        faultsStop();
        Optional<String> missing = Optional.empty();
        for (int i = 0; i < ROUNDS; i++) {
            round();
            missing = missing();
            if (missing.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("Not settled in the end: " + missing.orElseThrow() + "\n" + world.story());
    }

    private void faultsStop() {
        for (ModelServer server : world.everyone()) {
            while (server.errands().hasStrays()) {
                server.errands().carryOutStray();
            }
            if (server.isFrozen()) {
                server.thaw();
            }
        }
        for (ModelSeat seat : world.seats()) {
            if (seat.isFrozen() && withControllers) {
                seat.thaw();
            }
        }
        if (withControllers && world.seats().stream().noneMatch(ModelSeat::isNewestLeader)) {
            world.lead(world.seats().get(0));
        }
    }

    private void round() {
        world.round((server, seat) -> withControllers);
        for (ModelServer server : world.everyone()) {
            if (server.isAlive()) {
                server.answer();
                server.look();
            }
        }
        if (withControllers) {
            controllers();
        }
        world.check();
    }

    private void controllers() {
        for (int host = 0; host < GateWorld.HOSTS; host++) {
            if (!world.current().get(host).isAlive()) {
                world.restart(host);
            }
        }
        for (ModelSeat seat : world.seats()) {
            seat.read();
            seat.leader().ifPresent(desk -> look(seat, desk));
        }
        world.leadersAct();
    }

    /** It knows by now who lives. A record that is there needs no new suspicion: whoever wrote or found it finishes it. */
    private void look(ModelSeat seat, ModelLeader desk) {
        for (ModelServer server : world.everyone()) {
            if (server.isAlive() && !world.hasExpire(server)) {
                desk.hearsOf(server.name());
            } else if (!server.isAlive() && !world.isOver(server)) {
                desk.isGone(server.name());
                if (!desk.looksAfter(server.name()) && !world.hasExpire(server)) {
                    world.suspect(seat, server);
                }
            }
        }
    }

    private Optional<String> missing() {
        for (ModelServer server : world.everyone()) {
            if (server.isAlive() && !server.isOpen()) {
                return Optional.of(server.name() + " lives and refuses");
            }
            if (server.isAlive() && world.hasExpire(server)) {
                return Optional.of(server.name() + " lives and is expired");
            }
            if (!server.isAlive() && withControllers && !world.isOver(server)) {
                return Optional.of(server.name() + " is dead and was not expired");
            }
        }
        return Optional.empty();
    }
}
