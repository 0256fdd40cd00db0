package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hbaseha.it.scenario.Stage.awaiting;
import static org.hbaseha.it.scenario.Stage.reached;
import static org.hbaseha.it.scenario.Stage.until;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.hbaseha.controller.audit.AuditJournal;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.it.cluster.LoadScale;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.Message;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.SecretFile;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamListener;
import org.hbaseha.wire.nio.StreamLoop;
import org.hbaseha.wire.nio.WireStream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/**
 * What the controllers do about real region servers that are killed, frozen, cut off and stopped, and what HBase does when the controllers are.
 * Bounds on verdicts and recoveries are wide here, because the machine is shared; the benchmark measures them. Those on a change of leader are the
 * promised ones, at most doubled by the load just before the fault.
 */
public final class FailoverScenariosIT {

    private static final Duration PAUSE_BUDGET = Duration.ofSeconds(4);
    private static final Duration LEASE = Duration.ofMillis(1500);

    /** ZooKeeper's own expiry comes after ours and before the tests lose patience. */
    private static final Duration SERVER_SESSION = Duration.ofSeconds(10);

    private static final Duration CONTROLLER_SESSION = Duration.ofSeconds(3);

    /** How soon another controller judges after the latch of the last one has run out. */
    private static final Duration AFTER_LATCH_SESSION = Duration.ofMillis(1500);

    private static final Duration VERDICT_ON_THE_KILLED = Duration.ofMillis(800);

    @ClassRule
    public static final Theatre THEATRE = Theatre.automatic(
            Theatre.site("scenarios")
                    .backupMaster(true)
                    .proxied(true)
                    .zooKeeperTick(Duration.ofMillis(500))
                    .hbaseSite("zookeeper.session.timeout", Long.toString(SERVER_SESSION.toMillis())),
            3,
            Map.of(
                    // The proxies cut the servers' own ports alone.
                    "hbase.ha.agent.live.port",
                    "-1",
                    "hbase.ha.lease",
                    LEASE.toMillis() + "ms",
                    "hbase.ha.detector.pause.budget",
                    PAUSE_BUDGET.toMillis() + "ms",
                    "hbase.ha.controller.session.timeout",
                    CONTROLLER_SESSION.toSeconds() + "s"));

    private Stage stage;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    public void expiresAKilledServerAndItsRegionsReopen() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        Instant fault = stage.now();
        victim.process().kill9();

