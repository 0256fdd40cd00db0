package org.hbaseha.controller.admin.preflight;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.ServerMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.hbaseha.controller.admin.preflight.PreflightFacts.HBaseFacts;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerConfiguration;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;

/**
 * What HBase says of itself: the master's metrics, and for each process the configuration and Java version of its info server, where there is
 * one. Patient for seconds, not for the minutes of an ordinary client.
 */
final class HBaseSight {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Configuration configuration;
    private final ServerConfiguration local;
    private final InfoServer infoServer = new InfoServer();

    HBaseSight(Configuration configuration, ServerConfiguration local) {
        this.configuration = impatient(configuration);
        this.local = local;
    }

    private static Configuration impatient(Configuration ordinary) {
        Configuration impatient = new Configuration(ordinary);
        int millis = Math.toIntExact(PATIENCE.toMillis());
        impatient.setInt(HConstants.HBASE_CLIENT_RETRIES_NUMBER, 2);
        impatient.setInt(HConstants.HBASE_RPC_TIMEOUT_KEY, millis / 2);
        impatient.setInt(HConstants.HBASE_CLIENT_OPERATION_TIMEOUT, millis);
        impatient.setInt(HConstants.HBASE_CLIENT_META_OPERATION_TIMEOUT, millis);
        impatient.setInt("zookeeper.recovery.retry", 1);
        return impatient;
    }

    /** {@code version} tells a region server's version, which the master does not. */
    HBaseFacts look(Function<ServerName, Optional<String>> version) {
        try (Connection connection = ConnectionFactory.createConnection(configuration);
                Admin admin = connection.getAdmin()) {
            ClusterMetrics metrics = admin.getClusterMetrics(EnumSet.of(
                    ClusterMetrics.Option.MASTER,
                    ClusterMetrics.Option.MASTER_INFO_PORT,
                    ClusterMetrics.Option.HBASE_VERSION,
                    ClusterMetrics.Option.LIVE_SERVERS));
            return new HBaseFacts(master(metrics), regionServers(metrics, version), "");
        } catch (IOException e) {
            return new HBaseFacts(Optional.empty(), List.of(), "not answering (" + rootWords(e) + ")");
        }
    }

    private Optional<ServerFacts> master(ClusterMetrics metrics) {
        return Optional.ofNullable(metrics.getMasterName())
                .map(name -> new ServerFacts(
                        name,
                        Optional.ofNullable(metrics.getHBaseVersion()),
                        Set.of(),
                        0,
                        infoServer.jdk(name.getHostname(), metrics.getMasterInfoPort()),
                        infoServer
                                .configuration(name.getHostname(), metrics.getMasterInfoPort())
                                .orElse(local)));
    }

    private List<ServerFacts> regionServers(ClusterMetrics metrics, Function<ServerName, Optional<String>> version) {
        return metrics.getLiveServerMetrics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> regionServer(entry.getKey(), entry.getValue(), version.apply(entry.getKey())))
                .toList();
    }

    private ServerFacts regionServer(ServerName name, ServerMetrics metrics, Optional<String> version) {
        return new ServerFacts(
                name,
                version,
                metrics.getCoprocessorNames(),
                (int) metrics.getRegionMetrics().keySet().stream()
                        .filter(region -> !RegionInfo.getTable(region).isSystemTable())
                        .count(),
                infoServer.jdk(name.getHostname(), metrics.getInfoServerPort()),
                infoServer
                        .configuration(name.getHostname(), metrics.getInfoServerPort())
                        .orElse(local));
    }

    /** HBase's client says "Failed after attempts" and hides why at the bottom. */
    private static String rootWords(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage())
                .lines()
                .findFirst()
                .orElse(root.getClass().getSimpleName());
    }
}
