package org.hbaseha.monitor.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.layout.MonitorAddress;
import org.hbaseha.monitor.admin.http.FindingQuery;
import org.hbaseha.monitor.admin.http.MonitorServer;
import org.hbaseha.monitor.admin.http.Readiness;
import org.hbaseha.monitor.admin.http.Sources;
import org.hbaseha.monitor.coordination.MonitorRegistration;
import org.hbaseha.monitor.coordination.MonitorSession;
import org.hbaseha.monitor.coordination.MonitorZnodes;
import org.hbaseha.monitor.coordination.ZooKeeperFixture;
import org.hbaseha.monitor.lag.LagState;
import org.hbaseha.monitor.lag.report.LagJson;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.Views;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public final class CommandsTest {

    private static final String FINDING =
            "{\"table\":\"t\",\"peer\":\"dr\",\"class\":\"DIFFERENT\",\"row\":\"r\\\\x00\","
                    + "\"family\":\"f\",\"qualifier\":\"q\",\"timestamp\":17,\"ours\":{\"type\":\"PUT\",\"timestamp\":17,"
                    + "\"value\":\"secret\\\\x00\",\"length\":7,\"cut\":false,\"hash\":null},\"theirs\":null,\"consequence\":\"c\","
                    + "\"reason\":\"the peer has no such cell\",\"firstSeen\":\"2026-03-01T11:00:00Z\",\"confirmed\":null}";

    /** The first four bytes of the SHA-256 of "secret" and a zero byte. */
    private static final String HASH = "b6ee1274";

    @Rule
    public final ZooKeeperFixture zooKeeper = new ZooKeeperFixture();

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<FindingQuery> asked = new ArrayList<>();
    private List<String> findings = List.of(FINDING);
    private World world = new World("nowhere:1");

    @Before
    public void begin() {
        world = new World(zooKeeper.connect());
    }

    @After
    public void end() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    /** A monitor that shows that; returns its port. */
    private int serve(MonitorView view) throws IOException {
        MonitorServer server = new MonitorServer(
                "127.0.0.1", 0, new Sources(() -> view, this::findings, () -> new Readiness(true, "works")));
        opened.add(server);
        return server.start();
    }

    private synchronized List<String> findings(FindingQuery query) {
        asked.add(query);
        return findings;
    }

    private void register(String id, int port) throws Exception {
        MonitorSession session = zooKeeper.session();
        MonitorRegistration registration =
                new MonitorRegistration(session, new MonitorAddress(id, "127.0.0.1", port, "0.1.0"));
        registration.start();
        opened.add(0, registration);
        try (MonitorZnodes znodes = MonitorZnodes.reading(zooKeeper.settings())) {
            await().until(() ->
                    znodes.monitors().stream().anyMatch(each -> each.id().equals(id)));
        }
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    public void statusIsOfTheMonitorsThatZooKeeperNames() throws Exception {
        register("m1", serve(Views.calm()));

        assertThat(world.run("status")).as(world.err).isZero();
        assertThat(world.out)
                .contains("peer dr  CAUGHT_UP  0.1 s behind  verified by m1")
                .contains("100.0 %");
        assertThat(world.err).isEmpty();
    }

    @Test
    public void statusIsFiveWhereSomethingIsNotWell() throws Exception {
        register("m1", serve(Views.busy()));
        register("m2", deadPort());

        assertThat(world.run("status")).isEqualTo(5);
        assertThat(world.err)
                .contains("! Monitor m2 at 127.0.0.1:")
                .contains("! 2 rows differ at peer dr: hbase-ha replication findings --peer dr\n")
                .contains("! Nobody verifies peer old");
        assertThat(world.run("status", "--peer", "dr")).isEqualTo(5);
        assertThat(world.out).contains("peer dr").doesNotContain("peer far");
    }

    @Test
    public void statusWithoutAMonitorSaysHowToStartOne() {
        assertThat(world.run("status")).isEqualTo(5);
        assertThat(world.out).isEqualTo("no replication monitor runs\n");
        assertThat(world.err).contains("hbase-ha-daemon.sh start replication-monitor");
    }

    @Test
    public void statusForProgramsHasEveryField() throws Exception {
        register("m1", serve(Views.busy()));

        assertThat(world.run("status", "--json")).isEqualTo(5);

        JsonNode answer = new ObjectMapper().readTree(world.out);
        assertThat(answer.get("well").asBoolean()).isFalse();
        assertThat(answer.get("complaints")).isNotEmpty();
        assertThat(answer.at("/monitors/0/answers").asBoolean()).isTrue();
        assertThat(answer.at("/pairs/0/pair/tables/0/findings/MISSING").asInt()).isEqualTo(1);
        assertThat(answer.at("/pairs/1/ofWorker").asBoolean()).isFalse();
    }

    @Test
    public void aNamedMonitorIsAskedWithoutZooKeeper() throws Exception {
        int port = serve(Views.calm());
        World elsewhere = new World("127.0.0.1:" + deadPort());

        assertThat(elsewhere.run("status", "--monitor", "127.0.0.1:" + port))
                .as(elsewhere.err)
                .isZero();
        assertThat(elsewhere.out).contains("127.0.0.1:" + port).contains("verified by m1");
        assertThat(elsewhere.run("lag", "--monitor", "127.0.0.1:" + deadPort())).isEqualTo(4);
        assertThat(elsewhere.err).startsWith("hbase-ha: Monitor at 127.0.0.1:").contains(" cannot be connected to");
    }

    @Test
    public void whatIsNoAddressOrNoPeerIsWrongUsage() throws Exception {
        register("m1", serve(Views.calm()));

        for (String address : List.of("host:port", "host:0", "ho st", "a/b:1", "[::1", "", "h:1:2")) {
            assertThat(world.run("status", "--monitor", address)).as(address).isEqualTo(1);
        }
        assertThat(world.run("status", "--peer", "nope")).isEqualTo(1);
        assertThat(world.err).contains("peer=nope peers=[dr]");
        assertThat(world.run("status", "--pear", "dr")).isEqualTo(1);
    }

    @Test
    public void lagIsWhatTheMonitorsSaw() throws Exception {
        register("m1", serve(Views.busy()));

        assertThat(world.run("lag", "--peer", "dr")).isZero();
        assertThat(world.out).contains("peer dr  CAUGHT_UP").contains("OVER").doesNotContain("peer far");
        assertThat(world.run("lag")).isEqualTo(5);
        assertThat(world.out).contains("peer far  BEHIND");
        assertThat(world.run("lag", "--json")).isEqualTo(5);
        assertThat(LagJson.read(world.out)).extracting(view -> view.peer()).containsExactly("dr", "far");
    }

    @Test
    public void lagIsShownAgainAndAgain() throws Exception {
        register("m1", serve(Views.calm()));

        assertThat(world.rounds(2).run("lag", "--watch", "--json")).isZero();
        assertThat(world.out.lines())
                .hasSize(3)
                .allMatch(line -> LagJson.read(line).size() == 1);
    }

    @Test
    public void withoutAMonitorLagLooksByItself() {
        world.looks.add(Views.lag("dr", LagState.CAUGHT_UP, 140));
        world.looks.add(Views.lag("far", LagState.STUCK, 90_000));

        assertThat(world.run("lag", "--peer", "dr")).isZero();
        assertThat(world.out).contains("peer dr  CAUGHT_UP");
        assertThat(world.err)
                .contains("hbase-ha-daemon.sh start replication-monitor")
                .contains("p50 and p99 over time need a monitor");
        assertThat(world.run("lag")).isEqualTo(5);
        assertThat(world.looksOpen).isZero();
        world.lookTroubles.add("The lag of peer x is not known");
        assertThat(world.run("lag", "--peer", "dr")).isEqualTo(5);
        assertThat(world.err).contains("! The lag of peer x is not known");
    }

    @Test
    public void findingsAreShownWithTheirReasonAndAreFive() throws Exception {
        register("m1", serve(Views.busy()));

        assertThat(world.run("findings", "t", "--peer", "dr", "--limit", "50")).isEqualTo(5);
        assertThat(world.out)
                .contains("DIFFERENT  t at peer dr  row r\\x00  f:q  timestamp 17")
                .contains("source: PUT \"secret\\x00\" (7 bytes)")
                .contains("peer:   no such cell")
                .contains("why: the peer has no such cell");
        assertThat(asked).containsExactly(new FindingQuery(Optional.of("t"), Optional.of("dr"), 50));
    }

    @Test
    public void redactedFindingsKeepLengthAndHash() throws Exception {
        register("m1", serve(Views.busy()));

        world.run("findings", "--json", "--redact");

        JsonNode finding = new ObjectMapper().readTree(world.out);
        assertThat(world.out).doesNotContain("secret");
        assertThat(finding.at("/ours/length").asInt()).isEqualTo(7);
        assertThat(finding.at("/ours/hash").asText()).isEqualTo(HASH);
        world.run("findings", "--json");
        assertThat(world.out).isEqualTo(FINDING + "\n");
    }

    @Test
    public void noFindingsAreNoneOnlyWhereAllWereAsked() throws Exception {
        findings = List.of();
        register("m1", serve(Views.calm()));

        assertThat(world.run("findings")).isZero();
        assertThat(world.out).isEqualTo("no row is known to differ\n");
        register("m2", deadPort());
        assertThat(world.run("findings")).isEqualTo(5);
        assertThat(world.err).contains("! Monitor m2 at 127.0.0.1:");
    }

    @Test
    public void aTableThatNobodyVerifiesHasNoGoodNews() throws Exception {
        register("m1", serve(Views.calm()));

        assertThat(world.run("findings", "tt")).isEqualTo(1);
        assertThat(world.err).contains("table=tt tables=[t]");
        assertThat(asked).isEmpty();
    }

    @Test
    public void findingsWithoutAMonitorSayHowToHaveOneOrToCompareNow() {
        assertThat(world.run("findings")).isEqualTo(4);
        assertThat(world.err)
                .contains("hbase-ha-daemon.sh start replication-monitor")
                .contains("hbase-ha replication verify TABLE --peer ID");
    }

    @Test
    public void aZooKeeperThatIsNotThereIsTwo() throws Exception {
        zooKeeper.stop();

        assertThat(world.run("status")).isEqualTo(2);
        assertThat(world.err).contains("ZooKeeper does not answer").contains("hbase.zookeeper.quorum");
        assertThat(world.err.strip().lines()).hasSize(1);
    }

    @Test
    public void everyCommandHasHelpWithExitCodesAndAVersion() {
        for (String command : List.of("status", "lag", "findings", "sweep", "verify")) {
            assertThat(world.run(command, "--help")).isZero();
            assertThat(world.out).contains("Exit codes:").contains("--json");
            assertThat(world.run(command, "-V")).isZero();
            assertThat(world.out).isEqualTo("hbase-ha (not packaged)\n");
        }
        assertThat(world.run("-V")).isZero();
        assertThat(world.out).isEqualTo("hbase-ha (not packaged)\n");
        assertThat(world.run("--help")).isZero();
        assertThat(world.out).contains("status", "lag", "findings", "sweep", "verify");
        assertThat(world.run()).isEqualTo(1);
    }
}
