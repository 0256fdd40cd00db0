package org.hbaseha.controller.planning;

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
 * @param regions how many it hosted when it beat last: they are unavailable until HBase has opened them elsewhere
 */
public record Plan(
        String id,
        String incident,
        ServerName server,
        EvidenceClass evidenceClass,
        OptionalInt regions,
        String hash,
        MonotonicInstant madeAt,
        MonotonicInstant expires) {

    /** In the order in which they would be taken. */
    public List<String> steps() {
        return List.of(
                "write the EXPIRE record of this incarnation, which cannot be taken back",
                "delete its znode, on which the HBase master recovers its regions",
                "ask the master for the crash procedure if none shows");
    }

    public boolean isOver(MonotonicInstant now) {
        return !now.isBefore(expires);
    }
}
