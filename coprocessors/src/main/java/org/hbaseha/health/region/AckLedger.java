package org.hbaseha.health.region;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Message;

/**
 * For each controller the newest beat it has acknowledged, and when that beat was <em>sent</em>: the instant from which a lease counts, for
 * the way there and back may have taken any time. An acknowledgement of a beat that was never sent, or so long ago that its instant is
 * overwritten, is refused.
 *
 * <p>{@link #sent} is called by the beat thread, {@link #acknowledged} by the thread of the streams, the rest by any; no locks.
 */
final class AckLedger {

    /** A power of two. At the shortest beat interval, 20 ms, this is 20 s. */
    private static final int REMEMBERED = 1024;

    /** Controllers have a new id with each start; those that acknowledged last are kept. */
    private static final int CONTROLLERS = 16;

    /** {@code sent} is on this server's own clock. {@code armed}: the controller may act on our silence. */
    record Acknowledged(long sequence, MonotonicInstant sent, boolean armed) {}

    private final AtomicLongArray sentNanos = new AtomicLongArray(REMEMBERED);
    private final Map<String, Acknowledged> newest = new ConcurrentHashMap<>();
    private volatile long newestSent;

    /** Before the beat is offered to any stream. Sequences start with 1 and grow by one. */
    void sent(long sequence, MonotonicInstant at) {
        sentNanos.set(slot(sequence), at.nanos());
        newestSent = sequence;
    }

    /** False when the acknowledgement cannot be believed. An older one than is known already changes nothing. */
    boolean acknowledged(String controller, Message.Ack ack) {
        long sequence = ack.sequence();
        long nanos = sentNanos.get(slot(sequence));
        long last = newestSent;
        // Read after the slot. One less than remembered: the slot of the beat that is being sent may be written
        // already.
        if (sequence < 1 || sequence > last || last - sequence >= REMEMBERED - 1) {
            return false;
        }
        Acknowledged seen = new Acknowledged(sequence, new MonotonicInstant(nanos), ack.armed());
        newest.merge(controller, seen, (old, fresh) -> fresh.sequence() >= old.sequence() ? fresh : old);
        if (newest.size() > CONTROLLERS) {
            newest.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().sequence()))
                    .ifPresent(oldest -> newest.remove(oldest.getKey(), oldest.getValue()));
        }
        return true;
    }

    /** By controller id; a copy. */
    Map<String, Acknowledged> newest() {
        return Map.copyOf(newest);
    }

    private static int slot(long sequence) {
        return (int) (sequence & (REMEMBERED - 1));
    }
}
