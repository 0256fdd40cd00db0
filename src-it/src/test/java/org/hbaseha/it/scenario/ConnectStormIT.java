package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.fault.ConnectStorm;
import org.hbaseha.it.fault.StormRoom;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/**
 * A frozen process with busy clients fills its listen backlog and then looks like a dead host. No proxy stands before the region servers here: one
 * would go on accepting.
 */
public final class ConnectStormIT {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration LATE_ACTION = Duration.ofSeconds(3);
    private static final int CLIENTS = 2_000;

    @ClassRule
    public static final Theatre THEATRE = Theatre.automatic(Theatre.site("storm"), 2);

    private Stage stage;
    private static int connections;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @BeforeClass
    public static void requireRoomForAStorm() {
        Optional<String> obstacle;
        try {
            StormRoom room = StormRoom.ofThisMachine();
            connections = room.connections();
            obstacle = room.obstacle();
        } catch (IOException e) {
            obstacle = Optional.of("it is not known how large a backlog is here: " + e.getMessage());
        }
        obstacle.ifPresent(reason -> System.out.println("no connect storm on this machine: " + reason));
        assumeTrue(obstacle.orElse(""), obstacle.isEmpty());
    }

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    public void leavesAServerAloneThatStandsStillForThreeSecondsWhileItsBacklogIsFull() throws Exception {
        LocalRegionServer paused = stage.victim();
        ServerName name = stage.nameOf(paused);
        Set<String> seen = new LinkedHashSet<>();

        Instant fault = stage.now();
        paused.process().freeze();
        try (ConnectStorm storm = ConnectStorm.start(paused.address(), CLIENTS, connections)) {
            awaiting("the pause is over").until(() -> {
                look(name, fault, seen);
                return stage.now().isAfter(fault.plus(PAUSE));
            });
            System.out.println("  storm: " + storm);
            assertThat(storm.timedOut())
                    .as("the backlog is full, or this shows nothing")
                    .isPositive();
        } finally {
            paused.process().thaw();
        }
        seen.forEach(line -> System.out.println("  " + line));

        Instant thawed = stage.now();
        awaiting("it is too late to act").until(() -> stage.now().isAfter(thawed.plus(LATE_ACTION)));
        System.out.println("  incidents: " + stage.incidents(name));
        assertThat(stage.incidents(name)).isEmpty();
        assertThat(stage.liveServers()).contains(name);
        assertThat(paused.process().isAlive()).isTrue();
        awaiting("it is alive again").until(() -> stage.leaderView().orElseThrow().servers().stream()
                .anyMatch(server -> server.server().equals(name.getServerName())
                        && server.liveness().equals("ALIVE")));
    }

    /** Notes what the leader says of the server, when it changes. */
    private void look(ServerName name, Instant fault, Set<String> seen) {
        stage.leaderView().stream()
                .flatMap(view -> view.servers().stream())
                .filter(server -> server.server().equals(name.getServerName()))
                .forEach(server -> {
                    String said = said(server);
                    if (seen.stream().noneMatch(line -> line.endsWith(said))) {
                        seen.add(Duration.between(fault, stage.now()).toMillis() + " ms: " + said);
                    }
                });
    }

    private static String said(ServerView server) {
        String probes = String.join(
                "; ",
                server.evidence().stream()
                        .filter(line -> !line.startsWith("silent"))
                        .map(line -> line.replaceAll("[0-9]+ ms", "N ms"))
                        .toList());
        return server.liveness() + " " + server.evidenceClass() + " " + server.sentence() + " [" + probes + "]";
    }
}
