package org.hbaseha.health.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.StartMiniClusterOption;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.coprocessor.CoprocessorHost;
import org.apache.hadoop.hbase.regionserver.HRegionServer;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.hbase.util.JVMClusterUtil.RegionServerThread;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** The agent in real region servers, its hooks called as HBase calls them. These share one JVM, which they never do in a real cluster. */
public class HeartbeatAgentIT {

    private static final HBaseTestingUtility CLUSTER = new HBaseTestingUtility();
    private static final Secret SECRET = Secret.of("a secret known to all parts of this test".getBytes(UTF_8));
    private static final TableName TABLE = TableName.valueOf("beaten");
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final int REGIONS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ZooKeeper zooKeeper;
    private static TestController controller;

    private Table table;

    @BeforeClass
    public static void startCluster() throws Exception {
        Path secret = Files.createTempFile("hbase-ha", ".secret");
        secret.toFile().deleteOnExit();
        Files.write(secret, "a secret known to all parts of this test".getBytes(UTF_8));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Configuration conf = CLUSTER.getConfiguration();
        conf.set("hbase.ha.secret.file", secret.toString());
        conf.set(CoprocessorHost.REGIONSERVER_COPROCESSOR_CONF_KEY, HeartbeatAgent.class.getName());
        conf.set(
                CoprocessorHost.USER_REGION_COPROCESSOR_CONF_KEY,
                TroublingObserver.class.getName() + "," + WriteAgeObserver.class.getName());
        CLUSTER.startMiniCluster(
                StartMiniClusterOption.builder().numRegionServers(2).build());
        zooKeeper = new ZooKeeper("127.0.0.1:" + CLUSTER.getZkCluster().getClientPort(), 30_000, event -> {});
        CLUSTER.createMultiRegionTable(TABLE, FAMILY, REGIONS).close();
        controller = new TestController("first", SECRET).publish(zooKeeper);
    }

    @AfterClass
    public static void stopCluster() throws Exception {
        controller.close();
        zooKeeper.close();
        CLUSTER.shutdownMiniCluster();
    }

    @Before
    public void openTable() throws IOException {
        table = CLUSTER.getConnection().getTable(TABLE);
    }

    @After
    public void closeTable() throws IOException {
        table.close();
    }

    @Test
    public void everyServerBeatsWithItsStartCodeItsRegionsAndItsRequests() {
        List<ServerName> servers = liveServers();

        await().atMost(PATIENCE).untilAsserted(() -> {
            putSomewhere(20);
            for (ServerName server : servers) {
                Beat newest = newestBeat(server);
                assertThat(newest.startCode()).isEqualTo(server.getStartCode());
                assertThat(newest.beacon().regions()).isEqualTo(server(server).getNumberOfOnlineRegions());
                assertThat(newest.beacon().heapUsed()).isPositive();
            }
            assertThat(servers.stream()
                            .mapToDouble(server -> newestBeat(server).beacon().requestsPerSecond()))
                    .anyMatch(rate -> rate >= 10.0);
        });
    }

    @Test
    public void beatsAreNumberedWithoutGapsAndComeNoFasterThanAsked() {
        ServerName server = liveServers().get(0);
        await().atMost(PATIENCE).until(() -> controller.beats(server).size() >= 30);

        List<Beat> all = controller.beats(server);
        List<Beat> beats = all.subList(all.size() - 30, all.size());
        Beat first = beats.get(0);
        Beat last = beats.get(beats.size() - 1);
        assertThat(last.sequence() - first.sequence()).isEqualTo(beats.size() - 1);
        // 29 intervals, less one: the first beat may have been late by almost that.
        assertThat(last.sent().since(first.sent())).isBetween(Duration.ofMillis(2_800), Duration.ofSeconds(9));
    }

    @Test
    public void aServerIsSilentUntilItsZnodeExists() throws Exception {
        List<String> unregistered = new CopyOnWriteArrayList<>();
        try (TestController watching = new TestController("watching", SECRET)) {
            watching.whenOpened(stream -> {
                if (!exists("/hbase/rs/" + stream.peer().name())) {
                    unregistered.add(stream.peer().name());
                }
            });
            watching.publish(zooKeeper);

            HRegionServer added = startServer();

            await().atMost(PATIENCE)
                    .until(() -> watching.newestBeat(added.getServerName()).isPresent());
            assertThat(unregistered).isEmpty();
            TestController.withdraw(zooKeeper, "watching");
            stopServer(added);
        }
    }

    @Test
    public void anOrderlyStopSaysGoodbyeBeforeTheRegionsClose() throws Exception {
        HRegionServer stopped = startServer();
        awaitBeats(stopped.getServerName());

        stopServer(stopped);

        assertThat(goodbyeOf(stopped.getServerName())).isEqualTo(GoodbyeReason.STOP);
        await().atMost(PATIENCE).until(() -> !HeartbeatAgent.runsIn(stopped));
    }

