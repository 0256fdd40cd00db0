package org.hbaseha.controller.admin;

import java.util.stream.Collectors;
import org.hbaseha.controller.admin.cluster.ClusterPicture;
import org.hbaseha.controller.admin.outcome.ExitCode;
import org.hbaseha.controller.admin.outcome.Trouble;

/** What to say when nobody is there to be asked. */
final class Absence {

    private Absence() {}

    static Trouble ofControllers(ClusterPicture picture) {
        if (picture.controllers().isEmpty()) {
            return new Trouble(
                    ExitCode.UNHEALTHY,
                    "No controller is running for " + picture.hbaseParent() + " on " + picture.quorum(),
                    "start one with hbase-ha-daemon.sh start controller");
        }
        return new Trouble(
                ExitCode.UNHEALTHY,
                "No controller answers",
                picture.silent().stream()
                        .map(reply -> reply.name() + " " + reply.error())
                        .collect(Collectors.joining("; ")));
    }
}
