package org.hbaseha.it.verify.content;

import java.util.Set;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;

/**
 * A row that a tool says differs.
 *
 * @param classes what it calls the differences; empty for a tool that has no classes of ours
 */
public record Found(RowKey row, Set<Divergence> classes) {

    public Found {
        classes = Set.copyOf(classes);
    }
}
