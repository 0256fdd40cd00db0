package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.it.scenario.Stage.awaiting;

import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/** The NameNode under HBase is frozen: nobody is expired for a silence that may come from it. */
public final class FileSystemTroubleIT {

    private static final Duration PAUSE_BUDGET = Duration.ofSeconds(4);
    private static final String BREAKER = "file-system";

    @ClassRule
    public static final Theatre THEATRE = Theatre.automatic(
            Theatre.site("file-system-trouble"),
            1,
            Map.of("hbase.ha.detector.pause.budget", PAUSE_BUDGET.toMillis() + "ms"));

    private Stage stage;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    public void aServerThatIsSilentWhileTheNameNodeHangsIsNotExpired() throws Exception {
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);
        LocalProcess nameNode = stage.ha().site().processes().stream()
                .filter(process -> process.name().equals("namenode"))
                .findFirst()
                .orElseThrow();

        nameNode.freeze();
        awaiting("the breaker is open").until(() -> breaker().open());
        victim.process().freeze();
        awaiting("its expiry is held up").until(() -> breaker().held().contains(name.getServerName()));
        assertThat(stage.isRegistered(name)).isTrue();
        victim.process().thaw();
        nameNode.thaw();

        awaiting("the breaker is closed").until(() -> !breaker().open());
        assertThat(breaker().sentence()).startsWith("hdfs://").endsWith(" answers");
        awaiting("the server is heard again").until(stage::isJudged);
        assertThat(stage.isRegistered(name)).isTrue();
        assertThat(stage.incidents(name)).isNotEmpty().allSatisfy(incident -> assertThat(incident.outcome())
                .isEqualTo("WITHDRAWN"));
        stage.awaitClientsBack();
    }

    private ControllerView.BreakerView breaker() {
        return stage.leaderView().orElseThrow().breakers().stream()
                .filter(breaker -> breaker.name().equals(BREAKER))
                .findFirst()
                .orElseThrow();
    }
}
