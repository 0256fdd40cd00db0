package org.hbaseha.monitor.lag.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.admin.monitors.OwnLagLook;
import org.hbaseha.monitor.admin.monitors.Site;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.lag.report.LagText;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.outcome.Trouble;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** A pair with stock markers each second: what the watch says of it, against what a client measures. One cluster pair for all, the death of a server last. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class LagWatchIT {

    private static final HBaseTestingUtility SOURCE = new HBaseTestingUtility(source());
    private static final HBaseTestingUtility PEER = new HBaseTestingUtility(peer());
    private static final TableName TABLE = TableName.valueOf("t");
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final String ID = "dr";
    private static final Duration LONG = Duration.ofSeconds(90);

    private static AsyncConnection sourceCluster;
    private static AsyncConnection peerCluster;

    private LagWatch watch;

    private static Configuration source() {
        Configuration source = HBaseConfiguration.create();
        source.setBoolean("hbase.regionserver.replication.marker.enabled", true);
        source.setInt("hbase.regionserver.replication.marker.chore.duration", 1_000);
        source.set(HConstants.ZOOKEEPER_ZNODE_PARENT, "/source");
        source.setInt("hbase.regionserver.info.port", 0);
        return source;
    }

    private static Configuration peer() {
        Configuration peer = HBaseConfiguration.create();
        peer.setBoolean("hbase.regionserver.replication.sink.tracker.enabled", true);
        peer.set(HConstants.ZOOKEEPER_ZNODE_PARENT, "/peer");
        return peer;
    }

    @BeforeClass
    public static void start() throws Exception {
        SOURCE.startMiniZKCluster();
        PEER.setZkCluster(SOURCE.getZkCluster());
        SOURCE.startMiniCluster(2);
        PEER.startMiniCluster(1);
        for (HBaseTestingUtility side : List.of(SOURCE, PEER)) {
            try (Admin admin = side.getConnection().getAdmin()) {
                admin.createTable(TableDescriptorBuilder.newBuilder(TABLE)
                        .setColumnFamily(ColumnFamilyDescriptorBuilder.newBuilder(FAMILY)
                                .setScope(HConstants.REPLICATION_SCOPE_GLOBAL)
                                .build())
                        .build());
            }
        }
        try (Admin admin = SOURCE.getConnection().getAdmin()) {
            admin.addReplicationPeer(
                    ID,
                    ReplicationPeerConfig.newBuilder()
                            .setClusterKey(PEER.getClusterKey())
                            .build());
        }
        sourceCluster = ConnectionFactory.createAsyncConnection(SOURCE.getConfiguration())
                .get(60, TimeUnit.SECONDS);
        peerCluster =
                ConnectionFactory.createAsyncConnection(PEER.getConfiguration()).get(60, TimeUnit.SECONDS);
    }

    @AfterClass
    public static void stop() throws Exception {
        sourceCluster.close();
        peerCluster.close();
        PEER.shutdownMiniCluster();
        SOURCE.shutdownMiniCluster();
    }

    @Before
    public void watch() {
        watch = new LagWatch(ID, SOURCE.getConfiguration(), sourceCluster, peerCluster);
        watch.start();
        awaitState(LagState.CAUGHT_UP);
    }

    @After
    public void close() {
        watch.close();
    }

    private LagView view() {
        return watch.view().orElseThrow();
    }

    private void awaitState(LagState state) {
        await().atMost(LONG)
                .failFast(() -> Thread.currentThread().isInterrupted())
                .untilAsserted(() -> assertThat(watch.view())
                        .map(LagView::state)
                        .as("%s", watch.view())
                        .contains(state.name()));
    }

    private static void put(String row) throws Exception {
        try (Table table = SOURCE.getConnection().getTable(TABLE)) {
            table.put(new Put(Bytes.toBytes(row)).addColumn(FAMILY, FAMILY, FAMILY));
        }
    }

    private static boolean isThere(String row) throws Exception {
        try (Table table = PEER.getConnection().getTable(TABLE)) {
            return table.exists(new Get(Bytes.toBytes(row)));
        }
    }

    private void print(String what) {
        System.out.println(what + "\n" + String.join("\n", LagText.lines(List.of(view()))));
    }

    @Test
    public void markersArriveEachSecondAndAreProved() throws Exception {
        await().atMost(LONG).until(() -> view().sources().stream()
                .allMatch(source -> source.basis().equals("HEARTBEAT")));
        long from = System.currentTimeMillis();
        List<Long> lags = new ArrayList<>();
        await().pollInterval(Duration.ofMillis(100)).atMost(LONG).until(() -> {
            lags.add(view().lagMs());
            return System.currentTimeMillis() - from > 20_000;
        });

        print("healthy");
        lags.sort(null);
        System.out.println("lag p50=" + lags.get(lags.size() / 2) + " max=" + lags.get(lags.size() - 1));
        for (LagView.SourceView source : view().sources()) {
            int rows = rows(source.server(), from, from + 20_000);
            System.out.println(source.server() + " rows in 20 s: " + rows);
            assertThat(rows).isBetween(12, 21);
        }
        assertThat(lags.get(lags.size() / 2)).isLessThan(5_000);
        assertThat(view().sources()).allMatch(source -> source.clockSkewMs() != null);
    }

    private static int rows(String server, long from, long to) throws Exception {
        int rows = 0;
        try (Table table = PEER.getConnection().getTable(HeartbeatReader.TABLE);
                ResultScanner scanner = table.getScanner(new Scan()
                        .withStartRow(Bytes.toBytes(server + "_" + from))
                        .withStopRow(Bytes.toBytes(server + "_" + to)))) {
            while (scanner.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    @Test
    public void aCommandThatLooksByItselfSeesTheSame() {
        try (OwnLagLook look = OwnLagLook.begin(Site.of(SOURCE.getConfiguration()), Optional.of(ID))) {
            assertThat(look.views()).singleElement().satisfies(seen -> {
                assertThat(seen.state()).isEqualTo(LagState.CAUGHT_UP.name());
                assertThat(seen.sources()).hasSameSizeAs(view().sources());
            });
            assertThat(look.troubles()).isEmpty();
        }
        assertThatThrownBy(() -> OwnLagLook.begin(Site.of(SOURCE.getConfiguration()), Optional.of("none")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("peer=none peers=[dr]");
    }

    @Test
    public void oneTableThatRefusesHoldsTheWatermarkThoughMarkersArrive() throws Exception {
        try (Admin admin = PEER.getConnection().getAdmin()) {
            admin.disableTable(TABLE);
            long written = System.currentTimeMillis();
            put("held");

            await().pollInterval(Duration.ofMillis(200)).atMost(LONG).until(() -> {
                long truth = System.currentTimeMillis() - written;
                if (truth > 3_000) {
                    assertThat(view().lagMs()).as("%s", view()).isGreaterThan(truth - 2_000);
                }
                return truth > 40_000;
            });
            print("refused");
            assertThat(view().state()).isEqualTo(LagState.STUCK.name());
            assertThat(view().lagMs()).isLessThan(System.currentTimeMillis() - written + 5_000);

            admin.enableTable(TABLE);
        }
        await().atMost(LONG).until(() -> isThere("held"));
        awaitState(LagState.CAUGHT_UP);
    }

    @Test
    public void aDisabledPeerFallsBehind() throws Exception {
        try (Admin admin = SOURCE.getConnection().getAdmin()) {
            admin.disableReplicationPeer(ID);
            awaitState(LagState.DISABLED);
            await().atMost(LONG).until(() -> view().lagMs() > 8_000);
            print("disabled");

            admin.enableReplicationPeer(ID);
        }
        awaitState(LagState.CAUGHT_UP);
    }

    @Test
    public void theLogsOfADeadServerCountUntilTheyAreShipped() throws Exception {
        try (Admin admin = SOURCE.getConnection().getAdmin()) {
            admin.disableReplicationPeer(ID);
            awaitState(LagState.DISABLED);
            put("last");
            ServerName victim = SOURCE.getRSForFirstRegionInTable(TABLE).getServerName();
            SOURCE.getMiniHBaseCluster().killRegionServer(victim);
            await().atMost(LONG).until(() -> view().sources().stream()
                    .anyMatch(source -> source.server().equals(victim.getServerName())
                            && source.standing().equals("DEAD")
                            && source.shippedBy() != null));
            print("dead");

            admin.enableReplicationPeer(ID);
            await().pollInterval(Duration.ofMillis(50)).atMost(LONG).until(() -> view().sources().stream()
                    .noneMatch(source -> source.server().equals(victim.getServerName())));
            assertThat(isThere("last")).isTrue();
        }
        awaitState(LagState.CAUGHT_UP);
        print("shipped");
    }
}
