package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;
import static org.hbaseha.it.scenario.Stage.reached;
import static org.hbaseha.it.scenario.Stage.until;
import static org.junit.Assume.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.cluster.LoadScale;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.network.Direction;
import org.hbaseha.it.network.NetworkHost;
import org.hbaseha.it.network.NetworkRoom;
import org.hbaseha.it.scenario.Runs.When;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/**
 * Packets are dropped between servers that live: all of one server's, one way, to and from the controllers only, to and from ZooKeeper only. Each region
 * server and controller is a host of a private network; all settings of detection are the defaults. Skipped, with the reason, where the machine lets
 * nobody drop packets.
 */
public final class PartitionScenariosIT {

    private static final Duration VERDICT_ON_THE_ISOLATED = Duration.ofSeconds(2);

    /** What a server says arrives for a while when nothing reaches it: as much as TCP sends unacknowledged. */
    private static final Duration VERDICT_ON_THE_HALF_CUT = Duration.ofSeconds(4);

    /** How long readers that slept ask the isolated server before it is heard again. */
    private static final Duration CALLS_PILE_UP = Duration.ofMillis(300);

    /** Longer than the sessions of controllers, than any lease, and than what a server without contact is given. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

    @ClassRule
    public static final Theatre THEATRE = Theatre.automatic(
            Theatre.site("partitions")
                    .ownHosts(true)
                    .zooKeeperTick(Duration.ofMillis(500))
                    // So that writers that wait for the log leave some to the readers.
                    .hbaseSite("hbase.regionserver.handler.count", "150"),
            3,
            // The default, serve, allows a server that reaches nobody what stock HBase allows it, stale reads too.
            Map.of("hbase.ha.gate.isolated", "refuse"));

    private Stage stage;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @BeforeClass
    public static void requireRoomForANetwork() {
        Optional<String> obstacle = NetworkRoom.obstacle();
        obstacle.ifPresent(reason -> System.out.println("not measured: " + reason));
        assumeTrue(obstacle.orElse(""), obstacle.isEmpty());
    }

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    @Runs(When.ONCE)
    public void expiresAnIsolatedServer() throws Exception {
        expiresWithoutContact(LocalRegionServer::isolate, VERDICT_ON_THE_ISOLATED);
    }

    @Test
    @Runs(When.ONCE)
    public void expiresAServerThatNothingReaches() throws Exception {
        expiresWithoutContact(server -> server.requireHost().cut(Direction.INBOUND), VERDICT_ON_THE_HALF_CUT);
    }

    @Test
    @Runs(When.ONCE)
    public void expiresAServerThatReachesNobody() throws Exception {
        expiresWithoutContact(server -> server.requireHost().cut(Direction.OUTBOUND), VERDICT_ON_THE_HALF_CUT);
    }

    /** The server lives on, and stays dead to all others once it is heard again. */
    private void expiresWithoutContact(Deed deed, Duration promised) throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        LoadScale before = LoadScale.now();

        Instant fault = stage.now();
        deed.doTo(victim);

