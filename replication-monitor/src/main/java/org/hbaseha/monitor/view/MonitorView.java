package org.hbaseha.monitor.view;

import java.time.Instant;
import java.util.List;

/**
 * All that one monitor knows at one moment. Spans are in milliseconds, instants ISO-8601.
 *
 * @param monitor its id, as it is known to the other monitors
 * @param pairs one for each replication peer of this cluster, in the order of their ids
 */
public record MonitorView(String monitor, Instant at, List<PairView> pairs) {

    public MonitorView {
        pairs = List.copyOf(pairs);
    }
}
