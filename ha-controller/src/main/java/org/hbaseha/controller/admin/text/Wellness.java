package org.hbaseha.controller.admin.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;

/** Whether a cluster is well, and if not, why, in sentences. What {@code status} turns into its exit code. A pause and shadow mode are what an
 * operator wanted, so they are shown and not complained of. Pure. */
public final class Wellness {

    /** Open for a moment whenever servers are started: no trouble, and over by itself. */
    private static final Set<String> PASSING = Set.of(BreakerName.START_UP.word(), BreakerName.ROLLING_RESTART.word());

    private Wellness() {}

    /** Empty when all is well. */
    public static List<String> complaints(ClusterSnapshot snapshot) {
        List<String> complaints = new ArrayList<>();
        if (snapshot.controllers().isEmpty()) {
            complaints.add("No controller is running: start one with hbase-ha-daemon.sh start controller");
            return complaints;
        }
        snapshot.silent().forEach(reply -> complaints.add("Controller " + reply.name() + " " + reply.error()));
        if (snapshot.leader().isEmpty()) {
            complaints.add("No controller leads");
        }
        snapshot.best().flatMap(Reply::value).ifPresent(view -> complaints.addAll(complaints(view)));
        return complaints;
    }

    private static List<String> complaints(ControllerView view) {
        List<String> complaints = new ArrayList<>();
        if (!view.zooKeeperConnected()) {
            complaints.add("The controller has lost ZooKeeper");
        }
        if (!view.modeRefusal().isEmpty()) {
            complaints.add("The mode that is wanted does not count: " + view.modeRefusal());
        }
        if (view.master().isEmpty()) {
            complaints.add("HBase has no active master");
        }
        view.plans().stream()
                .filter(plan ->
                        plan.standing().equals("WAITS") || plan.standing().equals("STALE"))
                .forEach(plan -> complaints.add("Plan " + plan.id() + " waits for a person: hbase-ha plans"));
        view.breakers().stream()
                .filter(breaker -> breaker.open() && !PASSING.contains(breaker.name()))
                .forEach(breaker -> complaints.add("Breaker " + breaker.name() + " is open: " + breaker.sentence()));
        view.servers().stream()
                .filter(server -> !server.liveness().equals("ALIVE") && !isDealtWith(server, view))
                .forEach(server -> complaints.add(Names.shortName(server.server()) + " is " + server.liveness()
                        + ": hbase-ha why " + Names.shortName(server.server())));
        view.servers().stream()
                .filter(server -> server.liveness().equals("ALIVE") && !server.agent())
                .forEach(server ->
                        complaints.add(Names.shortName(server.server()) + " has no agent: hbase-ha deploy --check"));
        return complaints;
    }

    /** Dead, and HBase has removed it: the cluster is whole again without it. */
    private static boolean isDealtWith(ServerView server, ControllerView view) {
        return server.liveness().equals("DEAD")
                && !server.registered()
                && view.openIncidents().stream()
                        .noneMatch(incident -> incident.server().equals(server.server()));
    }
}
