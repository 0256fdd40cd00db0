package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;
import static org.hbaseha.it.scenario.Stage.reached;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.scenario.Runs.When;
import org.hbaseha.layout.Mode;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/**
 * Processes that stand still (SIGSTOP) and go on: region servers for shorter and for longer than their pause budget, ZooKeeper, the leader. All
 * settings of detection and the sessions of region servers are the defaults.
 */
public final class PauseScenariosIT {

    /** How long readers that slept ask the frozen server before it wakes: their calls lie in its sockets then. */
    private static final Duration CALLS_PILE_UP = Duration.ofMillis(300);

    /** A server that wakes dead reports to the master within three seconds, and is told. */
    private static final Duration AWAKE = Duration.ofSeconds(4);

    private static final int MOST_WAKES = 5;

    @ClassRule
    public static final Theatre THEATRE = Theatre.automatic(
            Theatre.site("pauses")
                    .zooKeeperTick(Duration.ofMillis(500))
                    // With the default of 30 the writers of the hammer would keep them all when a frozen server wakes,
                    // and no reader would be answered, fresh or stale.
                    .hbaseSite("hbase.regionserver.handler.count", "150"),
            3);

    private Stage stage;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    @Runs(When.ONCE)
    public void leavesAServerAloneThatStandsStillForFiveSeconds() throws Exception {
        Calm calm = Calm.begin(stage);
        LocalProcess paused = stage.victim().process();

        standStill(paused, Duration.ofSeconds(5));

        stage.awaitClientsBack();
        calm.requireNoAct();
        assertThat(paused.isAlive()).isTrue();
    }

    @Test
    @Runs(When.THOROUGHLY)
    public void leavesAServerAloneThatStandsStillAgainAndAgain() throws Exception {
        Calm calm = Calm.begin(stage);
        LocalProcess flapping = stage.victim().process();

        for (int i = 0; i < 4; i++) {
            standStill(flapping, Duration.ofSeconds(5));
            stage.pass(stage.now(), Duration.ofSeconds(4));
        }

        stage.awaitClientsBack();
        calm.requireNoAct();
    }

    @Test
    @Runs(When.THOROUGHLY)
    public void expiresAServerThatStandsStillForThirtySeconds() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        Instant fault = stage.now();
        victim.process().freeze();
        assertThat(stage.awaitRecovered(name).evidenceClass()).isEqualTo("P");
        stage.pass(fault, Duration.ofSeconds(30));
        victim.process().thaw();

