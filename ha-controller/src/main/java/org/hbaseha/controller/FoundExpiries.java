package org.hbaseha.controller;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.layout.ExpireRecord;

/**
 * The EXPIRE records that there were when a leadership began. EXPIRE is irrevocable: what a predecessor left is carried out, whatever its server
 * looks like now. Immutable and pure.
 */
final class FoundExpiries {

    private final Map<ServerName, ExpireRecord> records = new LinkedHashMap<>();

    FoundExpiries(List<Observation.GateEntry> gate) {
        gate.forEach(entry -> records.put(entry.server(), entry.record()));
    }

    /** The verdicts of their writers, in the order in which they were found. {@code wanted}: servers about which something is left to do. */
    List<Finding> unfinished(Predicate<ServerName> wanted) {
        return records.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Finding finding(ServerName server, ExpireRecord record) {
        return new Finding(
                server,
                Liveness.DEAD,
                Optional.of(evidenceClass(record)),
                "Leader " + record.leader() + " decided to expire it and did not finish: " + record.reason(),
                List.of("EXPIRE record of epoch " + record.epoch()),
                Optional.empty());
    }

    /** What its writer knew then; of a record that does not say, the class that asks for the most patience. */
    private static EvidenceClass evidenceClass(ExpireRecord record) {
        return Stream.of(EvidenceClass.values())
                .filter(known -> known.letter().equals(record.evidenceClass()))
                .findFirst()
                .orElse(EvidenceClass.PAUSED);
    }

    /** Says that there is a record for this server; empty when there is none. */
    Optional<String> text(ServerName server) {
        return Optional.ofNullable(records.get(server)).map(record -> "found, written in epoch " + record.epoch());
    }
}
