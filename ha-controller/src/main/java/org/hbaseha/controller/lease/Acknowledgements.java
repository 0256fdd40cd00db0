package org.hbaseha.controller.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;

/**
 * This controller's word, by incarnation: what it has acknowledged last, and whether it has promised to acknowledge no more. Leader or not,
 * with ZooKeeper or without. Thread safe, since beats are acknowledged on the streams' thread and promises are made on ZooKeeper's: a promise
 * comes after every acknowledgement that was granted before it.
 *
 * <p>A restarted controller does not know what it said before. So it grants nothing until it has read all EXPIRE records and one lease has
 * passed, by when nothing it said counts any more; and it takes whatever it acknowledged before its first beat for unarmed.
 */
public final class Acknowledgements {

    private final int terms;
    private final MonotonicInstant grantsFrom;
    private final MonotonicInstant started;
    private final Map<ServerName, Said> said = new HashMap<>();
    private boolean recordsRead;

    private static final class Said {
        private MonotonicInstant last;
        private MonotonicInstant newestUnarmed;
        private Optional<MonotonicInstant> newestLeased = Optional.empty();
        private boolean promised;

        /** {@code first}: of the first beat that came, on the server's clock. */
        Said(MonotonicInstant last, MonotonicInstant first) {
            this.last = last;
            this.newestUnarmed = first;
        }
    }

    public Acknowledgements(Seats seats, Duration lease, MonotonicInstant started) {
        this.terms = new GateTerms(seats, lease).fingerprint();
        this.started = started;
        this.grantsFrom = started.plus(LeaseEnd.wait(lease));
    }

    /** All EXPIRE records there were have been read, and {@link #promise} was called for each. */
    public synchronized void recordsRead() {
        recordsRead = true;
    }

    /**
     * May this beat be acknowledged at {@code now}? When true, it counts as acknowledged.
     *
     * @param sent when the beat was sent, on the server's clock
     * @param gate what the beat told of the server's gate
     */
    public synchronized boolean grant(
            ServerName server, MonotonicInstant sent, GateReport gate, boolean armed, MonotonicInstant now) {
        Said known = said.computeIfAbsent(server, any -> new Said(started, sent));
        if (gate.state() == GateState.LEASED && gate.terms() == terms && terms != GateTerms.NONE) {
            known.newestLeased = Optional.of(newer(sent, known.newestLeased.orElse(sent)));
        }
        if (!recordsRead || known.promised || now.isBefore(grantsFrom)) {
            return false;
        }
        known.last = now;
        if (!armed) {
            known.newestUnarmed = newer(sent, known.newestUnarmed);
        }
        return true;
    }

    /** Promises to acknowledge no beat of this incarnation any more; irrevocable. Says the same, apart from the age, each time. */
    public synchronized Promise promise(ServerName server, MonotonicInstant now) {
        Said known = said.get(server);
        if (known == null) {
            // Nothing was ever heard: the next beat must find the promise.
            known = new Said(started, new MonotonicInstant(0));
            known.promised = true;
            said.put(server, known);
            return new Promise(now.since(started), Optional.empty(), Optional.empty(), terms);
        }
        known.promised = true;
        return new Promise(now.since(known.last), Optional.of(known.newestUnarmed), known.newestLeased, terms);
    }

    /** Forgets incarnations other than these and those promised for: they are gone for good. */
    public synchronized void retain(Set<ServerName> live) {
        said.entrySet().removeIf(entry -> !entry.getValue().promised && !live.contains(entry.getKey()));
    }

    private static MonotonicInstant newer(MonotonicInstant a, MonotonicInstant b) {
        return a.isAfter(b) ? a : b;
    }
}
