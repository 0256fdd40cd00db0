package org.hbaseha.health.region;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.hbaseha.time.MonotonicInstant;

/**
 * When each of the newest beats was <em>sent</em>: the instant from which a lease counts, for the way there and back may have taken any time.
 * A beat that was never sent, or so long ago that its instant is overwritten, has none.
 *
 * <p>{@link #sent} is called by the beat thread, {@link #sentAt} by any; no locks.
 */
final class AckLedger {

    /** A power of two. At the shortest beat interval, 20 ms, this is 20 s. */
    private static final int REMEMBERED = 1024;

    private final AtomicLongArray sentNanos = new AtomicLongArray(REMEMBERED);
    private volatile long newestSent;

    /** Before the beat is offered to any stream. Sequences start with 1 and grow by one. */
    void sent(long sequence, MonotonicInstant at) {
        sentNanos.set(slot(sequence), at.nanos());
        newestSent = sequence;
    }

    /** Empty for an acknowledgement that cannot be believed. */
    Optional<MonotonicInstant> sentAt(long sequence) {
        long nanos = sentNanos.get(slot(sequence));
        long last = newestSent;
        // Read after the slot. One less than remembered: the slot of the beat that is being sent may be written
        // already.
        if (sequence < 1 || sequence > last || last - sequence >= REMEMBERED - 1) {
            return Optional.empty();
        }
        return Optional.of(new MonotonicInstant(nanos));
    }

    private static int slot(long sequence) {
        return (int) (sequence & (REMEMBERED - 1));
    }
}
