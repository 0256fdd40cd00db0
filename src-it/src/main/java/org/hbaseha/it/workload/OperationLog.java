package org.hbaseha.it.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where a running workload notes what has ended. Any thread may add and read. */
final class OperationLog {

    private final List<Operation> operations = new ArrayList<>();

    synchronized void add(Operation operation) {
        operations.add(operation);
    }

    synchronized History all() {
        return new History(operations);
    }

    /**
     * What ended at {@code from} or later. Ends are noted by several threads, so the order may be off by the time a thread is held up; the
     * search therefore goes on for a second before {@code from}.
     */
    synchronized History endedSince(Instant from) {
        int first = operations.size();
        while (first > 0 && !operations.get(first - 1).end().isBefore(from.minusSeconds(1))) {
            first--;
        }
        return new History(operations.subList(first, operations.size()))
                .where(operation -> !operation.end().isBefore(from));
    }
}
