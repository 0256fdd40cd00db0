package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * The heartbeats of one server on the peer. Being visible is not enough (see the package): one counts once the queue, read after it was seen, stands
 * behind it. Not thread safe.
 */
final class HeartbeatTrail {

    /** One a look; a batch that takes longer than so many looks is proved by its last. */
    private static final int KEPT = 64;

    private final Deque<Seen> unproved = new ArrayDeque<>();
    private Optional<Heartbeat> newest = Optional.empty();
    private Optional<Heartbeat> proved = Optional.empty();
    private Optional<MonotonicInstant> movedAt = Optional.empty();

    private record Seen(Heartbeat heartbeat, MonotonicInstant at) {}

    void seen(Heartbeat heartbeat, MonotonicInstant at) {
        if (newest.isPresent() && !heartbeat.written().isAfter(newest.get().written())) {
            return;
        }
        newest = Optional.of(heartbeat);
        unproved.addLast(new Seen(heartbeat, at));
        if (unproved.size() > KEPT) {
            unproved.removeFirst();
        }
    }

    /** {@code queue} was read between {@code begun} and {@code at}. */
    void queueRead(SourceQueue queue, MonotonicInstant begun, MonotonicInstant at) {
        prove(begun, at, Optional.of(queue));
    }

    /** The server is gone and no queue has its logs: all it wrote is applied. */
    void queueGone(MonotonicInstant begun, MonotonicInstant at) {
        prove(begun, at, Optional.empty());
    }

    private void prove(MonotonicInstant begun, MonotonicInstant at, Optional<SourceQueue> queue) {
        Iterator<Seen> each = unproved.descendingIterator();
        while (each.hasNext()) {
            Seen seen = each.next();
            if (!begun.isBefore(seen.at())
                    && queue.map(known -> known.proves(seen.heartbeat())).orElse(true)) {
                proved = Optional.of(seen.heartbeat());
                movedAt = Optional.of(at);
                unproved.removeIf(older ->
                        !older.heartbeat().written().isAfter(seen.heartbeat().written()));
                return;
            }
        }
    }

    /** Everything the server wrote before is applied; empty where that is not known of any time. */
    Optional<Instant> watermark() {
        return proved.map(Heartbeat::written);
    }

    Optional<Heartbeat> newest() {
        return newest;
    }

    /** By how much the watermark would move if all that is visible were proved. */
    Duration underWay() {
        return newest.flatMap(last -> proved.map(first -> Duration.between(first.written(), last.written())))
                .orElse(Duration.ZERO);
    }

    boolean hasMovedSince(MonotonicInstant tick) {
        return movedAt.filter(moved -> !moved.isBefore(tick)).isPresent();
    }

    /** How long ago the watermark moved; empty where it never did. */
    Optional<Duration> stoodFor(MonotonicInstant now) {
        return movedAt.map(now::since);
    }
}