    @Test
    public void anAbortSaysGoodbyeWithItsReason() throws Exception {
        HRegionServer aborted = startServer();
        awaitBeats(aborted.getServerName());

        aborted.abort("planted");

        assertThat(goodbyeOf(aborted.getServerName())).isEqualTo(GoodbyeReason.ABORT);
        await().atMost(PATIENCE).until(() -> !HeartbeatAgent.runsIn(aborted));
    }

    @Test
    public void updateConfigNeitherStopsNorDoublesTheAgent() throws Exception {
        HRegionServer server = startServer();
        ServerName name = server.getServerName();
        awaitBeats(name);

        CLUSTER.getAdmin().updateConfiguration(name);
        // What HBase does when the list of coprocessors is another one: builds all of them again, and forgets the
        // first.
        Configuration changed = new Configuration(server.getConfiguration());
        changed.set(
                CoprocessorHost.REGIONSERVER_COPROCESSOR_CONF_KEY,
                HeartbeatAgent.class.getName() + "," + OtherServerCoprocessor.class.getName());
        Object before = server.getRegionServerCoprocessorHost();
        server.onConfigurationChange(changed);

        assertThat(server.getRegionServerCoprocessorHost()).isNotSameAs(before);
        long last = newestBeat(name).sequence();
        await().atMost(PATIENCE).until(() -> newestBeat(name).sequence() > last + 5);
        assertThat(controller.streamsEverOpenedBy(name)).isEqualTo(1);
        stopServer(server);
        assertThat(goodbyeOf(name)).isEqualTo(GoodbyeReason.STOP);
    }

    @Test
    public void theAgeOfAnUnfinishedWriteIsInTheBeatsOfItsServerOnly() throws Exception {
        ServerName host = hostOf(TroublingObserver.ROW_HELD_UP);
        List<ServerName> others =
                liveServers().stream().filter(server -> !server.equals(host)).toList();
        CountDownLatch release = TroublingObserver.holdUp();

        CompletableFuture<Void> write = CompletableFuture.runAsync(() -> put(TroublingObserver.ROW_HELD_UP));

        await().atMost(PATIENCE)
                .until(() -> newestBeat(host).beacon().oldestUnfinishedWrite().compareTo(Duration.ofSeconds(1)) > 0);
        assertThat(others)
                .allSatisfy(other -> assertThat(newestBeat(other).beacon().oldestUnfinishedWrite())
                        .isLessThan(Duration.ofSeconds(1)));
        release.countDown();
        write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await().atMost(PATIENCE)
                .until(() -> newestBeat(host).beacon().oldestUnfinishedWrite().isZero());
    }

    @Test
    public void aWriteWhoseLastHookFailsElsewhereIsNotTakenForUnfinished() {
        ServerName host = hostOf(TroublingObserver.ROW_FAILING_AT_THE_END);

        assertThatThrownBy(() -> table.put(row(TroublingObserver.ROW_FAILING_AT_THE_END)))
                .hasMessageContaining("planted");

        assertThat(UnfinishedWrites.of(server(host)).oldest()).isZero();
    }

    @Test
    public void aWitnessTriesHostsOfRegionServersAndNoOthers() {
        ServerName witness = liveServers().get(0);
        ServerName target = liveServers().get(1);
        awaitBeats(witness);

        await().atMost(PATIENCE).untilAsserted(() -> {
            // Asked again, for the witness may first have to look up who the region servers are.
            controller.ask(
                    witness,
                    new Message.ProbeRequest(1, target.getHostname(), target.getPort(), Duration.ofSeconds(1)));
            controller.ask(witness, new Message.ProbeRequest(2, "192.0.2.1", target.getPort(), Duration.ofSeconds(1)));
            assertThat(controller.probeAnswers)
                    .contains(
                            new Message.ProbeAnswer(1, ConnectOutcome.CONNECTED),
                            new Message.ProbeAnswer(2, ConnectOutcome.NOT_TRIED));
        });
        assertThat(controller.probeAnswers).doesNotContain(new Message.ProbeAnswer(2, ConnectOutcome.TIMED_OUT));
    }

    @Test
    public void controllersThatMisbehaveDisturbNeitherWritesNorTheOtherBeats() throws Exception {
        ServerName server = liveServers().get(0);
        Secret wrong = Secret.of("another secret, of another installation".getBytes(UTF_8));
        try (HostilePeer garbage = HostilePeer.talkingNonsense();
                HostilePeer deaf = HostilePeer.neverReading();
                TestController frozen = new TestController("frozen", SECRET).publish(zooKeeper);
                TestController stranger = new TestController("stranger", wrong).publish(zooKeeper)) {
            CountDownLatch thaw = new CountDownLatch(1);
            frozen.whenOpened(stream -> awaitQuietly(thaw));
            int nobodyThere = 1;
            TestController.publish(zooKeeper, "garbage", TestController.address("garbage", garbage.port()));
            TestController.publish(zooKeeper, "deaf", TestController.address("deaf", deaf.port()));
            TestController.publish(zooKeeper, "absent", TestController.address("absent", nobodyThere));
            TestController.publish(zooKeeper, "unreadable", new byte[] {0, 1, 2});
            await().atMost(PATIENCE)
                    .until(() -> garbage.connections() > 2 && deaf.connections() > 0 && !stranger.refused.isEmpty());
            long before = newestBeat(server).sequence();

            long slowest = putSomewhere(200);

            assertThat(slowest).isLessThan(5_000);
            await().atMost(PATIENCE).until(() -> newestBeat(server).sequence() > before + 10);
            assertThat(beans("StreamsRefusedNotAuthentic")).allMatch(count -> count > 0);
            thaw.countDown();
            for (String id : List.of("frozen", "stranger", "garbage", "deaf", "absent", "unreadable")) {
                TestController.withdraw(zooKeeper, id);
            }
        }
    }

