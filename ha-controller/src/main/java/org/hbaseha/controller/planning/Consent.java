package org.hbaseha.controller.planning;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation.OrderSeen;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.time.MonotonicInstant;

/** What a person has said about expiring a server as things stand now. Pure. */
public sealed interface Consent {

    /** Nothing that counts. */
    record None() implements Consent {}

    record Approved(OrderRecord order) implements Consent {}

    record Rejected(OrderRecord order) implements Consent {}

    /** Approved when the state was another: the approval does not count. */
    record Stale(OrderRecord order) implements Consent {}

    /** Of the orders about {@code server} the last one counts; an approval no longer than it is good, a rejection only in its own state. */
    static Consent of(Collection<OrderSeen> orders, ServerName server, String hash, MonotonicInstant now) {
        Optional<OrderSeen> last = orders.stream()
                .filter(seen -> seen.record().server().equals(server))
                .max(Comparator.comparingLong(OrderSeen::zxid));
        if (last.isEmpty()) {
            return new None();
        }
        OrderRecord order = last.get().record();
        boolean same = order.hash().equals(hash);
        return switch (order.word()) {
            case REJECT -> same ? new Rejected(order) : new None();
            case APPROVE -> {
                if (!now.isBefore(last.get().end())) {
                    yield new None();
                }
                yield same ? new Approved(order) : new Stale(order);
            }
        };
    }
}
