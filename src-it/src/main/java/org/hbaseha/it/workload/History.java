package org.hbaseha.it.workload;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All operations of one workload that have ended, in the order of their ends. Operations that were never answered are in it as {@link
 * Outcome#INDETERMINATE}.
 */
public record History(List<Operation> operations) {

    public History {
        operations = List.copyOf(operations);
    }

    /** By region number, ascending, each in the order of their ends. */
    public Map<Integer, List<Operation>> byRegion() {
        return operations.stream().collect(Collectors.groupingBy(Operation::region, TreeMap::new, Collectors.toList()));
    }

    /** The end of the last operation that did not succeed. */
    public Optional<Instant> lastFailure() {
        return last(operation -> !operation.succeeded()).map(Operation::end);
    }

    /** Both as one, such as of a client that writes and one that reads. By {@link #byRegion} each region has the operations of both. */
    public History and(History other) {
        return new History(Stream.concat(operations.stream(), other.operations.stream())
                .sorted(Comparator.comparing(Operation::end))
                .toList());
    }

    public History where(Predicate<Operation> condition) {
        return new History(operations.stream().filter(condition).toList());
    }

    private Optional<Operation> last(Predicate<Operation> condition) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (condition.test(operations.get(i))) {
                return Optional.of(operations.get(i));
            }
        }
        return Optional.empty();
    }
}
