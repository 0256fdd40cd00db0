package org.hbaseha.it.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Operation;
import org.hbaseha.it.workload.OperationKind;

/**
 * How long clients could not both write and read a region.
 *
 * @param region its number
 * @param failures operations that did not succeed
 * @param back fault → end of the first successful put and get after the last failed one of its kind, the later of the two; zero when nothing
 *     failed; empty when it is not back
 */
public record RegionOutage(int region, int failures, Optional<Duration> back) {

    /** Of each region that the history has operations of, by region number. Operations that ended before the fault are not looked at. */
    public static List<RegionOutage> since(Instant fault, History history) {
        return history.where(operation -> operation.end().isAfter(fault)).byRegion().entrySet().stream()
                .map(entry -> of(entry.getKey(), fault, entry.getValue()))
                .toList();
    }

    private static RegionOutage of(int region, Instant fault, List<Operation> operations) {
        int failures = Math.toIntExact(
                operations.stream().filter(operation -> !operation.succeeded()).count());
        Optional<Duration> puts = back(fault, operations, OperationKind.PUT);
        Optional<Duration> gets = back(fault, operations, OperationKind.GET);
        Optional<Duration> both = puts.flatMap(put -> gets.map(get -> put.compareTo(get) > 0 ? put : get));
        return new RegionOutage(region, failures, both);
    }

    private static Optional<Duration> back(Instant fault, List<Operation> operations, OperationKind kind) {
        List<Operation> ofKind = operations.stream()
                .filter(operation -> operation.kind() == kind)
                .toList();
        Optional<Instant> lastFailure = ofKind.stream()
                .filter(operation -> !operation.succeeded())
                .map(Operation::end)
                .max(Comparator.naturalOrder());
        if (lastFailure.isEmpty()) {
            return ofKind.isEmpty() ? Optional.empty() : Optional.of(Duration.ZERO);
        }
        return ofKind.stream()
                .filter(operation -> operation.succeeded() && operation.end().isAfter(lastFailure.get()))
                .map(Operation::end)
                .min(Comparator.naturalOrder())
                .map(end -> Duration.between(fault, end));
    }
}
