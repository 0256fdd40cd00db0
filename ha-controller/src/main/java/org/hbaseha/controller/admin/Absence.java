package org.hbaseha.controller.admin;

import java.util.stream.Collectors;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** What to say when nobody is there to be asked. */
final class Absence {

    private Absence() {}

    static Trouble ofLeader(ClusterSnapshot snapshot) {
        return snapshot.best().isEmpty()
                ? ofControllers(snapshot)
                : new Trouble(ExitCode.UNHEALTHY, "No controller leads", "hbase-ha status shows who answers");
    }

    static Trouble ofControllers(ClusterSnapshot snapshot) {
        if (snapshot.controllers().isEmpty()) {
            return new Trouble(
                    ExitCode.UNHEALTHY,
                    "No controller is running for " + snapshot.hbaseParent() + " on " + snapshot.quorum(),
                    "start one with hbase-ha-daemon.sh start controller");
        }
        return new Trouble(
                ExitCode.UNHEALTHY,
                "No controller answers",
                snapshot.silent().stream()
                        .map(reply -> reply.name() + " " + reply.error())
                        .collect(Collectors.joining("; ")));
    }
}
