package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;

/**
 * Which writes of one region server have begun and not ended. Request threads write only to a slot of their own, the beat thread reads all
 * slots: no lock, no shared counter, some tens of nanoseconds a batch.
 *
 * <p>A write that began may never be seen to end: when the hook of another coprocessor that is called before ours throws, ours is left out.
 * So a slot is also cleared when the region operation around the batch ends ({@link #left}), when its thread is gone, and when more writes
 * would be nested in each other than makes sense. In doubt a write is forgotten: an age that is too small costs a second opinion, one that is
 * too large costs a healthy server.
 *
 * <p>Writes nest: another coprocessor may write to a second region from within the hooks of the first, in the same thread.
 */
final class UnfinishedWrites {

    /** Static, because HBase makes the agent and the observers of each region apart and offers nothing they could share. */
    private static final Map<OnlineRegions, UnfinishedWrites> BY_SERVER =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final LongSupplier nanoTime;
    private final Queue<ThreadSlot> slots = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<ThreadSlot> slotOfThread = ThreadLocal.withInitial(this::newSlot);
    private final LongAdder hookErrors = new LongAdder();

    UnfinishedWrites(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The writes of {@code server}, for agent and observers alike; several servers may live in one JVM in tests. */
    static UnfinishedWrites of(OnlineRegions server) {
        return BY_SERVER.computeIfAbsent(server, any -> new UnfinishedWrites(System::nanoTime));
    }

    /** This thread begins {@code write} in {@code region}; both are compared by identity only. */
    void began(Object write, Object region) {
        slotOfThread.get().push(write, region, nanoTime.getAsLong());
    }

    /** This thread ended {@code write}, and with it every write that began later in this thread. */
    void ended(Object write) {
        slotOfThread.get().popWrite(write);
    }

    /** This thread leaves {@code region}: whatever it began there is over. */
    void left(Object region) {
        slotOfThread.get().popRegion(region);
    }

    void hookFailed() {
        hookErrors.increment();
    }

    long hookErrors() {
        return hookErrors.sum();
    }

    /** The age of the oldest; zero when there is none. */
    Duration oldest() {
        forgetDeadThreads();
        long now = nanoTime.getAsLong();
        long oldest = 0;
        for (ThreadSlot slot : slots) {
            long since = slot.since();
            if (since != ThreadSlot.NOTHING) {
                oldest = Math.max(oldest, now - since);
            }
        }
        return Duration.ofNanos(oldest);
    }

    private ThreadSlot newSlot() {
        // Here as well: where no agent runs nobody asks for the oldest.
        forgetDeadThreads();
        ThreadSlot slot = new ThreadSlot(Thread.currentThread());
        slots.add(slot);
        return slot;
    }

    private void forgetDeadThreads() {
        slots.removeIf(slot -> !slot.owner().isAlive());
    }
}
