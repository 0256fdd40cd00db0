package org.hbaseha.health.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.config.HaKeys;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamLoop;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A whole agent with its gate, three controllers on sockets and a ZooKeeper, but no HBase. */
public class TendedGateIT {

    private static final byte[] SECRET_BYTES = "a secret known to all parts of this test".getBytes(UTF_8);
    private static final Secret SECRET = Secret.of(SECRET_BYTES);
    private static final ZnodeLayout LAYOUT = new ZnodeLayout("/hbase-ha", "/hbase");
    private static final String GATE = LAYOUT.gateRecord(FakeHost.NAME);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final MiniZooKeeperCluster ensemble = new MiniZooKeeperCluster(new Configuration());
    private final FakeHost host = new FakeHost();
    private final ServerGate door = ServerGate.open();
    private final List<String> halts = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<TestController> controllers = new ArrayList<>();
    private volatile CountDownLatch beatsHeldUp = new CountDownLatch(0);
    private Optional<ZooKeeper> client = Optional.empty();
    private Optional<RunningAgent> agent = Optional.empty();

    @Before
    public void start() throws Exception {
        int port = ensemble.startup(folder.newFolder());
        ZooKeeper zooKeeper = new ZooKeeper("127.0.0.1:" + port, 20_000, event -> {});
        zooKeeper.addAuthInfo(
                ZnodeAcl.SCHEME, ZnodeAcl.of(SECRET.zooKeeperPassword()).credentials());
        client = Optional.of(zooKeeper);
        for (String path : List.of("/hbase", "/hbase/rs", LAYOUT.regionServer(FakeHost.NAME))) {
            zooKeeper.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        for (String id : List.of("a-1", "b-1", "c-1")) {
            controllers.add(new TestController(id, SECRET).publish(zooKeeper));
        }
        RunningAgent running = new RunningAgent(
                configuration(port),
                host,
                new ServerHooks(new UnfinishedWrites(this::nanosOfTheBeacon), door),
                (config, secret) -> {
                    StreamLoop loop = new StreamLoop(
                            "test-streams",
                            secret,
                            StreamLimits.ofAgent(config.streamStall()),
                            MonotonicClock.system());
                    loop.start();
                    return loop;
                },
                halts::add);
        running.start(ended::countDown);
        agent = Optional.of(running);
    }

    private Configuration configuration(int port) throws Exception {
        Path secret = folder.newFile("secret").toPath();
        Files.write(secret, SECRET_BYTES);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Configuration configuration = new Configuration(false);
        configuration.set(HaKeys.SECRET_FILE.name(), secret.toString());
        configuration.set(HaKeys.CONTROLLERS.name(), "a,b,c");
        configuration.set(HConstants.ZOOKEEPER_QUORUM, "127.0.0.1");
        configuration.set(HConstants.ZOOKEEPER_CLIENT_PORT, Integer.toString(port));
        return configuration;
    }

    /** Asked by the beat thread alone, each time it makes a beacon: held up, it is stuck. */
    private long nanosOfTheBeacon() {
        try {
            beatsHeldUp.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime();
    }

    @After
    public void stop() throws Exception {
        beatsHeldUp.countDown();
        host.heldUp.countDown();
        host.broken = Optional.empty();
        host.ending = Optional.of(GoodbyeReason.ABORT);
        ended.await();
        for (TestController controller : controllers) {
            controller.close();
        }
        zooKeeper().close();
        ensemble.shutdown();
    }

    private ZooKeeper zooKeeper() {
        return client.orElseThrow();
    }

    private Optional<GateState> told() {
        return controllers.get(0).newestBeat(FakeHost.NAME).map(Beat::gate).map(gate -> gate.state());
    }

    private void awaitState(GateState state) {
        await().atMost(PATIENCE).until(() -> told().equals(Optional.of(state)));
    }

    private boolean recordExists() throws KeeperException, InterruptedException {
        return zooKeeper().exists(GATE, false) != null;
    }

    private void acknowledge(boolean yes) {
        controllers.forEach(controller -> controller.acknowledges = yes);
    }

    /** Until {@code over}; never may a request be refused meanwhile. */
    private void staysOpenUntil(java.util.concurrent.Callable<Boolean> over) {
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> {
            assertThat(door.isOpen()).isTrue();
            return over.call();
        });
    }

    @Test
    public void servesOnWithoutTheControllersAndGivesTheRecordBackWhenTheyReturn() {
        awaitState(GateState.LEASED);

        acknowledge(false);
        staysOpenUntil(this::recordExists);
        staysOpenUntil(() -> told().equals(Optional.of(GateState.STOCK)));

        acknowledge(true);
        staysOpenUntil(() -> !recordExists());
        awaitState(GateState.LEASED);
        assertThat(halts).isEmpty();
    }

    @Test
    public void oneControllerOfThreeIsNotMissed() throws Exception {
        awaitState(GateState.LEASED);

        controllers.get(2).acknowledges = false;

        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> door.isOpen() && !recordExists());
        assertThat(told()).contains(GateState.LEASED);
    }

