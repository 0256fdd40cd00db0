package org.hbaseha.controller.admin;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.text.ServerChoice;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** The leader's plans, and which of them an operator means. */
record LedPlans(List<PlanView> plans) {

    /** Throws {@link Trouble} when nobody leads: plans are the leader's. */
    static LedPlans of(ClusterSnapshot snapshot) {
        if (snapshot.best().isEmpty()) {
            throw Absence.ofControllers(snapshot);
        }
        return snapshot.leader()
                .flatMap(Reply::value)
                .map(ControllerView::plans)
                .map(LedPlans::new)
                .orElseThrow(() -> new Trouble(
                        ExitCode.UNHEALTHY, "No controller leads, so there are no plans", "look with hbase-ha status"));
    }

    /** By the plan's id, its incident's, or its server. */
    PlanView choose(String wanted) {
        return plans.stream()
                .filter(plan -> plan.id().equals(wanted) || plan.incident().equals(wanted))
                .findFirst()
                .orElseGet(() -> byServer(wanted));
    }

    private PlanView byServer(String wanted) {
        Map<ServerName, PlanView> byServer = plans.stream()
                .collect(Collectors.toMap(plan -> ServerName.valueOf(plan.server()), Function.identity(), (a, b) -> b));
        ServerChoice choice = ServerChoice.of(wanted, byServer.keySet());
        PlanView found = choice instanceof ServerChoice.Found one ? byServer.get(one.server()) : null;
        if (found == null) {
            throw new Trouble(
                    ExitCode.USAGE,
                    choice instanceof ServerChoice.Several
                            ? "Several plans are meant by " + wanted
                            : "No plan is called " + wanted + ", nor is there one about such a server",
                    plans.isEmpty()
                            ? "no plan waits"
                            : "say which: " + plans.stream().map(PlanView::id).collect(Collectors.joining(", ")));
        }
        return found;
    }
}
