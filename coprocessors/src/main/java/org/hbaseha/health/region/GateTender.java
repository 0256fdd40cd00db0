package org.hbaseha.health.region;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the lease gate what it decides by, acknowledgements, time and ZooKeeper's answers, and brings what it decides to the request threads.
 * The keeper's thread ticks it, the streams' thread brings acknowledgements, the directory's thread ZooKeeper's answers, the beat thread asks
 * for the report.
 *
 * <p>A change of state and the bound that follows from it are one step under one lock, and so is the report: a beat never tells of a lease
 * while request threads still take the gate for open, nor of one that was given up. Nothing waits under that lock.
 */
final class GateTender implements GateListener {

    private static final Logger LOG = LoggerFactory.getLogger(GateTender.class);

    private final Object lock = new Object();
    private final LeaseGate gate;
    private final AckLedger acks;
    private final ServerGate door;
    private final Consumer<String> halt;
    private final MonotonicClock clock;
    private volatile GateState state;
    private volatile Instant since = Instant.now();
    private volatile String expire = "";
    private final AtomicBoolean halted = new AtomicBoolean();

    /** @param halt ends this region server; told why, once */
    GateTender(LeaseGate gate, AckLedger acks, ServerGate door, Consumer<String> halt, MonotonicClock clock) {
        this.gate = gate;
        this.acks = acks;
        this.door = door;
        this.halt = halt;
        this.clock = clock;
        this.state = gate.report().state();
    }

    /** Returns what has to be done in ZooKeeper. Any thread. */
    Optional<GateOrder> tick(Instant wall) {
        Optional<GateOrder> order = change(now -> gate.tick(now, wall));
        if (order.isPresent() && order.get() instanceof GateOrder.Halt) {
            if (halted.compareAndSet(false, true)) {
                halt.accept("a controller has declared this incarnation dead " + expire);
            }
            return Optional.empty();
        }
        return order;
    }

    /** False when the acknowledgement cannot be believed. */
    boolean acknowledged(String controller, Message.Ack ack) {
        Optional<MonotonicInstant> sent = acks.sentAt(ack.sequence());
        if (sent.isEmpty()) {
            return false;
        }
        String seat = ControllerAddress.seatOf(controller);
        return change(now -> {
            gate.acknowledged(seat, sent.orElseThrow(), ack.armed(), now);
            return true;
        });
    }

    @Override
    public void answered(GateOrder order, GateOwner owner) {
        note(owner);
        change(now -> {
            if (owner instanceof GateOwner.Expire) {
                gate.expired(now);
            } else if (order instanceof GateOrder.Claim && owner instanceof GateOwner.Ours) {
                gate.claimed(now);
            } else if (order instanceof GateOrder.Release && owner instanceof GateOwner.Nobody) {
                gate.released(now);
            } else {
                gate.unanswered();
            }
            return owner;
        });
    }

    @Override
    public void unanswered() {
        change(now -> {
            gate.unanswered();
            return now;
        });
    }

    @Override
    public void found(GateOwner owner) {
        note(owner);
        change(now -> {
            if (owner instanceof GateOwner.Expire) {
                gate.expired(now);
            } else if (owner instanceof GateOwner.Ours) {
                gate.found();
            }
            return owner;
        });
    }

    private void note(GateOwner owner) {
        if (owner instanceof GateOwner.Expire expired) {
            expire = expired.why();
        }
    }

    @Override
    public void zooKeeperHeard(Duration session, MonotonicInstant asked) {
        change(now -> {
            gate.zooKeeperHeard(session, asked);
            return now;
        });
    }

    GateReport report() {
        synchronized (lock) {
            return gate.report().withRefused(door.refused());
        }
    }

    /** Whether it serves by what the controllers say; then somebody has to see to it that it goes on, or ends in order. */
    boolean isLeased() {
        return state == GateState.LEASED;
    }

    /** Adds what an operator wants to see of the gate. */
    void show(AgentBean bean) {
        bean.show("GateState", "What the permission to serve rests on", String.class, () -> state.name());
        bean.show("GateOpen", "Whether requests are served", Boolean.class, door::isOpen);
        bean.show("GateSince", "Since when the gate is in this state", String.class, () -> since.toString());
        bean.show("Gate", "The gate in a sentence", String.class, () -> GateSentence.of(state, door.isOpen(), since));
        for (Refused kind : Refused.values()) {
            bean.show(kind.attribute(), kind.sentence(), Long.class, () -> door.refused(kind));
        }
        bean.show(
                "GateHookErrors",
                "Exceptions caught in the hooks of the gate; the requests were served",
                Long.class,
                door::hookErrors);
    }

    /** The time is read under the lock: a thread that was held up before must not judge by an old one. */
    private <T> T change(Function<MonotonicInstant, T> change) {
        T result;
        GateState before;
        GateState after;
        synchronized (lock) {
            before = state;
            result = change.apply(clock.now());
            after = gate.report().state();
            door.openUntil(gate.openUntil(), after);
            if (after != before) {
                since = Instant.now();
                state = after;
            }
        }
        if (after != before) {
            LOG.info("Gate from={} to={}: {}", before, after, GateSentence.of(after, door.isOpen(), since));
        }
        return result;
    }
}
