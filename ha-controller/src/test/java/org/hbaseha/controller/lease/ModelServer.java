package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.lease.ModelZooKeeper.Held;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.time.MonotonicInstant;

/**
 * One incarnation of a region server: the real gate, and around it an agent that beats and asks, in a process that can be frozen and killed. What
 * comes for a frozen process waits until it runs again.
 */
final class ModelServer {

    /** An acknowledgement on its way, or in the socket of a frozen process. */
    record Ack(String seat, MonotonicInstant sent, boolean armed) {}

    private final ServerName name;
    private final Flaw flaw;
    private final ModelTime time;
    private final ModelTime.Clock clock;
    private final ModelZooKeeper zooKeeper;
    private final ModelErrands errands;
    private final List<Ack> acks = new ArrayList<>();
    private LeaseGate gate;
    /** What request threads go by. */
    private MonotonicInstant bound;

    private boolean alive = true;
    private boolean frozen;

    ModelServer(ServerName name, Flaw flaw, ModelTime time, ModelTime.Clock clock, ModelZooKeeper zooKeeper) {
        this.name = name;
        this.flaw = flaw;
        this.time = time;
        this.clock = clock;
        this.zooKeeper = zooKeeper;
        this.errands = new ModelErrands(name, flaw, time, zooKeeper);
        this.gate = newGate();
        this.bound = gate.openUntil();
        zooKeeper.register(name);
    }

    private LeaseGate newGate() {
        return new LeaseGate(new GateSettings(GateWorld.SEATS, GateWorld.LEASE, false), clock.now(), clock.wall());
    }

    private void refresh() {
        bound = gate.openUntil();
    }

    // The process.

    void freeze() {
        frozen = true;
        time.say("frozen", name);
    }

    void thaw() {
        frozen = false;
        time.say("thawed", name);
    }

    void kill() {
        alive = false;
        time.say("dead", name);
        errands.giveUp();
    }

    /** The agent is unloaded, which it is only while it counts on no lease, and loaded again. */
    void reload() {
        gate = newGate();
        time.say("agent is loaded anew", name);
        look();
    }

    void tick() {
        gate.tick(clock.now(), clock.wall()).ifPresent(this::obey);
        refresh();
    }

    private void obey(GateOrder order) {
        if (order instanceof GateOrder.Halt) {
            kill();
        } else {
            errands.take(order);
        }
    }

    // Controllers.

    /** What a beat that is sent now tells. */
    ModelSeat.Beat beat() {
        return new ModelSeat.Beat(this, clock.now(), gate.report());
    }

    void acknowledged(Ack ack) {
        acks.add(ack);
    }

    void deliver() {
        for (Ack ack : acks) {
            MonotonicInstant counted = flaw == Flaw.COUNTS_FROM_RECEIPT ? clock.now() : ack.sent();
            gate.acknowledged(ack.seat(), counted, ack.armed(), clock.now());
            time.say("server hears: seat, armed", name, ack.seat(), ack.armed());
        }
        acks.clear();
        refresh();
    }

    // ZooKeeper.

    ModelErrands errands() {
        return errands;
    }

    void answer() {
        errands.answer().ifPresent(this::tell);
        refresh();
    }

    private void tell(Held held) {
        time.say("server is told", name, held);
        switch (held) {
            case STOCK -> gate.claimed(clock.now());
            case NONE -> gate.released(clock.now());
            case EXPIRE -> gate.expired(clock.now());
        }
    }

    void loseAnswer() {
        errands.giveUp();
        if (flaw != Flaw.ASKS_ONCE) {
            gate.unanswered();
        }
        refresh();
    }

    /** The server looks at its own record, as it does from time to time. */
    void look() {
        switch (zooKeeper.held(name)) {
            case EXPIRE -> gate.expired(clock.now());
            case STOCK -> gate.found();
            case NONE -> {
                // Nothing to tell.
            }
        }
        refresh();
    }

    // What became of it.

    ServerName name() {
        return name;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isFrozen() {
        return alive && frozen;
    }

    boolean isRunning() {
        return alive && !frozen;
    }

    /** Whether a request that comes in now would be served; of a frozen process, as soon as it runs again. */
    boolean isOpen() {
        return alive && clock.now().isBefore(bound);
    }

    GateReport report() {
        return gate.report();
    }

    boolean isExpired() {
        return gate.report().state() == GateState.EXPIRED;
    }

    boolean hasAcks() {
        return !acks.isEmpty();
    }

    boolean mayReload() {
        boolean counts = gate.report().state() == GateState.LEASED || isExpired();
        return isRunning() && !counts && !errands.awaitsAnswer();
    }
}
