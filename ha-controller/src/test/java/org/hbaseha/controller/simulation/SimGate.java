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

    static final Duration TICK = Duration.ofMillis(50);

    private static final Duration NANO = Duration.ofNanos(1);

    /** An ensemble that loses more answers of one server in a row is as good as down. */
    private static final int MOST_LOST = 2;

    private static final Duration LATEST_LOSS = Duration.ofSeconds(2);

    private final World world;
    private final SimHost machine;
    private final SimServer server;
    private final LeaseGate gate;
    private final Map<Long, MonotonicInstant> sent = new LinkedHashMap<>();
    /** By seat, when the newest beat was sent that it has acknowledged. */
    private final Map<String, MonotonicInstant> newest = new HashMap<>();

    /** Answers of ZooKeeper that wait for the process to run again. */
    private final List<Runnable> waiting = new ArrayList<>();

    private final RefusalJudge refusals;
    private MonotonicInstant openUntil;
    private int lost;
    private boolean clockSet;

    SimGate(World world, SimHost machine, SimServer server) {
        this.world = world;
        this.machine = machine;
        this.server = server;
        this.gate = new LeaseGate(
                new GateSettings(world.seats(), Invariants.DETECTOR.lease(), world.servesIsolated()),
                machine.clock(),
                machine.wall());
        this.openUntil = gate.openUntil();
        this.refusals = new RefusalJudge(world, server);
    }

    void start() {
        // Its agent asks ZooKeeper where the controllers are before it beats.
        zooKeeperHeard();
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
        boolean serves = server.life() == SimServer.Life.RUNNING || server.life() == SimServer.Life.STOPPING;
        if (serves && !isOpen()) {
            refusals.refuses(isOnALease());
        }
    }

    private void publish() {
        openUntil = gate.openUntil();
    }

    /** What a request would find that comes in now. */
    boolean isOpen() {
        return machine.clock().isBefore(openUntil) || world.has(Flaw.GATE_NEVER_REFUSES);
    }

    /** A majority's newest acknowledgements are of beats sent less than a lease ago: reckoned here, not by the gate. */
    boolean isOnALease() {
        return isMajorityNewerThan(machine.clock().minus(Invariants.DETECTOR.lease()));
    }

    private boolean isMajorityNewerThan(MonotonicInstant oldest) {
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
            whenRunning(() -> {
                gate.acknowledged(seat, at, armed, machine.clock());
                if (isMajorityNewerThan(at.minus(NANO))) {
                    refusals.answered(at);
                }
            });
        }
    }

    /** It has found its EXPIRE record. */
    void expired() {
        whenRunning(() -> gate.expired(machine.clock()));
    }

    void zooKeeperHeard() {
        gate.zooKeeperHeard(SimZooKeeper.SERVER_SESSION, machine.clock());
        refusals.zooKeeperHeard();
        publish();
    }

    RefusalJudge refusals() {
        return refusals;
    }

    /** Somebody has set the wall clock of its machine. */
    void clockSet() {
        clockSet = true;
        if (server.life() != SimServer.Life.FROZEN) {
            stoodStill();
        }
    }

    /** Noticed at the next tick; what comes between is believed or not. */
    private void stoodStill() {
        clockSet = false;
        refusals.stoodStill(machine.clock().plus(TICK));
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
    void thawed(Duration pause) {
        if (clockSet || pause.plus(TICK).compareTo(Invariants.DETECTOR.lease().dividedBy(2)) > 0) {
            stoodStill();
        }
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        world.time().after(world.dice().millis(0, RefusalJudge.WAKE.toMillis()), () -> due.forEach(this::whenRunning));
    }

    private void obey(GateOrder order) {
        if (order instanceof GateOrder.Halt) {
            server.crash();
        } else if (order instanceof GateOrder.Claim && world.has(Flaw.NO_CLAIM)) {
            answer(LATEST_LOSS, gate::unanswered);
        } else if (!world.zooKeeper().reachableFrom(server.host()) || isLost(30)) {
            loseAnswer();
        } else {
            MonotonicInstant asked = machine.clock();
            world.time().after(oneWay(), () -> atZooKeeper(order, asked));
        }
    }

    private Duration oneWay() {
        return world.dice().millis(1, RefusalJudge.ONE_WAY.toMillis());
    }

    private void atZooKeeper(GateOrder order, MonotonicInstant asked) {
        Runnable found = order instanceof GateOrder.Claim ? claim() : release();
        if (isLost(20) || !world.zooKeeper().reachableFrom(server.host())) {
            loseAnswer();
        } else {
            lost = 0;
            answer(oneWay(), () -> {
                found.run();
                refusals.zooKeeperHeard();
                if (order instanceof GateOrder.Claim) {
                    refusals.answered(asked);
                }
            });
        }
    }

    private boolean isLost(int oneIn) {
        return world.dice().oneIn(oneIn) && lost < MOST_LOST;
    }

    private void loseAnswer() {
        lost++;
        Duration after = world.dice().millis(100, LATEST_LOSS.toMillis());
        refusals.waits(world.time().now().plus(after));
        answer(after, gate::unanswered);
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
}
