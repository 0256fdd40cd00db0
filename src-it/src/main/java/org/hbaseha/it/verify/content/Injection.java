package org.hbaseha.it.verify.content;

import java.util.List;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.RowKey;

/**
 * One difference that is put in, in a row of its own.
 *
 * @param added the cells of a row that is added; empty where a row of the content is damaged, whose cells are whatever they are by then
 */
public record Injection(InjectionKind kind, RowKey row, List<CellImage> added) {

    public Injection {
        added = List.copyOf(added);
        if (added.isEmpty() != kind.needsRow()) {
            throw new IllegalArgumentException("A row is damaged or added, not both kind=" + kind + " row=" + row);
        }
    }
}
