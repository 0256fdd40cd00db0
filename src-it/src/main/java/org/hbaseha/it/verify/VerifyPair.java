package org.hbaseha.it.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.hbaseha.it.cluster.LocalPair;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.it.cluster.ProcessMeter;
import org.hbaseha.it.cluster.SiteSpec;
import org.hbaseha.it.verify.checker.CheckerProcess;
import org.hbaseha.it.verify.checker.SiteAddress;
import org.hbaseha.it.verify.content.Side;
import org.hbaseha.it.verify.content.TableContent;
import org.hbaseha.monitor.verification.RowKey;

/** Two sites with the table that is compared, and a connection to each; the source ships to the peer. Closing ends both. One thread. */
final class VerifyPair implements AutoCloseable {

    static final TableName TABLE = TableName.valueOf("verified");
    static final int REGION_SERVERS = 2;

    /** Region servers as they run in production; in the small they read with the first compiler only. */
    private static final String[] AS_DEPLOYED = {"-Xmx1g", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=4"
    };

    private final LocalPair pair;
    private final Connection source;
    private final Connection peer;

    private VerifyPair(LocalPair pair, Connection source, Connection peer) {
        this.pair = pair;
        this.source = source;
        this.peer = peer;
    }

    static VerifyPair start(Consumer<String> progress) throws IOException, InterruptedException {
        SiteSpec spec = SiteSpec.named("verify-source")
                .regionServers(REGION_SERVERS)
                .dataNodes(1)
                .balancer(false)
                .regionServerFlags(AS_DEPLOYED)
                .hbaseSite(
                        "hbase.coprocessor.user.region.classes",
                        "org.hbaseha.digest.region.DigestEndpoint,org.hbaseha.digest.region.DirtyRangeObserver")
                // An idle source sleeps longer and longer otherwise, and the benchmark would wait for it.
                .hbaseSite("replication.source.sleepforretries", "100")
                .hbaseSite("replication.source.maxretriesmultiplier", "10")
                .hbaseSite("replication.source.socketTimeoutMultiplier", "300")
                .build();
        SiteSpec other = spec.toBuilder().name("verify-peer").build();
        LocalPair started = LocalPair.startOneWay(spec, other, progress);
        List<Connection> connections = new ArrayList<>();
        try {
            for (LocalSite site : List.of(started.a(), started.b())) {
                connections.add(ConnectionFactory.createConnection(site.clientConfiguration()));
            }
            return new VerifyPair(started, connections.get(0), connections.get(1));
        } finally {
            if (connections.size() < 2) {
                started.close();
            }
        }
    }

    void createTable(TableContent content) throws IOException {
        byte[][] splits = content.splits().stream().map(RowKey::bytes).toArray(byte[][]::new);
        pair.createReplicatedTable(TABLE, List.of(TableContent.FAMILY), splits);
    }

    Connection connection(Side side) {
        return switch (side) {
            case SOURCE -> source;
            case PEER -> peer;
        };
    }

    private LocalSite site(Side side) {
        return switch (side) {
            case SOURCE -> pair.a();
            case PEER -> pair.b();
        };
    }

    /** Runs beside the source. */
    CheckerProcess startChecker(Duration settle) throws IOException {
        return CheckerProcess.start(
                pair.a(),
                new CheckerProcess.Request(TABLE.getNameAsString(), address(Side.SOURCE), address(Side.PEER), settle));
    }

    private SiteAddress address(Side side) throws IOException {
        String quorum = site(side).zooKeeperQuorum();
        try (Admin admin = connection(side).getAdmin()) {
            ClusterMetrics metrics = admin.getClusterMetrics(
                    EnumSet.of(ClusterMetrics.Option.MASTER, ClusterMetrics.Option.LIVE_SERVERS));
            List<Integer> ports = Stream.concat(
                            Stream.of(metrics.getMasterName()), metrics.getLiveServerMetrics().keySet().stream())
                    .map(ServerName::getPort)
                    .toList();
            return new SiteAddress(Integer.parseInt(quorum.substring(quorum.lastIndexOf(':') + 1)), ports);
        }
    }

    /** Since the processes began. */
    ProcessorTimes processorTimes(CheckerProcess checker) throws IOException {
        Duration servers = Duration.ZERO;
        Duration client = Duration.ZERO;
        for (Side side : Side.values()) {
            for (LocalProcess process : site(side).processes()) {
                Duration used = new ProcessMeter(process.pid()).processorTime();
                if (process.pid() == checker.pid()) {
                    client = used;
                } else {
                    servers = servers.plus(used);
                }
            }
        }
        return new ProcessorTimes(servers, client);
    }

    /** Leaves the logs of both on the disk; returns where. */
    List<String> keepLogs() {
        return Stream.of(Side.values())
                .map(this::site)
                .map(site -> {
                    site.keepLogs();
                    return site.logs().toString();
                })
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            source.close();
        } finally {
            try {
                peer.close();
            } finally {
                pair.close();
            }
        }
    }
}
