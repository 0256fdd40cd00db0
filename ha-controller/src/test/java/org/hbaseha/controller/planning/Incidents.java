package org.hbaseha.controller.planning;

import static org.hbaseha.controller.detection.Facts.at;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.fencing.Epoch;

/** Incidents as tests begin with them. */
public final class Incidents {

    private Incidents() {}

    /** Of a registered server that fell silent at 100 ms and was found dead (class P) at 6,100 ms. */
    public static Incident silent(ServerName server, Epoch epoch) {
        return new Incident(
                "3-1",
                new Finding(
                        server,
                        Liveness.DEAD,
                        Optional.of(EvidenceClass.PAUSED),
                        "It is silent",
                        List.of("silent for 6000 ms"),
                        Optional.of(at(100))),
                epoch,
                true,
                at(6_100));
    }
}