        requireDeadForGood(victim, name);
    }

    @Test
    @Runs(When.ONCE)
    public void noReadIsStaleAndNoWriteLostWhenAServerWakesAfterItsRecovery() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        try (Hammer hammer = stage.hammer()) {
            hammer.sleep();
            victim.process().freeze();
            stage.awaitRecovered(name);
            hammer.awaitWritten(stage.now());
            Instant woken = stage.now();
            hammer.wake();
            stage.pass(woken, CALLS_PILE_UP);
            Instant thawed = stage.now();
            victim.process().thaw();

            requireDeadForGood(victim, name);
            hammer.requireInvariants(woken, thawed);
        }
    }

    @Test
    @Runs(When.ONCE)
    public void noReadIsStaleAndNoWriteLostWhenAServerWakesDuringItsRecovery() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        try (Hammer hammer = stage.hammer()) {
            hammer.sleep();
            victim.process().freeze();
            stage.awaitIncident(name, "is expired", incident -> reached(incident, "ZNODE_DELETED"));
            Instant woken = stage.now();
            hammer.wake();
            stage.pass(woken, CALLS_PILE_UP);
            Instant thawed = stage.now();
            victim.process().thaw();

            stage.awaitRecovered(name);
            requireDeadForGood(victim, name);
            hammer.requireInvariants(woken, thawed);
        }
    }

    /**
     * The control of the two above: the same fault and the same readers, with nobody who closes a gate or tells the server that it is dead. The master would,
     * within seconds, and the NameNode at once, because the server's log broke and it asks for another: both stand still when the server wakes.
     * One wake in some finds no reader all the same.
     */
    @Test
    @Runs(When.THOROUGHLY)
    public void withoutTheLeaseGateTheSameReadersFindStaleValues() throws Exception {
        long stale = staleReadsWithoutGate();
        for (int wakes = 1; stale == 0 && wakes < MOST_WAKES; wakes++) {
            stage.heal();
            stale = staleReadsWithoutGate();
        }
        assertThat(stale).as("stale reads, which these readers would notice").isPositive();
    }

    private long staleReadsWithoutGate() throws Exception {
        stage.setMode(Mode.SHADOW);
        awaiting("no gate is armed").until(() -> stage.gateStates().equals(Set.of("OPEN")));
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        List<LocalProcess> tellers =
                List.of(stage.activeMaster(), stage.ha().site().process("namenode"));

        try (Hammer hammer = stage.hammer()) {
            hammer.sleep();
            hammer.holdWrites();
            victim.process().freeze();
            stage.deleteZnodeOf(name);
            awaiting("its regions are elsewhere").until(() -> !stage.hasRegions(name));
            hammer.goOnWriting();
            hammer.awaitWritten(stage.now());
            Instant woken = stage.now();
            hammer.wake();
            stage.pass(woken, CALLS_PILE_UP);
            tellers.forEach(LocalProcess::freeze);
            victim.process().thaw();

            return hammer.judgeReadsUntil(stage.now().plus(AWAKE)).violations();
        } finally {
            tellers.forEach(LocalProcess::thaw);
            stage.setMode(Mode.AUTOMATIC);
        }
    }

    @Test
    @Runs(When.ONCE)
    public void whileZooKeeperStandsStillForThreeSecondsNobodyNotices() throws Exception {
        zooKeeperStandsStill(Duration.ofSeconds(3));
    }

    /** Half of the session of region servers and masters; the leader loses its own. */
    @Test
    @Runs(When.ONCE)
    public void whileZooKeeperStandsStillForTwentySecondsNobodyNotices() throws Exception {
        zooKeeperStandsStill(Duration.ofSeconds(20));
    }

    private void zooKeeperStandsStill(Duration length) {
        LocalProcess zooKeeper = stage.ha().site().zooKeeper();
        Calm.begin(stage)
                .during(
                        "ZooKeeper stands still for " + length.toSeconds() + " s",
                        length,
                        zooKeeper::freeze,
                        zooKeeper::thaw);
    }

    /** Longer than their sessions, any lease, and what a server without contact is given; then they come back. */
    @Test
    @Runs(When.ONCE)
    public void whileNoControllerRunsNobodyNotices() throws Exception {
        Calm.begin(stage)
                .during(
                        "no controller runs",
                        Duration.ofSeconds(8),
                        () -> stage.ha()
                                .controllers()
                                .forEach(controller -> controller.process().kill9()),
                        this::restartControllers);
    }

    private void restartControllers() {
        for (LocalController controller : stage.ha().controllers()) {
            try {
                controller.process().restart();
            } catch (IOException e) {
                throw new UncheckedIOException("Controller cannot be started", e);
            }
        }
    }

    /** Whoever finds the record finishes what it says, once; the one that wrote it comes too late for everything. */
    @Test
    @Runs(When.ONCE)
    public void anotherControllerFinishesWhatAFrozenLeaderBegan() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        LocalController leader = stage.ha().leader().orElseThrow();

        boolean between;
        try (ExpireTrap trap = ExpireTrap.set(stage.ha().site(), name, leader.process())) {
            victim.process().freeze();
            Instant caught = trap.awaitCaught(stage::now);
            between = stage.isRegistered(name);
            stage.pass(caught, Duration.ofSeconds(5));
            leader.process().thaw();
        }

        awaiting("its regions are elsewhere")
                .until(() -> !stage.liveServers().contains(name) && !stage.hasRegions(name));
        stage.awaitClientsBack();
        List<IncidentView> expired = stage.incidents(name).stream()
                .filter(incident -> reached(incident, "ZNODE_DELETED"))
                .toList();
        assertThat(expired).as("controllers that deleted its znode").hasSizeLessThanOrEqualTo(1);
        victim.process().thaw();
        requireDeadForGood(victim, name);
        assumeTrue("the leader was faster than the trap: what it shows is that nothing was done twice", between);
    }

    private void standStill(LocalProcess process, Duration length) {
        Instant from = stage.now();
        process.freeze();
        stage.pass(from, length);
        process.thaw();
    }

    private void requireDeadForGood(LocalRegionServer victim, ServerName name) throws Exception {
        assertThat(victim.process().awaitExit(Duration.ofSeconds(40)))
                .as("the woken server finds that it is dead and ends")
                .isTrue();
        assertThat(stage.liveServers()).doesNotContain(name);
        assertThat(stage.hasRegions(name)).isFalse();
    }
}
