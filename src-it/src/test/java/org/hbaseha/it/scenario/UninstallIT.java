package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.cluster.LocalController;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.scenario.Operator.Answer;
import org.hbaseha.it.scenario.Runs.When;
import org.hbaseha.layout.ZnodeLayout;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/** The add-on is taken out of a cluster that serves, in the order of README.md. */
public final class UninstallIT {

    private static final int REFUSED = 6;
    private static final String OURS = ZnodeLayout.defaultParent("/hbase");
    private static final Duration STOPS = Duration.ofSeconds(40);
    private static final List<String> KEYS =
            List.of("hbase.coprocessor.regionserver.classes", "hbase.coprocessor.user.region.classes");

    @ClassRule
    public static final Theatre THEATRE =
            Theatre.automatic(Theatre.site("uninstall"), 3).withAStageForEach();

    @Rule
    public final TestRule performance = THEATRE.performance();

    @Test
    @Runs(When.ONCE)
    public void stepByStepItIsTakenOutAndHBaseServesOn() throws Exception {
        Stage stage = THEATRE.stage();
        Operator operator = new Operator(stage.ha().controllers().get(0).conf());
        assertThat(stage.gateStates()).isEqualTo(Set.of("LEASED"));

        Map<String, Long> refused = stage.gateRefusals();
        done(operator.types("gate", "disarm", "--all", "--reason", "goes"));
        awaiting("no permission to serve rests on a controller")
                .until(() -> stage.gateStates().equals(Set.of("OPEN")));

        done(operator.types("mode", "shadow", "--reason", "goes", "--yes"));
        awaiting("no controller acts any more")
                .until(() -> stage.leaderView().orElseThrow().mode().equals("shadow"));
        assertThat(stage.gateRefusals()).isEqualTo(refused);
        assertThat(operator.types("uninstall", "--yes"))
                .matches(answer -> answer.exitCode() == REFUSED, "is refused")
                .matches(answer -> answer.said().contains("Controllers run: controller-"), "says by whom");

        for (LocalRegionServer server : stage.ha().site().regionServers()) {
            stage.ha().site().removeSettings(server.name(), KEYS);
            restart(stage, server);
        }
        awaiting("no agent beats").until(() -> stage.leaderView().orElseThrow().servers().stream()
                .filter(server -> server.registered())
                .allMatch(server -> server.liveness().equals("UNKNOWN")));

        for (LocalController controller : stage.ha().controllers()) {
            controller.process().terminate();
            assertThat(controller.process().awaitExit(STOPS)).isTrue();
        }
        done(operator.types("uninstall", "--yes"));
        assertThat(stage.hasZnode(OURS)).isFalse();

        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        victim.process().kill9();
        awaiting("HBase recovers a server as it does without us")
                .until(() -> !stage.liveServers().contains(name) && !stage.hasRegions(name));
        stage.awaitClientsBack();
        assertThat(stage.hasZnode(OURS)).isFalse();
    }

    private static void done(Answer answer) {
        assertThat(answer.exitCode()).as(answer.said()).isZero();
    }

    private static void restart(Stage stage, LocalRegionServer server) throws Exception {
        ServerName name = stage.nameOf(server);
        server.process().terminate();
        assertThat(server.process().awaitExit(STOPS)).isTrue();
        server.process().restart();
        awaiting("its successor is live")
                .until(() -> stage.liveServers().size() == stage.servers()
                        && !stage.liveServers().contains(name));
    }
}
