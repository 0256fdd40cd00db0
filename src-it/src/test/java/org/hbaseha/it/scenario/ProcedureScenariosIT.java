package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;
import static org.hbaseha.it.scenario.Stage.reached;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.hbaseha.controller.coordination.OperatorRecords;
import org.hbaseha.controller.coordination.ZooKeeperSession;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.scenario.Runs.When;
import org.hbaseha.layout.MaintenanceRecord;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/** Region servers that die while HBase has something else to do, that are special to it, or that an operator restarts. */
public final class ProcedureScenariosIT {

    /** A dead master's lasts as long: so soon another one serves. */
    private static final Duration SERVER_SESSION = Duration.ofSeconds(10);

    private static final String WINDOW = "rolling";

    private static final Duration STOPS = Duration.ofSeconds(40);

    @ClassRule
    public static final Theatre THEATRE = Theatre.automatic(
            Theatre.site("procedures")
                    .backupMaster(true)
                    .zooKeeperTick(Duration.ofMillis(500))
                    .hbaseSite("zookeeper.session.timeout", Long.toString(SERVER_SESSION.toMillis())),
            2);

    private Stage stage;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    @Runs(When.ONCE)
    public void recoversAServerThatItsSupervisorRestartsAfterASecond() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        victim.process().autoRestart(Duration.ofSeconds(1));

        victim.process().kill9();

        IncidentView incident = stage.awaitRecovered(name);
        assertThat(incident.evidenceClass()).isEqualTo("C");
        // Its regions may be elsewhere before that second is over.
        awaiting("its successor is live").until(() -> stage.liveServers().stream()
                .anyMatch(server -> victim.is(server) && !server.equals(name)));
        victim.process().stopAutoRestart();
        assertThat(stage.liveServers()).doesNotContain(name);
        assertThat(stage.incidents(stage.nameOf(victim))).isEmpty();
    }

    @Test
    @Runs(When.ONCE)
    public void recoversTheServerThatHoldsMeta() throws Exception {
        LocalRegionServer victim = stage.metaHolder();

        kill(victim);

        assertThat(stage.metaHolder()).isNotEqualTo(victim);
    }

    @Test
    @Runs(When.ONCE)
    public void recoversAServerWithoutRegions() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        try (Admin admin = stage.connection().getAdmin()) {
            for (RegionInfo region : admin.getRegions(name)) {
                admin.move(region.getEncodedNameAsBytes());
            }
            awaiting("it has no region").until(() -> admin.getRegions(name).isEmpty());
        }

        kill(victim);
    }

    @Test
    @Runs(When.ONCE)
    public void recoversAServerThatDiesWithTheMaster() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        LocalProcess master = stage.activeMaster();

        master.kill9();
        victim.process().kill9();

        awaiting("another master serves")
                .until(() -> !stage.activeMaster().name().equals(master.name()));
        stage.awaitRecovered(name);
        assertThat(stage.hasRegions(name)).isFalse();
    }

    @Test
    @Runs(When.ONCE)
    public void recoversAServerThatIsSplittingARegion() throws Exception {
        dieDuring(SideTable::split);
    }

    @Test
    @Runs(When.THOROUGHLY)
    public void recoversAServerThatIsMergingRegions() throws Exception {
        dieDuring(SideTable::merge);
    }

    private void dieDuring(Change kind) throws Exception {
        LocalRegionServer victim = stage.victim();
        try (SideTable table = SideTable.on(stage.nameOf(victim), stage.connection())) {
            Future<Void> change = kind.begin(table);
            assertThat(change.isDone())
                    .as("it has not ended before the server dies")
                    .isFalse();

            kill(victim);

            table.awaitWhole();
        }
    }

    @Test
    @Runs(When.ONCE)
    public void recoversAServerOnWhichATableIsBeingDisabled() throws Exception {
        LocalRegionServer victim = stage.victim();
        try (SideTable table = SideTable.on(stage.nameOf(victim), stage.connection())) {
            Future<Void> disabled = table.disable();
            assertThat(disabled.isDone())
                    .as("it has not ended before the server dies")
                    .isFalse();

            kill(victim);

            disabled.get(60, TimeUnit.SECONDS);
            table.enable();
            table.awaitWhole();
        }
    }

    @Test
    @Runs(When.ONCE)
    public void aRollingRestartCausesNoAct() throws Exception {
        for (LocalRegionServer server : stage.ha().site().regionServers()) {
            ServerName name = stage.nameOf(server);
            server.process().terminate();
            assertThat(server.process().awaitExit(STOPS)).isTrue();
            server.process().restart();
            awaiting("its successor is live, and heard")
                    .until(() -> stage.liveServers().size() == stage.servers() && stage.isJudged());
            assertThat(stage.incidents(name)).noneMatch(incident -> reached(incident, "EXPIRE_WRITTEN"));
        }
    }

    /** However the servers end: of those that are killed it is known that they are dead, and they are left to HBase. */
    @Test
    @Runs(When.ONCE)
    public void aRollingRestartUnderAMaintenanceWindowCausesNoActEvenOnServersThatAreKilled() throws Exception {
        try (ZooKeeperSession session = stage.openSession()) {
            OperatorRecords records = new OperatorRecords(session);
            records.startMaintenance(WINDOW, window());
            try {
                awaiting("the leader has heard of the window")
                        .until(() -> stage.leaderView().orElseThrow().maintenance().stream()
                                .anyMatch(window -> window.id().equals(WINDOW)));
                for (LocalRegionServer server : stage.ha().site().regionServers()) {
                    killUnderTheWindow(server);
                }
            } finally {
                records.endMaintenance(WINDOW);
            }
        }
        awaiting("the leader has heard of its end")
                .until(() -> stage.leaderView().orElseThrow().maintenance().isEmpty());
    }

    private void killUnderTheWindow(LocalRegionServer server) throws Exception {
        ServerName name = stage.nameOf(server);
        server.process().kill9();
        stage.awaitIncident(
                name, "is left alone", incident -> incident.refusal().startsWith(RefusalCode.MAINTENANCE.name()));
        server.process().restart();
        awaiting("its successor is live, and heard; the dead one is gone")
                .until(() -> stage.liveServers().size() == stage.servers()
                        && !stage.liveServers().contains(name)
                        && stage.isJudged());
        assertThat(stage.incidents(name))
                .noneMatch(incident -> reached(incident, "EXPIRE_WRITTEN"))
                .noneMatch(incident -> reached(incident, "ZNODE_DELETED"))
                .noneMatch(incident -> reached(incident, "HBCK_ASKED"));
    }

    private MaintenanceRecord window() {
        return new MaintenanceRecord(
                List.of(), "scenario", "scenario", "rolling restart", stage.now(), Duration.ofMinutes(5));
    }

    private void kill(LocalRegionServer victim) throws Exception {
        ServerName name = stage.nameOf(victim);

        victim.process().kill9();

        IncidentView incident = stage.awaitRecovered(name);
        assertThat(incident.evidenceClass()).isEqualTo("C");
        assertThat(reached(incident, "EXPIRE_WRITTEN")).isTrue();
        assertThat(stage.hasRegions(name)).isFalse();
    }

    /** What HBase is asked to do with a table. */
    @FunctionalInterface
    private interface Change {
        Future<Void> begin(SideTable table) throws IOException;
    }
}
