package org.hbaseha.health.gate;

import java.time.Duration;
import java.util.TreeSet;

/**
 * What a server and the controllers must agree on before one may rely on the other: who counts, and for how long an acknowledgement is good. A controller
 * that counts on a shorter lease than the server does would have its regions opened elsewhere while it still serves them.
 */
public record GateTerms(Seats seats, Duration lease) {

    /** Of whoever has no seats: such a gate is never armed. */
    public static final int NONE = 0;

    /** The same for the same terms in any JVM; {@link #NONE} only where there are no seats. */
    public int fingerprint() {
        if (seats.names().isEmpty()) {
            return NONE;
        }
        int hash = (String.join(",", new TreeSet<>(seats.names())) + " " + lease.toNanos()).hashCode();
        return hash == NONE ? 1 : hash;
    }
}
