package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.time.MonotonicInstant;

/** The gate of one server: the real one, ticked, fed and obeyed as an agent does it, with requests that only see the bound it gave last. */
final class SimGate {

    private static final Duration TICK = Duration.ofMillis(50);

    /** An ensemble that loses more answers of one server in a row is as good as down. */
    private static final int MOST_LOST = 2;

    private static final Duration LATEST_LOSS = Duration.ofSeconds(2);

    /** A claim and as many lost answers take less, counted from the end of the lease, which is half a lease after the first try. */
    private static final Duration LONGEST_REFUSAL = LATEST_LOSS.multipliedBy(MOST_LOST);

    private final World world;
    private final SimHost machine;
    private final SimServer server;
    private final LeaseGate gate;
    private final Map<Long, MonotonicInstant> sent = new LinkedHashMap<>();
    /** By seat, when the newest beat was sent that it has acknowledged. */
    private final Map<String, MonotonicInstant> newest = new HashMap<>();

    /** Answers of ZooKeeper that wait for the process to run again. */
    private final List<Runnable> waiting = new ArrayList<>();

    private MonotonicInstant openUntil;
    private Duration refusesSince;
    private int lost;

    SimGate(World world, SimHost machine, SimServer server) {
        this.world = world;
        this.machine = machine;
        this.server = server;
        this.gate = new LeaseGate(
                new GateSettings(world.seats(), Invariants.DETECTOR.lease(), world.servesIsolated()),
                machine.clock(),
                machine.wall());
        this.openUntil = gate.openUntil();
        this.refusesSince = world.time().now();
    }

    void start() {
        world.time().after(world.dice().millis(0, 50), this::tick);
    }

    private void tick() {
        if (server.life() == SimServer.Life.DEAD || !machine.isUp()) {
            return;
        }
        world.time().after(TICK, this::tick);
        if (server.life() == SimServer.Life.FROZEN) {
            return;
        }
        gate.tick(machine.clock(), machine.wall()).ifPresent(this::obey);
        publish();
        complainOfRefusal();
    }

    private void publish() {
        openUntil = gate.openUntil();
    }

    /** What a request would find that comes in now. */
    boolean isOpen() {
        return machine.clock().isBefore(openUntil);
    }

    /** A majority's newest acknowledgements are of beats sent less than a lease ago: reckoned here, not by the gate. */
    boolean isOnALease() {
        MonotonicInstant oldest = machine.clock().minus(Invariants.DETECTOR.lease());
        long fresh = newest.values().stream().filter(at -> at.isAfter(oldest)).count();
        return fresh >= world.seats().majority();
    }

    GateReport report() {
        return gate.report();
    }

    MonotonicInstant beatSent(long sequence) {
        MonotonicInstant now = machine.clock();
        sent.put(sequence, now);
        sent.keySet().removeIf(old -> old < sequence - 200);
        return now;
    }

    /** A controller's answer has arrived. */
    void acknowledged(String seat, long sequence, boolean armed) {
        MonotonicInstant at = sent.get(sequence);
        if (at != null) {
            newest.merge(seat, at, (a, b) -> a.isAfter(b) ? a : b);
            whenRunning(() -> gate.acknowledged(seat, at, armed, machine.clock()));
        }
    }

    /** It has found its EXPIRE record. */
    void expired() {
        whenRunning(() -> gate.expired(machine.clock()));
    }

    void zooKeeperHeard() {
        gate.zooKeeperHeard(SimZooKeeper.SERVER_SESSION, machine.clock());
    }

    private void whenRunning(Runnable action) {
        if (server.life() == SimServer.Life.FROZEN) {
            waiting.add(action);
        } else if (server.life() != SimServer.Life.DEAD) {
            action.run();
            publish();
        }
    }

    /** Threads run again in any order: what had waited may come before the next tick. */
    void thawed() {
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        world.time().after(world.dice().millis(0, 60), () -> due.forEach(this::whenRunning));
    }

    private void obey(GateOrder order) {
        if (order instanceof GateOrder.Halt) {
            server.crash();
        } else if (!world.zooKeeper().reachableFrom(server.host()) || isLost(30)) {
            loseAnswer();
        } else {
            world.time().after(world.dice().millis(1, 20), () -> atZooKeeper(order));
        }
    }

    private void atZooKeeper(GateOrder order) {
        Runnable found = order instanceof GateOrder.Claim ? claim() : release();
        if (isLost(20) || !world.zooKeeper().reachableFrom(server.host())) {
            loseAnswer();
        } else {
            lost = 0;
            answer(world.dice().millis(1, 20), found);
        }
    }

    private boolean isLost(int oneIn) {
        return world.dice().oneIn(oneIn) && lost < MOST_LOST;
    }

    private void loseAnswer() {
        lost++;
        answer(world.dice().millis(100, LATEST_LOSS.toMillis()), gate::unanswered);
    }

    private Runnable claim() {
        return world.zooKeeper().claimStock(server.name())
                ? () -> gate.claimed(machine.clock())
                : () -> gate.expired(machine.clock());
    }

    private Runnable release() {
        return world.zooKeeper().releaseStock(server.name())
                ? () -> gate.released(machine.clock())
                : () -> gate.expired(machine.clock());
    }

    private void answer(Duration after, Runnable answer) {
        world.time().after(after, () -> whenRunning(answer));
    }

    /** Stock HBase would serve now: nobody has expired it, and its session is not over. */
    private void complainOfRefusal() {
        Duration now = world.time().now();
        boolean wouldServe = server.life() == SimServer.Life.RUNNING
                && world.zooKeeper().isRegistered(server.name())
                && !world.zooKeeper().hasExpire(server.name())
                && server.freezing()
                        .filter(span -> span.reaches(now, LONGEST_REFUSAL))
                        .isEmpty()
                && world.zooKeeper().reachableFrom(server.host());
        if (isOpen() || !wouldServe) {
            refusesSince = now;
        } else if (now.minus(refusesSince).compareTo(LONGEST_REFUSAL) > 0) {
            throw world.invariants().refusesWithoutCause(server);
        }
    }
}
