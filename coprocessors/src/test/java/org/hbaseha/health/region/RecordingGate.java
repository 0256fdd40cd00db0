package org.hbaseha.health.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.time.MonotonicInstant;

/** Remembers what ZooKeeper said of the gate record. */
final class RecordingGate implements GateListener {

    /** An order and what came of it. */
    record Answer(GateOrder order, GateOwner owner) {}

    final List<Answer> answers = new CopyOnWriteArrayList<>();
    final AtomicInteger unanswered = new AtomicInteger();
    final AtomicInteger heard = new AtomicInteger();
    volatile GateOwner found = new GateOwner.Nobody();
    volatile Duration session = Duration.ZERO;

    @Override
    public void answered(GateOrder order, GateOwner owner) {
        answers.add(new Answer(order, owner));
    }

    @Override
    public void unanswered() {
        unanswered.incrementAndGet();
    }

    @Override
    public void found(GateOwner owner) {
        found = owner;
    }

    @Override
    public void zooKeeperHeard(Duration granted, MonotonicInstant asked) {
        session = granted;
        heard.incrementAndGet();
    }
}
