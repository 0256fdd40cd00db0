package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * Whether a server that died has nothing left to ship. Three things must be known, in this order: the master no longer takes it for alive; its crash
 * procedure succeeded; and then, in two whole listings one after the other, no queue has its logs.
 *
 * <p>Why so: until the procedure has split its logs, a server that is only thought dead may go on writing. The procedure's child {@code
 * ClaimReplicationQueuesProcedure} ends only when the dead server's own znode has no queue, and then each of them is at some other server, under an
 * id that begins with this one. {@code ZKReplicationQueueStorage.claimQueue} moves a queue in one transaction; but a listing goes from server to
 * server, so it could look at the new place before the move and at the old one after it. The same transaction creates and deletes a child of the root
 * of all queues, whose child version therefore tells: a listing is whole where that did not change. So one whole listing would do; the second is for
 * versions of HBase where it would not. A queue seen again begins it anew. Not thread safe.
 */
final class Departure {

    private static final int LISTINGS = 2;

    private final Duration forgotten;
    private Optional<MonotonicInstant> deadSince = Optional.empty();
    private Optional<MonotonicInstant> ended = Optional.empty();
    private boolean running;
    private int without;

    /** {@code forgotten}: see {@link LagSettings}. */
    Departure(Duration forgotten) {
        this.forgotten = forgotten;
    }

    void alive() {
        deadSince = Optional.empty();
        ended = Optional.empty();
        running = false;
        without = 0;
    }

    void missing(MonotonicInstant at) {
        if (deadSince.isEmpty()) {
            deadSince = Optional.of(at);
        }
    }

    /** {@code procedure}: what the master's list of procedures has of the server. */
    void procedures(Optional<Observation.CrashState> procedure, MonotonicInstant at) {
        if (deadSince.isEmpty()) {
            return;
        }
        running = procedure
                .filter(state -> state == Observation.CrashState.RUNNING)
                .isPresent();
        if (running) {
            ended = Optional.empty();
            without = 0;
        } else if (ended.isEmpty()
                && (procedure.isPresent() || at.since(deadSince.get()).compareTo(forgotten) >= 0)) {
            ended = Optional.of(at);
        }
    }

    void listed(boolean present, boolean whole, MonotonicInstant begun) {
        if (present) {
            without = 0;
        } else if (whole && ended.isPresent() && !begun.isBefore(ended.get())) {
            without++;
        }
    }

    boolean isComplete() {
        return without >= LISTINGS;
    }

    boolean isCrashRunning() {
        return running;
    }

    boolean isCrashEnded() {
        return ended.isPresent();
    }
}
