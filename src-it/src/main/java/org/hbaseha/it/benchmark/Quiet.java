package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.workload.Operation;

/** A time in which no region server is hurt, so that nobody should notice anything: who did nevertheless. One thread. */
final class Quiet {

    private final Watchers watchers;
    private final Instant from;
    private final List<ServerName> servers;
    private final Set<ServerName> incidentsBefore;

    private Quiet(Watchers watchers, Instant from, List<ServerName> servers, Set<ServerName> incidentsBefore) {
        this.incidentsBefore = incidentsBefore;
        this.watchers = watchers;
        this.from = from;
        this.servers = servers;
    }

    /** Begins now, with the servers that are live now. */
    static Quiet begin(Watchers watchers) throws IOException {
        List<ServerName> servers = watchers.site().liveServers();
        return new Quiet(
                watchers,
                watchers.site().clock().instant(),
                servers,
                servers.stream().filter(server -> hasIncident(watchers, server)).collect(Collectors.toSet()));
    }

    private static boolean hasIncident(Watchers watchers, ServerName server) {
        return watchers.controllers()
                .flatMap(controllers -> controllers.incident(server))
                .isPresent();
    }

    List<ServerName> servers() {
        return servers;
    }

    /** What was noticed until now; operations that failed are told one by one, with how busy the machine was. */
    Map<Metric, Long> end(Consumer<String> progress) throws IOException {
        List<Operation> failed = Stream.of(watchers.probe(), watchers.application())
                .flatMap(client -> client.since(from).operations().stream())
                .filter(operation -> !operation.succeeded())
                .toList();
        failed.forEach(operation -> progress.accept(operation.kind() + " of region " + operation.region()
                + " failed after " + operation.took().toMillis() + " ms; the load is "
                + MachineFacts.read().load()));
        List<ServerName> live = watchers.site().liveServers();
        long disturbed = servers.stream()
                .filter(server -> !live.contains(server)
                        || watchers.deaths().deathOf(server).isPresent()
                        || (hasIncident(watchers, server) && !incidentsBefore.contains(server)))
                .count();
        return Map.of(Metric.FAILED_OPERATIONS, (long) failed.size(), Metric.DISTURBED_SERVERS, disturbed);
    }
}
