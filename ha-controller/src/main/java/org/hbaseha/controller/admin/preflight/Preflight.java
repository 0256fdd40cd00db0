package org.hbaseha.controller.admin.preflight;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;

/** All checks, in the order in which an operator works through them. Pure. */
public final class Preflight {

    private static final List<PreflightCheck> CHECKS = Stream.of(
                    ClusterChecks.all(),
                    AgentChecks.all(),
                    GateChecks.all(),
                    HookChecks.all(),
                    TimingChecks.all(),
                    FileSystemChecks.all(),
                    List.<PreflightCheck>of(Preflight::whereSettingsWereRead),
                    HBaseRules.all(),
                    RecoveryRules.all())
            .flatMap(List::stream)
            .toList();

    private Preflight() {}

    public static List<Finding> findings(PreflightFacts facts) {
        return CHECKS.stream().flatMap(check -> check.findings(facts).stream()).toList();
    }

    /** What {@code mode automatic} asks before it obeys: the findings that forbid it. */
    public static List<Finding> obstacles(PreflightFacts facts) {
        return findings(facts).stream().filter(Finding::forbidsAutomatic).toList();
    }

    /** What a controller asks whose configured mode is automatic. */
    public static PreflightAnswer answer(PreflightFacts facts) {
        Map<Boolean, List<Finding>> byNotSeen =
                obstacles(facts).stream().collect(Collectors.partitioningBy(Finding::notSeen));
        List<Finding> seen = byNotSeen.getOrDefault(false, List.of());
        List<Finding> notSeen = byNotSeen.getOrDefault(true, List.of());
        if (!seen.isEmpty()) {
            return new PreflightAnswer.Forbidden(sentence(seen));
        }
        return notSeen.isEmpty() ? new PreflightAnswer.Passed() : new PreflightAnswer.NotSeen(sentence(notSeen));
    }

    private static String sentence(List<Finding> obstacles) {
        Finding first = obstacles.get(0);
        return first.setting() + " is " + first.found() + ": " + first.reason()
                + (obstacles.size() == 1 ? "" : " (and " + (obstacles.size() - 1) + " more)")
                + "; hbase-ha preflight shows all";
    }

    /** Says how far the findings about settings can be trusted. */
    private static List<Finding> whereSettingsWereRead(PreflightFacts facts) {
        List<ServerFacts> servers = Stream.concat(
                        facts.hbase().master().stream(), facts.hbase().regionServers().stream())
                .toList();
        List<ServerFacts> silent =
                servers.stream().filter(server -> !server.configuration().own()).toList();
        if (!servers.isEmpty() && silent.isEmpty()) {
            return List.of(Finding.ok("settings below", "read from each process, /conf", ""));
        }
        return List.of(Finding.warn(
                "settings below",
                "by guess" + (silent.isEmpty() ? "" : " for " + ServerList.of(silent)),
                "seen",
                "/conf of their info port does not answer here, so what this machine's hbase-site.xml says, and HBase's"
                        + " defaults, stand in: run it where the info ports can be reached"));
    }
}
