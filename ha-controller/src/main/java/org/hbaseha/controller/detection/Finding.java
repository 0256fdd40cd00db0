package org.hbaseha.controller.detection;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/**
 * What the detector says of one server at one instant: a decision with its reason, from which log line, metric and audit record are derived.
 *
 * @param firstEvidence when the first evidence was missing or contrary; empty while nothing is wrong
 */
public record Finding(
        ServerName server,
        Liveness liveness,
        Optional<EvidenceClass> evidenceClass,
        String sentence,
        List<String> evidence,
        Optional<MonotonicInstant> firstEvidence) {

    public Finding {
        evidence = List.copyOf(evidence);
    }

    static Finding alive(ServerName server, String sentence) {
        return new Finding(server, Liveness.ALIVE, Optional.empty(), sentence, List.of(), Optional.empty());
    }

    /** Silent for so long that it would be suspected by anybody with less doubt of himself; it is asked already. */
    static Finding doubtful(ServerName server, String sentence, MonotonicInstant firstEvidence) {
        return new Finding(server, Liveness.ALIVE, Optional.empty(), sentence, List.of(), Optional.of(firstEvidence));
    }

    /** Suspected until now, and not calm yet. */
    Finding settling(String why) {
        return new Finding(server, Liveness.SUSPECT, Optional.empty(), why, evidence, firstEvidence);
    }

    static Finding unknown(ServerName server, String sentence) {
        return new Finding(server, Liveness.UNKNOWN, Optional.empty(), sentence, List.of(), Optional.empty());
    }

    /** Probes are wanted while a server is silent or its stream closed, and while it is dead but might still show signs of life. */
    public boolean wantsProbes() {
        return liveness == Liveness.DEAD || firstEvidence.isPresent();
    }
}