    @Test
    public void aControllerThatLeavesZooKeeperKeepsItsStreamsAndOneThatDiesIsForgotten() throws Exception {
        ServerName server = liveServers().get(0);
        TestController leaving = new TestController("leaving", SECRET).publish(zooKeeper);
        await().atMost(PATIENCE).until(() -> leaving.newestBeat(server).isPresent());

        TestController.withdraw(zooKeeper, "leaving");

        long last = leaving.newestBeat(server).orElseThrow().sequence();
        await().atMost(PATIENCE)
                .until(() -> leaving.newestBeat(server).orElseThrow().sequence() > last + 20);
        leaving.close();
        awaitBeats(server);
    }

    @Test
    public void aBadSettingLeavesTheServerAsStock() throws Exception {
        Configuration conf = CLUSTER.getMiniHBaseCluster().getConf();
        conf.set("hbase.ha.beat.interval", "no time at all");
        try {
            HRegionServer server = startServer();

            await().atMost(PATIENCE).until(() -> !HeartbeatAgent.runsIn(server));
            assertThat(server.isOnline()).isTrue();
            assertThat(controller.streamsEverOpenedBy(server.getServerName())).isZero();
            stopServer(server);
        } finally {
            conf.unset("hbase.ha.beat.interval");
        }
    }

    @Test
    public void operatorsSeeEachAgentInJmx() throws Exception {
        assertThat(beans("Errors")).hasSizeGreaterThanOrEqualTo(2).containsOnly(0L);
        assertThat(beans("HookErrors")).containsOnly(0L);
        assertThat(beans("Acks")).allMatch(count -> count > 0);
    }

    /** The attribute in the beans of all agents of this JVM. */
    private static List<Long> beans(String attribute) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<Long> values = new ArrayList<>();
        for (ObjectName name : beans.queryNames(new ObjectName("org.hbaseha:type=Agent,*"), null)) {
            values.add((Long) beans.getAttribute(name, attribute));
        }
        return values;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean exists(String path) {
        try {
            return zooKeeper.exists(path, false) != null;
        } catch (KeeperException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ServerName> liveServers() {
        return CLUSTER.getMiniHBaseCluster().getLiveRegionServerThreads().stream()
                .map(RegionServerThread::getRegionServer)
                .filter(server -> !server.isStopped())
                .map(HRegionServer::getServerName)
                .toList();
    }

    private static HRegionServer server(ServerName name) {
        return CLUSTER.getMiniHBaseCluster().getRegionServer(name);
    }

    private static HRegionServer startServer() throws Exception {
        RegionServerThread thread = CLUSTER.getMiniHBaseCluster().startRegionServer();
        thread.waitForServerOnline();
        return thread.getRegionServer();
    }

    private static void stopServer(HRegionServer server) {
        server.stop("test");
    }

    private static ServerName hostOf(byte[] row) {
        try {
            return CLUSTER.getConnection()
                    .getRegionLocator(TABLE)
                    .getRegionLocation(row, true)
                    .getServerName();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitBeats(ServerName server) {
        long last = controller.newestBeat(server).map(Beat::sequence).orElse(0L);
        await().atMost(PATIENCE)
                .until(() -> controller.newestBeat(server).map(Beat::sequence).orElse(0L) > last + 3);
    }

    private static Beat newestBeat(ServerName server) {
        await().atMost(PATIENCE).until(() -> controller.newestBeat(server).isPresent());
        return controller.newestBeat(server).orElseThrow();
    }

    private static GoodbyeReason goodbyeOf(ServerName server) {
        await().atMost(PATIENCE).until(() -> controller.goodbye(server).isPresent());
        return controller.goodbye(server).orElseThrow().reason();
    }

    private static Put row(byte[] key) {
        return new Put(key).addColumn(FAMILY, Bytes.toBytes("q"), key);
    }

    private void put(byte[] key) {
        try {
            table.put(row(key));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts rows into all regions and returns how long the slowest took, in milliseconds. */
    private long putSomewhere(int rows) {
        long slowest = 0;
        for (int i = 0; i < rows; i++) {
            long begun = System.nanoTime();
            put(new byte[] {(byte) ('a' + i % 26), 'x', (byte) i});
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        return TimeUnit.NANOSECONDS.toMillis(slowest);
    }
}
