package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One TCP connection of an agent to a controller. Each end knows only its own side: a cut holds messages back until it is mended, a dead process
 * sends a FIN, a dead host sends nothing.
 */
final class SimStream {

    private final World world;
    private final SimServer server;
    private final SimController controller;
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private boolean agentOpen = true;
    private boolean controllerOpen = true;
    private Duration lastArrival = Duration.ZERO;
    private Duration lastAcknowledged;
    private Duration lastHeard;

    SimStream(World world, SimServer server, SimController controller) {
        this.world = world;
        this.server = server;
        this.controller = controller;
        lastAcknowledged = world.time().now();
        lastHeard = world.time().now();
    }

    SimServer server() {
        return server;
    }

    /** In order; {@code arrived} runs when the controller's process reads it, if its end is open then. */
    void send(Runnable arrived) {
        if (!flows()) {
            heldBack.add(arrived);
            return;
        }
        Duration at = world.time().now().plus(world.network().delay(server.host(), controller.id()));
        lastArrival = at.compareTo(lastArrival) > 0 ? at : lastArrival;
        world.time().at(lastArrival, () -> arrive(arrived));
    }

    private boolean flows() {
        return heldBack.isEmpty() && reachesController() && server.hostUp();
    }

    private boolean reachesController() {
        return world.network().passes(server.host(), controller.id());
    }

    private boolean reachesAgent() {
        return world.network().passes(controller.id(), server.host());
    }

    private void arrive(Runnable arrived) {
        if (!reachesController()) {
            heldBack.add(arrived);
        } else if (controllerOpen) {
            controller.read(() -> {
                if (controllerOpen) {
                    lastHeard = world.time().now();
                    arrived.run();
                }
            });
        } else {
            closedAtAgent();
        }
    }

    /** What a cut held back comes with the next retransmission. */
    void mended() {
        if (!heldBack.isEmpty()) {
            world.time().after(world.dice().millis(0, 1500), () -> {
                if (reachesController() && server.hostUp()) {
                    Deque<Runnable> due = new ArrayDeque<>(heldBack);
                    heldBack.clear();
                    due.forEach(this::send);
                }
            });
        }
    }

    /** The controller has read a beat and acknowledges it; the answer may be under way while the world changes. */
    void acknowledge(long sequence, boolean armed) {
        if (reachesAgent()) {
            lastAcknowledged = world.time().now();
            world.time().after(world.network().delay(), () -> server.gate()
                    .acknowledged(controller.seat(), sequence, armed));
        }
    }

    /** The agent's side closes it, or its kernel does when the process dies. */
    void closeByAgent(String why) {
        if (agentOpen) {
            agentOpen = false;
            send(() -> {
                controllerOpen = false;
                controller.streamClosed(this, true, why);
            });
        }
    }

    /** The host is gone: nobody is told. */
    void vanish() {
        agentOpen = false;
    }

    void closeByController(String why) {
        if (controllerOpen) {
            controllerOpen = false;
            controller.streamClosed(this, false, why);
            closedAtAgent();
        }
    }

    /** A newer stream took its place. */
    void replaced() {
        controllerOpen = false;
    }

    /** A box on the way resets both ends. */
    void reset() {
        closedAtAgent();
        if (controllerOpen) {
            controller.read(() -> {
                if (controllerOpen) {
                    controllerOpen = false;
                    controller.streamClosed(this, true, "connection reset");
                }
            });
        }
    }

    private void closedAtAgent() {
        if (reachesAgent()) {
            agentOpen = false;
        }
    }

    boolean agentOpen() {
        return agentOpen;
    }

    boolean controllerOpen() {
        return controllerOpen;
    }

    boolean acknowledgedWithin(Duration ago) {
        return world.time().now().minus(lastAcknowledged).compareTo(ago) <= 0;
    }

    boolean heardWithin(Duration ago) {
        return world.time().now().minus(lastHeard).compareTo(ago) <= 0;
    }

    /** The process of the controller died: its kernel resets what it can reach. */
    void controllerDied() {
        controllerOpen = false;
        closedAtAgent();
    }
}