        IncidentView incident = stage.awaitRecovered(name);
        Duration verdict = until(incident, "VERDICT", fault);
        System.out.println("  verdict after " + verdict.toMillis() + " ms, allowed "
                + before.of(promised).toMillis() + " ms at " + before + "; all regions open after "
                + until(incident, "RECOVERED", fault).toMillis() + " ms");
        assertThat(incident.evidenceClass()).isEqualTo("N");
        assertThat(verdict).isLessThan(before.of(promised));
        victim.restore();
        assertThat(victim.process().awaitExit(Duration.ofSeconds(40)))
                .as("the server that is heard again finds that it is dead and ends")
                .isTrue();
        assertThat(stage.liveServers()).doesNotContain(name);
        assertThat(stage.hasRegions(name)).isFalse();
    }

    @Test
    @Runs(When.ONCE)
    public void noReadIsStaleAndNoWriteLostWhenAnIsolatedServerIsHeardAgain() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        try (Hammer hammer = stage.hammer()) {
            hammer.sleep();
            victim.isolate();
            stage.awaitRecovered(name);
            hammer.awaitWritten(stage.now());
            Instant woken = stage.now();
            hammer.wake();
            stage.pass(woken, CALLS_PILE_UP);
            Instant back = stage.now();
            victim.restore();

            assertThat(victim.process().awaitExit(Duration.ofSeconds(40))).isTrue();
            hammer.requireInvariants(woken, back);
        }
    }

    @Test
    @Runs(When.ONCE)
    public void leavesAServerAloneThatOnlyControllersCannotReach() throws Exception {
        LocalRegionServer cut = stage.victim();

        nobodyNotices("the controllers do not reach " + cut.name(), () -> {
            cut.requireHost()
                    .cutFrom(controllers().stream().map(NetworkHost::address).toList());
            awaiting("a leader takes it for its own trouble")
                    .until(() -> stage.evidenceClass(cut).equals("O"));
        });
    }

    @Test
    @Runs(When.THOROUGHLY)
    public void leavesAServerAloneThatOnlyTheLeaderCannotReach() throws Exception {
        LocalRegionServer cut = stage.victim();
        LocalController leader = stage.ha().leader().orElseThrow();

        nobodyNotices("the leader does not reach " + cut.name(), () -> cut.requireHost()
                .cutFrom(List.of(leader.address())));
        assertThat(stage.ha().leader())
                .as("another controller, which hears it, leads")
                .isNotEqualTo(Optional.of(leader));
        // It has not forgotten that it stood back, and would not do so again soon.
        leader.process().restart();
    }

    @Test
    @Runs(When.ONCE)
    public void leavesAServerAloneThatDoesNotReachZooKeeper() throws Exception {
        LocalRegionServer cut = stage.victim();

        nobodyNotices(cut.name() + " does not reach ZooKeeper", () -> cut.requireHost()
                .cutFrom(List.of(stage.ha().site().zooKeeperHost())));
    }

    @Test
    @Runs(When.ONCE)
    public void withAllControllersCutOffHBaseIsAsStock() throws Exception {
        nobodyNotices("all controllers are cut off", () -> controllers().forEach(NetworkHost::isolate));
    }

    @Test
    @Runs(When.ONCE)
    public void whileControllersAreRestartedOneByOneNobodyNotices() throws Exception {
        Calm calm = Calm.begin(stage);

        for (LocalController controller : stage.ha().controllers()) {
            controller.process().restart();
            awaiting(controller.process().name() + " is back, and a leader hears all servers")
                    .until(() -> controller.state().isPresent() && stage.isJudged());
        }

        calm.requireUndisturbed("controllers are restarted");
        calm.requireNoRefusal();
    }

    @Test
    @Runs(When.ONCE)
    public void actsOnNoneOfTwoServersThatAreCutOffAtOnce() throws Exception {
        Calm calm = Calm.begin(stage);
        LocalRegionServer one = stage.victim();
        LocalRegionServer other = stage.victim();
        assertThat(one).isNotEqualTo(other);

        Instant cut = stage.now();
        one.isolate();
        other.isolate();
        stage.pass(cut, LONG_ENOUGH);
        one.restore();
        other.restore();

        stage.awaitClientsBack();
        calm.requireNoAct();
    }

    /** Its supervisor starts it again each time it finds that it is dead. */
    @Test
    @Runs(When.THOROUGHLY)
    public void expiresNoIncarnationTwiceOfAServerWhoseCableIsLoose() throws Exception {
        LocalRegionServer flapping = stage.victim();
        List<String> before = expired(flapping);
        flapping.process().autoRestart(Duration.ofSeconds(1));

        for (int i = 0; i < 4; i++) {
            Instant off = stage.now();
            flapping.isolate();
            stage.pass(off, Duration.ofSeconds(5));
            flapping.restore();
            stage.pass(off, Duration.ofSeconds(9));
        }
        flapping.process().stopAutoRestart();

        awaiting("it is live").until(() -> stage.liveServers().stream().anyMatch(flapping::is));
        List<String> expired = expired(flapping);
        expired.removeAll(before);
        System.out.println("  expired: " + expired);
        assertThat(expired).isNotEmpty().doesNotHaveDuplicates();
        // Back for the third time, it is in quarantine.
        assertThat(expired).hasSizeLessThanOrEqualTo(3);
    }

    /** Its incarnations that were expired, whoever led. */
    private List<String> expired(LocalRegionServer server) {
        List<String> expired = new ArrayList<>();
        for (LocalController controller : stage.ha().controllers()) {
            controller.history().stream()
                    .filter(incident -> reached(incident, "EXPIRE_WRITTEN"))
                    .map(IncidentView::server)
                    .filter(name -> name.startsWith(server.address().getHostString() + ","
                            + server.address().getPort()))
                    .forEach(expired::add);
        }
        return expired;
    }

    private void nobodyNotices(String what, Runnable fault) {
        Calm.begin(stage).during(what, LONG_ENOUGH, fault, this::restore);
    }

    private void restore() {
        stage.ha().site().regionServers().forEach(LocalRegionServer::restore);
        controllers().forEach(NetworkHost::restore);
    }

    private List<NetworkHost> controllers() {
        return stage.ha().controllers().stream()
                .map(controller -> controller.host().orElseThrow())
                .toList();
    }

    /** What is done to a region server. */
    @FunctionalInterface
    private interface Deed {
        void doTo(LocalRegionServer server);
    }
}
