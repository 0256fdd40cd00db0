package org.hbaseha.controller.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.time.MonotonicInstant;

/**
 * What would be done about a server if a person said yes.
 *
 * @param id for people: the incident and how many plans it has had
 * @param hash the state it is made from, see {@link StateHash}
 * @param leased whether its gate rests on a lease, so that it answers no more when it wakes up
 * @param regions how many it hosted when it beat last: they are unavailable until HBase has opened them elsewhere
 */
public record Plan(
        String id,
        String incident,
        ServerName server,
        EvidenceClass evidenceClass,
        boolean leased,
        OptionalInt regions,
        String hash,
        MonotonicInstant madeAt,
        MonotonicInstant expires) {

    /** In the order in which they would be taken. */
    public List<String> steps() {
        List<String> steps = new ArrayList<>();
        steps.add("write the EXPIRE record of this incarnation, which cannot be taken back");
        if (evidenceClass != EvidenceClass.CONCLUSIVE) {
            steps.add(
                    leased
                            ? "wait until a majority of the controllers has let its lease run out"
                            : "wait for nothing: no lease gate is armed, so that the server may answer with old data if it wakes up");
        }
        steps.add("delete its znode, on which the HBase master recovers its regions");
        steps.add("ask the master for the crash procedure if none shows");
        return List.copyOf(steps);
    }

    public boolean isOver(MonotonicInstant now) {
        return !now.isBefore(expires);
    }
}
