package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.report.Metric;

/**
 * What the lease gates of servers refuse that are not hurt themselves, whatever becomes of others and of the controllers: nothing, if all is well. The
 * servers count, and tell in each beat, so that nothing is missed while no controller runs. One thread.
 */
final class GateRefusals {

    private static final Duration HEARD_AGAIN = Duration.ofSeconds(30);

    private final Controllers controllers;
    private final List<String> servers;
    private final Map<String, Long> before;

    private GateRefusals(Controllers controllers, List<String> servers, Map<String, Long> before) {
        this.controllers = controllers;
        this.servers = servers;
        this.before = before;
    }

    /** Begins now. */
    static GateRefusals begin(Controllers controllers, List<ServerName> servers) {
        return new GateRefusals(
                controllers, servers.stream().map(ServerName::getServerName).toList(), controllers.gateRefusals());
    }

    /** Requests refused until now; waits until all servers are heard again, and is empty when they are not. */
    Map<Metric, Long> end() throws InterruptedException {
        Map<String, Long> now = new HashMap<>();
        boolean allTold = Awaited.within(HEARD_AGAIN, () -> {
            now.putAll(controllers.gateRefusals());
            return now.keySet().containsAll(servers);
        });
        if (!allTold) {
            return Map.of();
        }
        long refused = servers.stream()
                .mapToLong(server -> now.getOrDefault(server, 0L) - before.getOrDefault(server, 0L))
                .sum();
        return Map.of(Metric.GATE_REFUSALS, refused);
    }
}
