package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicClock;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Against a ZooKeeper server of its own, which comes and goes. */
public class ZooKeeperDirectoryIT implements ClusterListener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ServerName FIRST_NAME = ServerName.valueOf("localhost", 16020, 1);
    private static final ServerName FINAL_NAME = ServerName.valueOf("rs1.example", 16020, 1);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<ServerName> registrations = new CopyOnWriteArrayList<>();
    private final List<ZooKeeper> clients = new ArrayList<>();
    private final AgentCounters counters = new AgentCounters();
    private volatile ServerName name = FIRST_NAME;
    private volatile List<ControllerAddress> controllers = List.of();
    private volatile Set<String> hosts = Set.of();
    private final StockHold stock = new StockHold();
    private final RecordingGate gateAnswers = new RecordingGate();
    private final AtomicInteger timesTold = new AtomicInteger();
    private MiniZooKeeperCluster server = new MiniZooKeeperCluster(new Configuration());
    private int port;
    private ZooKeeperDirectory directory = directory(0);

    @Before
    public void start() throws Exception {
        port = server.startup(folder.newFolder());
        directory = directory(port);
        directory.keepAlive();
    }

    @After
    public void stop() throws Exception {
        directory.close();
        for (ZooKeeper client : clients) {
            client.close();
        }
        server.shutdown();
    }

    @Test
    public void tellsOfTheRegistrationOnceAndUnderTheFinalName() throws Exception {
        ZooKeeper client = client();
        create(client, "/hbase");
        create(client, "/hbase/rs");
        await().atMost(PATIENCE).until(() -> timesTold.get() > 0);
        assertThat(registrations).isEmpty();

        name = FINAL_NAME;
        create(client, "/hbase/rs/" + FINAL_NAME.getServerName());

        await().atMost(PATIENCE).until(() -> !registrations.isEmpty());
        int told = timesTold.get();
        TestController.publish(client, "c1", TestController.address("c1", 1));
        await().atMost(PATIENCE).until(() -> timesTold.get() > told);
        assertThat(registrations).containsExactly(FINAL_NAME);
    }

    @Test
    public void tellsWhichControllersComeAndGo() throws Exception {
        ZooKeeper client = client();
        register(client);
        TestController.publish(client, "c1", TestController.address("c1", 1));
        TestController.publish(client, "c2", TestController.address("c2", 2));
        TestController.publish(client, "unreadable", new byte[] {1, 2, 3});
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(controllers)
                .extracting(ControllerAddress::id)
                .containsExactly("c1", "c2"));

        TestController.withdraw(client, "c1");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(controllers)
                .extracting(ControllerAddress::id)
                .containsExactly("c2"));
        assertThat(counters.get(AgentCounter.CONTROLLERS_UNREADABLE)).isEqualTo(1);
    }

    @Test
    public void tellsHostsOfRegionServersAndReadsThemAgainWhenAsked() throws Exception {
        ZooKeeper client = client();
        register(client);
        await().atMost(PATIENCE).until(() -> hosts.contains("rs1.example"));

        create(client, "/hbase/rs/rs2.example,16020,7");
        create(client, "/hbase/rs/not a server name");

        await().atMost(PATIENCE).until(() -> {
            directory.wantRegionServers();
            return hosts.equals(Set.of("rs1.example", "rs2.example"));
        });
    }

    @Test
    public void asksZooKeeperNoMoreOftenWhenItIsAskedAllTheTime() throws Exception {
        register(client());
        await().atMost(PATIENCE).until(() -> hosts.contains("rs1.example"));
        int told = timesTold.get();

        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> {
            directory.wantRegionServers();
            return timesTold.get() < told + 5;
        });
    }

    @Test
    public void keepsQuietWhileZooKeeperIsAwayAndBeginsANewSessionAfterwards() throws Exception {
        ZooKeeper client = client();
        register(client);
        TestController.publish(client, "c1", TestController.address("c1", 1));
        await().atMost(PATIENCE).until(() -> !registrations.isEmpty());

        server.shutdown();
        await().atMost(PATIENCE).until(() -> counters.get(AgentCounter.ZOOKEEPER_ERRORS) > 0);
        int told = timesTold.get();
        directory.wantRegionServers();
        await().atMost(PATIENCE).until(() -> counters.get(AgentCounter.ZOOKEEPER_ERRORS) > 1);
        assertThat(timesTold).hasValue(told);

        // Without its data: ZooKeeper knows the old session no more.
        server = new MiniZooKeeperCluster(new Configuration());
        server.setDefaultClientPort(port);
        assertThat(server.startup(folder.newFolder())).isEqualTo(port);
        ZooKeeper fresh = client();
        register(fresh);
        TestController.publish(fresh, "c3", TestController.address("c3", 3));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(controllers)
                .extracting(ControllerAddress::id)
                .containsExactly("c3"));
        assertThat(counters.get(AgentCounter.ZOOKEEPER_SESSIONS)).isGreaterThan(1);
        assertThat(registrations).hasSize(1);
    }

    private void register(ZooKeeper client) throws Exception {
        name = FINAL_NAME;
        create(client, "/hbase");
        create(client, "/hbase/rs");
        create(client, "/hbase/rs/" + FINAL_NAME.getServerName());
    }

    private static void create(ZooKeeper client, String path) throws Exception {
        client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private ZooKeeper client() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper("127.0.0.1:" + port, 20_000, event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        clients.add(client);
        connected.await();
        return client;
    }

    private ZooKeeperDirectory directory(int clientPort) {
        AgentConfig config = Gates.config(Gates.settings(), -1, clientPort);
        GateErrands errands =
                new GateErrands(config.layout(), Gates.ACCESS, stock, gateAnswers, MonotonicClock.system());
        return new ZooKeeperDirectory(config, () -> name, this, errands, counters, MonotonicClock.system());
    }

    @Override
    public void registered(ServerName server) {
        registrations.add(server);
    }

    @Override
    public void controllers(List<ControllerAddress> live) {
        controllers = live;
        timesTold.incrementAndGet();
    }

    @Override
    public void regionServerHosts(Set<String> seen) {
        hosts = seen;
    }
}
