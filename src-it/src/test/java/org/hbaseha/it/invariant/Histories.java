package org.hbaseha.it.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Operation;
import org.hbaseha.it.workload.OperationKind;
import org.hbaseha.it.workload.Outcome;

/** Writes histories by hand: times are milliseconds since {@link #ORIGIN}. */
final class Histories {

    static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Operation> operations = new ArrayList<>();

    static Instant at(long millis) {
        return ORIGIN.plusMillis(millis);
    }

    Histories put(int region, long value, long start, long end, Outcome outcome) {
        operations.add(new Operation(region, OperationKind.PUT, value, at(start), at(end), outcome));
        return this;
    }

    Histories get(int region, long value, long start, long end, Outcome outcome) {
        operations.add(new Operation(region, OperationKind.GET, value, at(start), at(end), outcome));
        return this;
    }

    History history() {
        return new History(operations);
    }
}
