package org.hbaseha.it.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Operation;
import org.hbaseha.it.workload.OperationKind;

/**
 * No read that began after a newer value was acknowledged may return the older one. Numbers of a region's writes grow and the newest wins, so
 * a read is stale exactly when it returns less than the largest number acknowledged before it began.
 */
public final class FreshReads {

    public static final String NAME = "no-stale-read";

    private FreshReads() {}

    public static InvariantResult judge(History history) {
        Tally tally = new Tally();
        history.byRegion().values().forEach(operations -> judgeRegion(operations, tally));
        return new InvariantResult(
                NAME,
                InvariantResult.verdictOf(tally.checked, tally.stale, true),
                tally.checked,
                tally.stale,
                tally.stale > 0
                        ? "reads returned a value older than one acknowledged before they began"
                        : tally.checked == 0
                                ? "no read succeeded"
                                : "every read returned the newest acknowledged value or a later one",
                tally.examples);
    }

    private static void judgeRegion(List<Operation> operations, Tally tally) {
        List<Operation> writes = succeeded(operations, OperationKind.PUT, Operation::end);
        List<Operation> reads = succeeded(operations, OperationKind.GET, Operation::start);
        int next = 0;
        long newest = 0;
        for (Operation read : reads) {
            while (next < writes.size() && writes.get(next).end().isBefore(read.start())) {
                newest = Math.max(newest, writes.get(next).value());
                next++;
            }
            tally.add(read, newest);
        }
    }

    private static List<Operation> succeeded(
            List<Operation> operations, OperationKind kind, Function<Operation, Instant> order) {
        return operations.stream()
                .filter(operation -> operation.kind() == kind && operation.succeeded())
                .sorted(Comparator.comparing(order))
                .toList();
    }

    private static final class Tally {
        private long checked;
        private long stale;
        private final List<String> examples = new ArrayList<>();

        void add(Operation read, long newest) {
            checked++;
            if (read.value() >= newest) {
                return;
            }
            stale++;
            if (examples.size() < InvariantResult.MOST_EXAMPLES) {
                examples.add("read of region " + read.region() + " begun at " + read.start() + " returned "
                        + read.value() + ", " + newest + " was acknowledged before");
            }
        }
    }
}
