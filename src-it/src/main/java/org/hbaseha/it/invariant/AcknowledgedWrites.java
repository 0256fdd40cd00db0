package org.hbaseha.it.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hbaseha.it.workload.FinalContents;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Operation;
import org.hbaseha.it.workload.OperationKind;

/**
 * No acknowledged write may be missing in the end. Each put that was answered is looked up by itself; puts without an answer may be there or
 * not.
 */
public final class AcknowledgedWrites {

    public static final String NAME = "acknowledged-writes-lost";

    private AcknowledgedWrites() {}

    public static InvariantResult judge(History history, FinalContents contents) {
        long checked = 0;
        long lost = 0;
        List<Integer> unread = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        for (Map.Entry<Integer, List<Operation>> region : history.byRegion().entrySet()) {
            Set<Long> present = contents.numbers().get(region.getKey());
            if (present == null) {
                unread.add(region.getKey());
                continue;
            }
            for (Operation operation : region.getValue()) {
                if (operation.kind() != OperationKind.PUT || !operation.succeeded()) {
                    continue;
                }
                checked++;
                if (!present.contains(operation.value())) {
                    lost++;
                    if (examples.size() < InvariantResult.MOST_EXAMPLES) {
                        examples.add("write " + operation.value() + " of region " + operation.region()
                                + " was acknowledged at " + operation.end() + " and is missing");
                    }
                }
            }
        }
        return new InvariantResult(
                NAME,
                InvariantResult.verdictOf(checked, lost, unread.isEmpty()),
                checked,
                lost,
                sentence(checked, lost, unread),
                examples);
    }

    private static String sentence(long checked, long lost, List<Integer> unread) {
        if (lost > 0) {
            return "acknowledged writes are missing";
        }
        if (!unread.isEmpty()) {
            return "these regions could not be read: " + unread;
        }
        return checked == 0 ? "no write was acknowledged" : "every acknowledged write was found";
    }
}
