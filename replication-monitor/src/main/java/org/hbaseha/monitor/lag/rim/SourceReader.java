package org.hbaseha.monitor.lag.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ServerMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.replication.ReplicationPeerDescription;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.lag.Observation;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/** What the source's master tells: servers and their reports, crash procedures, the state of a peer. Used by one thread. */
final class SourceReader {

    private final AsyncAdmin admin;
    private final MonotonicClock clock;
    private final Duration patience;

    SourceReader(AsyncAdmin admin, MonotonicClock clock, Duration patience) {
        this.admin = admin;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * @param infoPorts of servers that have a web page
     */
    record Servers(Observation.ServersSeen seen, Map<ServerName, Integer> infoPorts) {}

    Servers servers() throws IOException, InterruptedException {
        MonotonicInstant begun = clock.now();
        Map<ServerName, ServerMetrics> live = Cluster.answer(
                        admin.getClusterMetrics(EnumSet.of(ClusterMetrics.Option.LIVE_SERVERS)), patience)
                .getLiveServerMetrics();
        Map<ServerName, Integer> regions = regions(live);
        Map<ServerName, Observation.ServerReport> reports = new HashMap<>();
        Map<ServerName, Integer> infoPorts = new HashMap<>();
        live.forEach((server, metrics) -> {
            reports.put(
                    server,
                    new Observation.ServerReport(
                            metrics.getReportTimestamp(), regions.getOrDefault(server, 1), writes(metrics)));
            infoPorts.put(server, metrics.getInfoServerPort());
        });
        return new Servers(new Observation.ServersSeen(begun, clock.now(), reports), infoPorts);
    }

    /** Those that reported none are asked themselves, for a report is seconds old; one that does not answer may have some. */
    private Map<ServerName, Integer> regions(Map<ServerName, ServerMetrics> live) throws InterruptedException {
        Map<ServerName, CompletableFuture<List<RegionInfo>>> asked = new HashMap<>();
        Map<ServerName, Integer> regions = new HashMap<>();
        live.forEach((server, metrics) -> {
            if (metrics.getRegionMetrics().isEmpty()) {
                asked.put(server, admin.getRegions(server));
            } else {
                regions.put(server, metrics.getRegionMetrics().size());
            }
        });
        for (Map.Entry<ServerName, CompletableFuture<List<RegionInfo>>> each : asked.entrySet()) {
            try {
                regions.put(
                        each.getKey(), Cluster.answer(each.getValue(), patience).size());
            } catch (IOException e) {
                regions.put(each.getKey(), 1);
            }
        }
        return regions;
    }

    private static long writes(ServerMetrics metrics) {
        return metrics.getRegionMetrics().values().stream()
                .mapToLong(region -> region.getWriteRequestCount())
                .sum();
    }

    Observation.CrashesSeen crashes() throws IOException, InterruptedException {
        MonotonicInstant begun = clock.now();
        String procedures = Cluster.answer(admin.getProcedures(), patience);
        return new Observation.CrashesSeen(begun, clock.now(), CrashList.parse(procedures));
    }

    /** Empty where the source has no such peer. */
    Optional<Observation.PeerState> peer(String id) throws IOException, InterruptedException {
        List<ReplicationPeerDescription> peers =
                Cluster.answer(admin.listReplicationPeers(Pattern.compile(Pattern.quote(id))), patience);
        return peers.stream()
                .filter(peer -> peer.getPeerId().equals(id))
                .findFirst()
                .map(peer -> new Observation.PeerState(clock.now(), peer.isEnabled()));
    }
}
