package org.hbaseha.monitor.repair;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.RowKey;

/**
 * What a repair goes by.
 *
 * @param activeActive clients write to both clusters
 * @param authority the side that is right, where somebody said so; else the source, unless clients write to both
 * @param conflicts the side that is right where both have the same timestamp and other values, and clients write to both; nobody is unless it is said
 * @param rows the side that is right about single rows, whatever else is said
 * @param restamp a cell that a marker hides may be written anew, with the timestamp {@code stamp}, on both sides
 * @param stamp also the moment by which cells count as expired
 * @param source the source's families, by name
 * @param peer the peer's
 */
public record RepairRules(
        boolean activeActive,
        Optional<Side> authority,
        Optional<Side> conflicts,
        Map<RowKey, Side> rows,
        boolean restamp,
        Instant stamp,
        Map<String, FamilyTraits> source,
        Map<String, FamilyTraits> peer) {

    public RepairRules {
        rows = Map.copyOf(rows);
        source = Map.copyOf(source);
        peer = Map.copyOf(peer);
    }

    /** The side that is right about such a difference; empty where nobody said so and it cannot be known. */
    Optional<Side> rightAbout(RowKey row, Divergence divergence) {
        Optional<Side> ofRow = Optional.ofNullable(rows.get(row));
        if (ofRow.isPresent()) {
            return ofRow;
        }
        if (divergence == Divergence.CONFLICT) {
            return conflicts;
        }
        return authority.isPresent() || activeActive ? authority : Optional.of(Side.SOURCE);
    }

    FamilyTraits of(Side side, CellImage cell) {
        Map<String, FamilyTraits> families = side == Side.SOURCE ? source : peer;
        return families.getOrDefault(Bytes.toString(cell.family()), FamilyTraits.UNKNOWN);
    }

    /** By which differences are judged when {@code target} is the one that is wrong. */
    JudgeRules judging(Side target) {
        return new JudgeRules(false, families(target));
    }

    /** That side's families, by name. */
    public Map<String, FamilyRules> families(Side side) {
        Map<String, FamilyTraits> traits = side == Side.SOURCE ? source : peer;
        return traits.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, family -> family.getValue()
                .rules()));
    }
}
