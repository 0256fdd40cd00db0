package org.hbaseha.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.scenario.Runs.When;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;

/** Our own code in the region servers is broken: each call of a hook throws. HBase serves on, and what does not need the hooks works. */
public final class BrokenHookIT {

    private static final Duration LOOKED_AT = Duration.ofSeconds(5);

    @ClassRule
    public static final Theatre THEATRE = Theatre.automatic(
            Theatre.site("broken-hook").hbaseSite("hbase.coprocessor.region.classes", Saboteur.class.getName()), 2);

    private Stage stage;

    @Rule
    public final TestRule performance = THEATRE.performance();

    @Before
    public void enter() {
        stage = THEATRE.stage();
    }

    @Test
    @Runs(When.ONCE)
    public void nobodyNoticesThatOurHooksThrowAndADeadServerIsStillExpired() throws Exception {
        Calm.begin(stage).during("hooks throw", LOOKED_AT, () -> {}, () -> {});
        for (LocalRegionServer server : stage.ha().site().regionServers()) {
            assertThat(Files.readString(server.process().log())).contains(Saboteur.WORDS, Saboteur.GATE_WORDS);
        }
        LocalRegionServer victim = stage.victim();
        ServerName name = stage.nameOf(victim);

        victim.process().kill9();

        assertThat(stage.awaitRecovered(name).evidenceClass()).isEqualTo("C");
    }
}
