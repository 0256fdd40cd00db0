package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;

/**
 * Whether the lease of this server is worth anything: only where every region of a user table has the observer that refuses. Until that was
 * seen, and while it cannot be seen, it is worth nothing, and beats tell of an open gate; controllers then leave the server to stock HBase when
 * it is silent. Turned by the keeper's thread; {@link #told} for any.
 */
final class GuardWatch {

    private static final Duration EACH = Duration.ofMillis(250);
    private static final String NOT_SEEN = "not looked yet whether requests pass the gate";

    private final Supplier<Optional<String>> unguarded;
    private final Logger log;
    private Optional<MonotonicInstant> last = Optional.empty();
    private volatile Optional<String> trouble = Optional.of(NOT_SEEN);
    private boolean said;

    /** @param unguarded a region whose requests do not pass the gate */
    GuardWatch(Supplier<Optional<String>> unguarded, Logger log) {
        this.unguarded = unguarded;
        this.log = log;
    }

    /** What beats tell of a gate that says {@code own}. */
    GateReport told(GateReport own) {
        return own.state() == GateState.LEASED && trouble.isPresent()
                ? new GateReport(GateState.OPEN, own.terms(), own.refused())
                : own;
    }

    /** As operators read it. */
    String sentence() {
        return trouble.map(why -> "No, beats tell of an open gate whatever its state: " + why)
                .orElse("Yes, every region of a user table asks it before it serves");
    }

    void turn(MonotonicInstant now) {
        if (last.filter(at -> now.since(at).compareTo(EACH) < 0).isPresent()) {
            return;
        }
        last = Optional.of(now);
        try {
            trouble = unguarded
                    .get()
                    .map(region -> LeaseGateObserver.class.getSimpleName() + " is not loaded in region=" + region);
        } catch (Throwable t) {
            trouble = Optional.of("cannot be seen whether requests pass the gate: " + t);
        }
        tell();
    }

    /** Once for each change, whatever region it is. */
    private void tell() {
        if (trouble.isPresent() && !said) {
            said = true;
            log.error(
                    "Lease gate is not enforced, beats tell of an open one and controllers do not act on silence of this server: {}."
                            + " Name {} in hbase.coprocessor.user.region.classes, then restart",
                    trouble.orElseThrow(),
                    LeaseGateObserver.class.getName());
        } else if (trouble.isEmpty() && said) {
            said = false;
            log.info("Lease gate is enforced again, every region of a user table has its observer");
        }
    }
}