        IncidentView incident = stage.awaitRecovered(name);
        assertThat(incident.evidenceClass()).isEqualTo("C");
        assertThat(reached(incident, "EXPIRE_WRITTEN")).isTrue();
        assertThat(until(incident, "VERDICT", fault)).isLessThan(Duration.ofSeconds(4));
        assertThat(stage.hasRegions(name)).isFalse();
    }

    @Test
    public void leavesAServerAloneThatStandsStillForTwoSeconds() throws Exception {
        LocalRegionServer paused = stage.victim();
        ServerName name = stage.nameOf(paused);

        paused.process().freeze();
        awaiting("it is suspected").until(() -> livenessOf(name).equals("SUSPECT"));
        Instant suspected = stage.now();
        awaiting("two seconds are over").until(() -> stage.now().isAfter(suspected.plusMillis(1500)));
        paused.process().thaw();

        awaiting("it is alive again").until(() -> livenessOf(name).equals("ALIVE"));
        assertThat(stage.incidents(name)).isEmpty();
        assertThat(stage.liveServers()).contains(name);
    }

    @Test
    public void expiresAFrozenServerAfterItsPauseBudget() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        Instant fault = stage.now();
        victim.process().freeze();

        IncidentView incident = stage.awaitRecovered(name);
        assertThat(incident.evidenceClass()).isEqualTo("P");
        assertThat(until(incident, "VERDICT", fault))
                .isGreaterThan(PAUSE_BUDGET.minusMillis(500))
                .isLessThan(PAUSE_BUDGET.plusSeconds(4));
        victim.process().thaw();
        assertThat(victim.process().awaitExit(Duration.ofSeconds(40)))
                .as("the woken server finds that it is dead and ends")
                .isTrue();
        assertThat(stage.hasRegions(name)).isFalse();
    }

    @Test
    public void expiresAServerWithoutContactWhenItsLeaseIsOver() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        Instant fault = stage.now();
        victim.cut();
        victim.process().freeze();

        IncidentView incident = stage.awaitRecovered(name);
        assertThat(incident.evidenceClass()).isEqualTo("N");
        assertThat(until(incident, "VERDICT", fault)).isBetween(LEASE, Duration.ofSeconds(4));
    }

    @Test
    public void keepsAFrozenServerDeadWhenTheMasterDiesToo() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        LocalProcess master = stage.activeMaster();

        victim.process().freeze();
        stage.awaitIncident(name, "is expired", incident -> reached(incident, "ZNODE_DELETED"));
        Instant expired = stage.now();
        awaiting("one second is over").until(() -> stage.now().isAfter(expired.plusSeconds(1)));
        master.kill9();

        stage.awaitRecovered(name);
        awaiting("another master serves")
                .until(() -> !stage.activeMaster().name().equals(master.name()));
        stage.awaitClientsBack();
        assertThat(stage.liveServers()).doesNotContain(name);
        assertThat(stage.hasRegions(name)).isFalse();
        victim.process().thaw();
        assertThat(victim.process().awaitExit(Duration.ofSeconds(40))).isTrue();
        assertThat(stage.liveServers()).doesNotContain(name);
        assertThat(stage.hasRegions(name)).isFalse();
        String successor = stage.activeMasterName().getServerName();
        for (LocalController controller : stage.ha().controllers()) {
            awaiting(controller.process().name() + " knows the new master")
                    .until(() -> controller.state().orElseThrow().master().equals(successor));
        }
        assertThat(outcomesOf(name))
                .isNotEmpty()
                .allSatisfy(outcomes -> assertThat(outcomes).last().isEqualTo("RECOVERED"));
    }

    /** By controller that recorded anything about a server: what came of it, the newest last. */
    private List<List<String>> outcomesOf(ServerName name) {
        return stage.ha().controllers().stream()
                .map(controller -> controller.history().stream()
                        .filter(incident -> incident.server().equals(name.getServerName()))
                        .map(IncidentView::outcome)
                        .toList())
                .filter(outcomes -> !outcomes.isEmpty())
                .toList();
    }

    @Test
    public void anotherControllerActsWhenTheLeaderIsKilled() throws Exception {
        LocalController leader = stage.ha().leader().orElseThrow();
        Duration session = leader.grantedSession().orElseThrow();
        LoadScale before = LoadScale.now();
        Instant killed = stage.now();
        leader.process().kill9();

        Duration takeover = Duration.between(killed, stage.awaitJudging(leader));
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        requireTakeover(takeover, session, before);
        stage.requireUndisturbedClients(killed, "a controller is gone");
        LoadScale beforeFault = LoadScale.now();
        Instant fault = stage.now();
        victim.process().kill9();

        requireVerdict(stage.awaitRecovered(name), fault, beforeFault);
        assertThat(AuditJournal.verify(journalOf(leader)).bad())
                .as("what the killed leader wrote is a whole chain")
                .isEmpty();
    }

    @Test
    public void aLeaderThatWasFrozenActsNoMore() throws Exception {
        LocalController old = stage.ha().leader().orElseThrow();
        Duration session = old.grantedSession().orElseThrow();
        LoadScale before = LoadScale.now();
        Instant frozen = stage.now();
        old.process().freeze();
        Duration takeover = Duration.between(frozen, stage.awaitJudging(old));
        requireTakeover(takeover, session, before);
        stage.requireUndisturbedClients(frozen, "a controller stands still");
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        LoadScale beforeFault = LoadScale.now();
        Instant fault = stage.now();
        victim.process().kill9();
        requireVerdict(stage.awaitRecovered(name), fault, beforeFault);

        old.process().thaw();

        awaiting("the old one knows")
                .until(() -> old.state().filter(view -> !view.leading()).isPresent());
        assertThat(stage.incidents(name))
                .filteredOn(incident -> reached(incident, "EXPIRE_WRITTEN"))
                .hasSize(1);
        assertThat(stage.liveServers()).hasSize(stage.servers() - 1);
    }

    /** The session ends when it ends; what comes after it needs processors. */
    private static void requireTakeover(Duration takeover, Duration session, LoadScale before) {
        Duration allowed = session.plus(before.of(AFTER_LATCH_SESSION));
        System.out.println("  another controller judges after " + takeover.toMillis() + " ms, the latch's session was "
                + session.toMillis() + " ms; allowed " + allowed.toMillis() + " ms at " + before + ", promised "
                + session.plus(AFTER_LATCH_SESSION).toMillis() + " ms");
        assertThat(takeover)
                .as("from the loss of the leader until another one judges")
                .isLessThan(allowed);
    }

    private static void requireVerdict(IncidentView incident, Instant fault, LoadScale before) {
        Duration verdict = until(incident, "VERDICT", fault);
        Duration allowed = before.of(VERDICT_ON_THE_KILLED);
        System.out.println("  verdict of the new leader after " + verdict.toMillis() + " ms; allowed "
                + allowed.toMillis() + " ms at " + before + ", promised " + VERDICT_ON_THE_KILLED.toMillis() + " ms");
        assertThat(incident.evidenceClass()).isEqualTo("C");
        assertThat(verdict).as("verdict of the new leader").isLessThan(allowed);
    }

    @Test
    public void withoutControllersHBaseIsAsStock() throws Exception {
        Instant killed = stage.now();
        stage.ha().controllers().forEach(controller -> controller.process().kill9());
        awaiting("three seconds are over").until(() -> stage.now().isAfter(killed.plusSeconds(3)));
        stage.requireUndisturbedClients(killed, "no controller is left");

        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        victim.process().kill9();

        awaiting("ZooKeeper's session ends and HBase recovers")
                .until(() -> !stage.liveServers().contains(name) && !stage.hasRegions(name));
    }

    @Test
    public void anOrderlyStopIsNoIncident() throws Exception {
        LocalRegionServer leaving = stage.victim();
        ServerName name = stage.nameOf(leaving);

        leaving.process().terminate();
        assertThat(leaving.process().awaitExit(Duration.ofSeconds(40))).isTrue();
        awaiting("its regions are elsewhere").until(() -> !stage.hasRegions(name));

        assertThat(stage.incidents(name)).noneMatch(incident -> reached(incident, "EXPIRE_WRITTEN"));
    }

    @Test
    public void inShadowModeItSaysWhatItWouldDoAndLeavesItToHBase() throws Exception {
        stage.setMode(Mode.SHADOW);
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        victim.process().kill9();

        IncidentView wouldAct = stage.awaitIncident(
                name, "is found", incident -> incident.outcome().equals("SHADOW"));
        assertThat(wouldAct.refusal()).startsWith("SHADOW_MODE");
        IncidentView byHBase = stage.awaitRecovered(name);
        assertThat(reached(byHBase, "EXPIRE_WRITTEN")).isFalse();
        assertThat(reached(byHBase, "ZNODE_GONE")).isTrue();
        stage.setMode(Mode.AUTOMATIC);
    }

    @Test
    public void nonsenseOnTheBeatPortIsDroppedAndCounted() throws Exception {
        LocalController leader = stage.ha().leader().orElseThrow();
        String counter = "hbase_ha_connections_refused_malformed_total";
        double before = leader.metric(counter).orElse(0);
        Random random = new Random(4711);

        for (int i = 0; i < 20; i++) {
            byte[] nonsense = new byte[64 + random.nextInt(100_000)];
            random.nextBytes(nonsense);
            sayTo(leader.beatPort(), nonsense);
        }

        awaiting("all are counted").until(() -> leader.metric(counter).orElse(0) >= before + 20);
        assertThat(stage.leaderView().orElseThrow().servers())
                .filteredOn(server -> server.registered())
                .allSatisfy(server -> assertThat(server.liveness()).isEqualTo("ALIVE"));
    }

    @Test
    public void anAgentWithoutTheSecretIsRefusedAndCounted() throws Exception {
        LocalController leader = stage.ha().leader().orElseThrow();
        ServerName name = stage.nameOf(stage.victim());
        // An agent is the first to see that the other end does not know its secret, and hangs up.
        String counter = "hbase_ha_connections_refused_left_unproven_total";
        double before = leader.metric(counter).orElse(0);

        try (StreamLoop stranger = new StreamLoop(
                "stranger",
                Secret.of(new byte[Secret.LEAST_BYTES]),
                StreamLimits.ofAgent(Duration.ofSeconds(3)),
                MonotonicClock.system())) {
            stranger.start();
            stranger.dial(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), leader.beatPort()),
                    new Hello(Hello.WIRE_VERSION, Set.of(), name.getServerName()),
                    new Refused());
            awaiting("the stranger is counted")
                    .until(() -> leader.metric(counter).orElse(0) > before);
        }
        String notAuthentic = "hbase_ha_connections_refused_not_authentic_total";
        double notAuthenticBefore = leader.metric(notAuthentic).orElse(0);
        try (Stranger stranger = Stranger.dial(leader.beatPort())) {
            stranger.inventAProof(name.getServerName());
            awaiting("the invented proof is counted")
                    .until(() -> leader.metric(notAuthentic).orElse(0) > notAuthenticBefore);
        }

        assertThat(livenessOf(name)).isEqualTo("ALIVE");
        assertThat(stage.incidents(name)).isEmpty();
    }

    @Test
    public void forgedAndRepeatedFramesEndTheirStreamAndNothingElse() throws Exception {
        LocalController leader = stage.ha().leader().orElseThrow();
        String counter = "hbase_ha_streams_closed_not_authentic_total";
        double before = leader.metric(counter).orElse(0);
        Secret secret = SecretFile.read(stage.ha().site().directory().resolve("secret"));
        ServerName nobody = ServerName.valueOf("nobody.example", 16020, 1);

        try (Stranger forger = Stranger.dial(leader.beatPort());
                Stranger repeater = Stranger.dial(leader.beatPort())) {
            forger.proveTheSecret(secret, nobody.getServerName());
            byte[] goodbye = forger.sealed(new Message.Goodbye(GoodbyeReason.ABORT, "forged"));
            goodbye[goodbye.length - 1] ^= 1;
            forger.say(goodbye);
            awaiting("the forged goodbye is counted")
                    .until(() -> leader.metric(counter).orElse(0) >= before + 1);
            repeater.proveTheSecret(secret, nobody.getServerName());
            byte[] answer = repeater.sealed(new Message.ProbeAnswer(1, ConnectOutcome.REFUSED));
            repeater.say(answer);
            repeater.say(answer);
            awaiting("the repeated frame is counted")
                    .until(() -> leader.metric(counter).orElse(0) >= before + 2);
        }

        assertThat(stage.incidents(nobody)).isEmpty();
        assertThat(stage.leaderView().orElseThrow().servers())
                .filteredOn(server -> server.registered())
                .allSatisfy(server -> assertThat(server.liveness()).isEqualTo("ALIVE"));
    }

    /** Agents dial who is listed, and a server that finds its own EXPIRE ends: neither may be written by anybody. */
    @Test
    public void aStrangerCanNeitherListItselfNorOrderAnExpiry() throws Exception {
        ServerName name = stage.nameOf(stage.victim());
        ZnodeLayout layout = new ZnodeLayout(ZnodeLayout.defaultParent("/hbase"), "/hbase");
        ControllerAddress forged = new ControllerAddress("stranger", "127.0.0.1", 9, 9, "forged");
        byte[] order = "kind=EXPIRE".getBytes(StandardCharsets.US_ASCII);

        ZooKeeper stranger = new ZooKeeper(stage.ha().site().zooKeeperQuorum(), 20_000, event -> {});
        try {
            awaiting("the stranger is connected").until(() -> stranger.exists(layout.gate(), false) != null);
            assertThatThrownBy(() -> create(stranger, layout.controller(forged.id()), forged.encode()))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            assertThatThrownBy(() -> create(stranger, layout.gate() + "/" + name.getServerName(), order))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            assertThatThrownBy(() -> create(stranger, layout.mode(), order))
                    .isInstanceOf(KeeperException.NoAuthException.class);
        } finally {
            stranger.close();
        }

        assertThat(stage.liveServers()).contains(name);
        assertThat(livenessOf(name)).isEqualTo("ALIVE");
    }

    private static void create(ZooKeeper zooKeeper, String path, byte[] data)
            throws KeeperException, InterruptedException {
        var unused = zooKeeper.create(path, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    }

    /** A stranger never gets further than this. */
    private static final class Refused implements StreamListener {

        @Override
        public void opened(WireStream stream) {
            stream.offer(new Message.Goodbye(GoodbyeReason.ABORT, "forged"));
        }

        @Override
        public void received(WireStream stream, Message message, MonotonicInstant at) {}

        @Override
        public void closed(WireStream stream, CloseCause cause, MonotonicInstant at) {}

        @Override
        public void refused(String remote, CloseCause cause) {}
    }

    private static void sayTo(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            // Until the controller closes, so that what was said was also read.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            // Reset while it was still being talked to: refused, as it should be.
        }
    }

    private String livenessOf(ServerName name) {
        return stage.leaderView().map(ControllerView::servers).orElse(List.of()).stream()
                .filter(server -> server.server().equals(name.getServerName()))
                .map(server -> server.liveness())
                .findFirst()
                .orElse("");
    }

    private java.nio.file.Path journalOf(LocalController controller) {
        return stage.ha()
                .site()
                .directory()
                .resolve("data")
                .resolve(controller.process().name())
                .resolve("audit.jsonl");
    }
}
