package org.hbaseha.controller.admin.preflight;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.ServerMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
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

    HBaseFacts look() {
        try (Connection connection = ConnectionFactory.createConnection(configuration);
                Admin admin = connection.getAdmin()) {
            ClusterMetrics metrics = admin.getClusterMetrics(EnumSet.of(
                    ClusterMetrics.Option.MASTER,
                    ClusterMetrics.Option.MASTER_INFO_PORT,
                    ClusterMetrics.Option.HBASE_VERSION,
                    ClusterMetrics.Option.LIVE_SERVERS));
            return new HBaseFacts(master(metrics), regionServers(metrics), "");
        } catch (IOException e) {
            return new HBaseFacts(Optional.empty(), List.of(), "does not answer (" + firstLine(e) + ")");
        }
    }

    private Optional<ServerFacts> master(ClusterMetrics metrics) {
        return Optional.ofNullable(metrics.getMasterName())
                .map(name -> facts(
                        name,
                        String.valueOf(metrics.getHBaseVersion()),
                        metrics.getMasterInfoPort(),
                        Optional.empty()));
    }

    private List<ServerFacts> regionServers(ClusterMetrics metrics) {
        return metrics.getLiveServerMetrics().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(entry -> facts(
                        entry.getKey(),
                        entry.getValue().getVersion(),
                        entry.getValue().getInfoServerPort(),
                        Optional.of(entry.getValue())))
                .toList();
    }

    private ServerFacts facts(ServerName name, String version, int infoPort, Optional<ServerMetrics> metrics) {
        return new ServerFacts(
                name,
                version,
                metrics.map(ServerMetrics::getCoprocessorNames).orElse(java.util.Set.of()),
                metrics.map(server -> server.getRegionMetrics().size()).orElse(0),
                infoServer.jdk(name.getHostname(), infoPort),
                infoServer.configuration(name.getHostname(), infoPort).orElse(local));
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
