package org.hbaseha.monitor.view;

import java.util.List;
import org.hbaseha.monitor.lag.report.LagView;
import org.jspecify.annotations.Nullable;

/**
 * One replication peer of this cluster. Where another monitor does the work, {@code tables} is empty: ask that one.
 *
 * @param worker the id of the monitor that verifies this pair now; null where none does
 * @param lag null before the first look
 * @param tables in the order of their names
 * @param notes what limits what is known, a sentence each
 */
public record PairView(
        String peer, @Nullable String worker, @Nullable LagView lag, List<TableView> tables, List<String> notes) {

    public PairView {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }
}
