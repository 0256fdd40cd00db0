package org.hbaseha.controller.admin.preflight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hbaseha.controller.admin.deploy.AgentClasses;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;

/**
 * Whether our coprocessors are loaded. Of the agent only the controllers know: the coprocessors that the master tells of are those of regions
 * and WALs (HBase 2.6.1, {@code HRegionServer.buildServerLoad}). Why one is missing shows in the server's own configuration. Pure.
 */
final class AgentChecks {

    private static final String REMEDY = ": name it in " + AgentClasses.REGION_KEY + " (hbase-ha deploy), then restart";

    private AgentChecks() {}

    static List<PreflightCheck> all() {
        return List.of(AgentChecks::agents, AgentChecks::writeObservers, AgentChecks::gates);
    }

    static List<Finding> agents(PreflightFacts facts) {
        if (facts.controllers().live() == 0) {
            return List.of(Finding.warn(
                    "agents", "could not be seen", "on all servers", "no controller runs that they could report to"));
        }
        List<ServerFacts> missing = facts.hbase().regionServers().stream()
                .filter(server -> !facts.controllers().agents().contains(server.name()))
                .toList();
        if (missing.isEmpty()) {
            int all = facts.hbase().regionServers().size();
            return List.of(Finding.ok("agents", "live on " + all + " of " + all, ""));
        }
        List<ServerFacts> notNamed = missing.stream()
                .filter(server ->
                        server.configuration().own() && !names(server, AgentClasses.AGENT_KEY, AgentClasses.AGENT))
                .toList();
        List<ServerFacts> other =
                missing.stream().filter(server -> !notNamed.contains(server)).toList();
        List<Finding> findings = new ArrayList<>();
        if (!notNamed.isEmpty()) {
            findings.add(missing(
                    notNamed,
                    AgentClasses.AGENT_KEY + " does not name it: hbase-ha deploy, then restart these servers"));
        }
        if (!other.isEmpty()) {
            findings.add(
                    missing(
                            other,
                            "stock detection only: is the jar there, was the server restarted? Its log says why an agent did not start"));
        }
        return findings;
    }

    private static Finding missing(List<ServerFacts> servers, String reason) {
        return Finding.fail("agents", "none on " + ServerList.of(servers), AgentClasses.AGENT, reason);
    }

    static List<Finding> writeObservers(PreflightFacts facts) {
        return observers(
                facts,
                "write age observer",
                AgentClasses.WRITE_AGE,
                without -> Finding.warn(
                        "write age observer",
                        without,
                        AgentClasses.WRITE_AGE,
                        "beats do not tell the age of the oldest unfinished write" + REMEDY));
    }

    /** Without the hooks that refuse, no lease holds: a mode that arms it would promise what nobody keeps. */
    static List<Finding> gates(PreflightFacts facts) {
        return observers(
                facts,
                "lease gate",
                AgentClasses.GATE,
                without -> Finding.forbid(
                        "lease gate",
                        without,
                        AgentClasses.GATE,
                        "a server that was frozen and expired would answer with old data once it is woken" + REMEDY));
    }

    private static List<Finding> observers(
            PreflightFacts facts, String check, String className, Function<String, Finding> finding) {
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        List<ServerFacts> serving = facts.hbase().regionServers().stream()
                .filter(server -> server.userRegions() > 0)
                .toList();
        List<ServerFacts> missing = serving.stream()
                .filter(server -> !server.coprocessors().contains(simpleName))
                .toList();
        return missing.isEmpty()
                ? List.of(Finding.ok(
                        check, "loaded on " + serving.size() + " of " + serving.size() + " with user regions", ""))
                : List.of(finding.apply("none on " + ServerList.of(missing)));
    }

    private static boolean names(ServerFacts server, String key, String className) {
        return server.configuration().get(key).stream()
                .flatMap(classes -> Arrays.stream(classes.split(",")))
                .map(String::strip)
                .anyMatch(entry -> entry.equals(className) || entry.startsWith(className + "|"));
    }
}
