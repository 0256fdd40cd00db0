package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.lease.ModelZooKeeper.Held;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.time.MonotonicInstant;

/**
 * One incarnation of a region server: the real gate, and around it an agent that beats, a session of ZooKeeper's that loses answers, and a
 * process that can be frozen and killed. Acknowledgements and answers wait for a frozen process to run again.
 */
final class ModelServer {

    /** An acknowledgement on its way, or in the socket of a frozen process. */
    record Ack(String seat, MonotonicInstant sent, boolean armed) {}

    /** An order whose session was given up, and which ZooKeeper may carry out yet. */
    private record Stray(GateOrder order, int version) {}

    private final ServerName name;
    private final Flaw flaw;
    private final ModelTime time;
    private final ModelTime.Clock clock;
    private final ModelZooKeeper zooKeeper;
    private final List<Ack> acks = new ArrayList<>();
    private final List<Stray> strays = new ArrayList<>();
    private LeaseGate gate;
    /** What request threads go by. */
    private MonotonicInstant bound;

    private boolean alive = true;
    private boolean frozen;
    private Optional<GateOrder> order = Optional.empty();
    private Optional<Held> made = Optional.empty();
    /** That of the next record of the server's; no delete in doubt has named it. */
    private int stockVersion;

    ModelServer(ServerName name, Flaw flaw, ModelTime time, ModelTime.Clock clock, ModelZooKeeper zooKeeper) {
        this.name = name;
        this.flaw = flaw;
        this.time = time;
        this.clock = clock;
        this.zooKeeper = zooKeeper;
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

    /** What was asked of ZooKeeper may be carried out yet. */
    void kill() {
        alive = false;
        time.say("dead", name);
        if (order.isPresent() && made.isEmpty()) {
            strays.add(new Stray(order.get(), stockVersion));
        }
        order = Optional.empty();
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

    private void obey(GateOrder wanted) {
        if (wanted instanceof GateOrder.Halt) {
            kill();
        } else if (order.isEmpty()) {
            order = Optional.of(wanted);
            time.say("server wants", name, wanted);
        }
    }

    // Controllers.

    MonotonicInstant now() {
        return clock.now();
    }

    GateReport report() {
        return gate.report();
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

    void carryOut() {
        if (order.isPresent() && made.isEmpty()) {
            made = Optional.of(
                    order.get() instanceof GateOrder.Claim
                            ? zooKeeper.claim(name, stockVersion)
                            : zooKeeper.release(name));
            time.say("ZooKeeper makes it", name, made.get());
        }
    }

    void answer() {
        carryOut();
        made.ifPresent(this::tell);
        order = Optional.empty();
        made = Optional.empty();
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
        time.say("answer is lost", name);
        if (flaw != Flaw.ASKS_ONCE) {
            gate.unanswered();
        }
        if (order.isPresent() && made.isEmpty()) {
            strays.add(new Stray(order.get(), stockVersion));
            // The next is asked in another session.
            boolean named = order.get() instanceof GateOrder.Release && flaw != Flaw.REUSES_VERSION;
            stockVersion += named ? 2 : 0;
        }
        order = Optional.empty();
        made = Optional.empty();
        refresh();
    }

    /** What was asked in a session that the server has given up is carried out after all. */
    void carryOutStray() {
        Stray stray = strays.remove(0);
        time.say("carried out late", name, stray.order());
        if (stray.order() instanceof GateOrder.Claim) {
            zooKeeper.claimLate(name, stray.version());
        } else {
            zooKeeper.releaseLate(name, stray.version());
        }
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

    boolean isLeased() {
        return gate.report().state() == GateState.LEASED;
    }

    boolean isExpired() {
        return gate.report().state() == GateState.EXPIRED;
    }

    boolean hasAcks() {
        return !acks.isEmpty();
    }

    boolean hasStrays() {
        return !strays.isEmpty();
    }

    boolean awaitsAnswer() {
        return order.isPresent();
    }

    boolean awaitsEffect() {
        return order.isPresent() && made.isEmpty();
    }

    boolean mayReload() {
        return isRunning() && !isLeased() && !isExpired() && order.isEmpty();
    }
}