    @Test
    public void aServerWhoseBeatThreadIsStuckServesUnderStockRulesWithinThreeSeconds() {
        awaitState(GateState.LEASED);

        beatsHeldUp = new CountDownLatch(1);
        long begun = System.nanoTime();
        staysOpenUntil(this::recordExists);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(door::isOpen);
    }

    @Test
    public void tellsOfNoLeaseWhileARegionDoesNotAskTheGate() {
        host.unguarded = Optional.of("t,,1.abc.");
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> !told().equals(
                        Optional.of(GateState.LEASED)));
        assertThat(told()).contains(GateState.OPEN);

        host.unguarded = Optional.empty();
        awaitState(GateState.LEASED);

        host.unguarded = Optional.of("t,,1.abc.");
        awaitState(GateState.OPEN);
    }

    @Test
    public void aKeeperThatHangsIsReplacedAndTheGateTendedWithinThreeSeconds() throws Exception {
        awaitState(GateState.LEASED);

        host.heldUp = new CountDownLatch(1);
        acknowledge(false);
        await().atMost(Duration.ofSeconds(3)).until(this::recordExists);
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(door::isOpen);

        acknowledge(true);
        host.heldUp.countDown();
        awaitState(GateState.LEASED);
        await().atMost(PATIENCE)
                .until(() -> !recordExists() && threads("keeper").size() == 1);
    }

    @Test
    public void aKeeperThatFailsInAllItDoesTendsTheGate() throws Exception {
        awaitState(GateState.LEASED);

        host.broken = Optional.of(new OutOfMemoryError("planted"));
        acknowledge(false);
        staysOpenUntil(this::recordExists);

        assertThat(ended.getCount()).isEqualTo(1);
        host.broken = Optional.empty();
    }

    @Test
    public void anInterruptedDirectoryIsStartedAgainAndCarriesOutTheClaim() {
        awaitState(GateState.LEASED);
        List<Thread> before = threads("directory");

        before.forEach(Thread::interrupt);
        acknowledge(false);

        await().atMost(Duration.ofSeconds(3)).until(this::recordExists);
        await().atMost(PATIENCE).until(door::isOpen);
        assertThat(threads("directory")).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("hbase-ha-" + name))
                .toList();
    }

    @Test
    public void disarmedItIsOpenAndHasNoRecord() throws Exception {
        awaitState(GateState.LEASED);

        controllers.forEach(controller -> controller.armed = false);

        staysOpenUntil(() -> told().equals(Optional.of(GateState.OPEN)));
        assertThat(recordExists()).isFalse();
    }

    @Test
    public void anAgentThatLeavesGoesOnUntilItsServerNeedsNoLease() throws Exception {
        awaitState(GateState.LEASED);

        agent.orElseThrow().leave(GoodbyeReason.AGENT_LEAVES);
        staysOpenUntil(() -> ended.getCount() == 0);

        assertThat(recordExists()).isTrue();
        assertThat(door.isOpen()).isTrue();
    }

    @Test
    public void aServerThatAbortsNeedsNoGateAnyMore() throws Exception {
        awaitState(GateState.LEASED);

        host.ending = Optional.of(GoodbyeReason.ABORT);
        ended.await();

        assertThat(recordExists()).isFalse();
    }

    @Test
    public void aLeadersExpireHaltsTheServerAndClosesItsGateAtOnce() throws Exception {
        awaitState(GateState.LEASED);
        acknowledge(false);
        awaitState(GateState.STOCK);
        acknowledge(true);
        await().atMost(PATIENCE).until(() -> !recordExists());

        byte[] record = new ExpireRecord(new Epoch(7), "a-1", "n", "P", "class=P", Instant.EPOCH).encode();
        zooKeeper()
                .multi(Arrays.asList(
                        Op.create(GATE, record, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                        Op.setData(GATE, record, 0)));

        await().atMost(Duration.ofSeconds(2)).until(() -> !halts.isEmpty());
        assertThat(door.isOpen()).isFalse();
        assertThat(halts).singleElement().asString().contains("leader=a-1 epoch=7");
        assertThat(recordExists()).isTrue();
    }
}
