package org.hbaseha.monitor.verification;

import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * What a row is judged by.
 *
 * @param activeActive clients write to both clusters
 * @param families of the peer's table, by name
 */
public record JudgeRules(boolean activeActive, Map<String, FamilyRules> families) {

    public JudgeRules {
        families = Map.copyOf(families);
    }

    FamilyRules of(CellImage cell) {
        return families.getOrDefault(Bytes.toString(cell.family()), FamilyRules.UNKNOWN);
    }

    /** Whether the cell has expired by then. */
    boolean expires(CellImage cell, Instant then) {
        return of(cell).expires(cell.timestamp(), then);
    }
}
