package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.layout.Mode;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ControllerConfigTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Configuration configuration = new Configuration(false);

    private ControllerConfig read() {
        configuration.setIfUnset("hbase.ha.secret.file", "/etc/hbase-ha/secret");
        configuration.setIfUnset("hbase.ha.controller.host", "here");
        return ControllerConfig.of(configuration);
    }

    @Test
    public void aFreshInstallIsInShadowModeWithAParentOfItsOwn() {
        ControllerConfig config = read();

        assertThat(config.mode()).isEqualTo(Mode.SHADOW);
        assertThat(config.layout().parent()).isEqualTo("/hbase-ha");
        assertThat(config.core().detector().lease()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.hbase().zooKeeper()).isEqualTo("localhost:2181");
    }

    @Test
    public void theParentFollowsHBases() {
        configuration.set("zookeeper.znode.parent", "/hbase-blue");

        assertThat(read().layout().parent()).isEqualTo("/hbase-blue-ha");
    }

    @Test
    public void variablesAreFilledIn() {
        configuration.set("where", "/secure");
        configuration.set("hbase.ha.secret.file", "${where}/secret");

        assertThat(read().secretFile()).hasToString("/secure/secret");
    }

    @Test
    public void namesAMistypedKeyAndTheNearest() {
        configuration.set("hbase.ha.detector.pause.budgt", "6s");

        refuses("key=hbase.ha.detector.pause.budgt", "nearest=hbase.ha.detector.pause.budget");
    }

    @Test
    public void refusesATimeWithoutAUnit() {
        configuration.set("hbase.ha.lease", "1500");

        refuses("key=hbase.ha.lease", "value=1500", "unit");
    }

    @Test
    public void refusesABeatIntervalThatIsNotShorterThanTheLease() {
        configuration.set("hbase.ha.beat.interval", "500ms");
        configuration.set("hbase.ha.lease", "500ms");

        refuses("hbase.ha.beat.interval=500ms", "hbase.ha.lease=500ms", "shorter");
    }

    @Test
    public void refusesASuspicionBetweenTwoBeats() {
        configuration.set("hbase.ha.beat.interval", "300ms");

        refuses("hbase.ha.detector.suspect.after=500ms", "hbase.ha.beat.interval=300ms", "at least twice");
    }

    @Test
    public void refusesPauseBudgetsThatAreNotInOrder() {
        configuration.set("hbase.ha.detector.pause.budget", "40s");

        refuses("hbase.ha.detector.pause.budget.most=30000ms", "hbase.ha.detector.pause.budget=40000ms");
    }

    @Test
    public void namesTheKeyOfAParentThatIsNoPath() {
        configuration.set("hbase.ha.znode.parent", "/hbase");

        refuses("/hbase", "hbase.ha.znode.parent", "zookeeper.znode.parent");
    }

    @Test
    public void namesTheFileThatIsDamagedAndTheLine() throws IOException {
        Path file = folder.newFile("ha-site.xml").toPath();
        Files.writeString(file, "<configuration>\n<property>\n");
        configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));

        RuntimeException damage = catchThrowableOfType(RuntimeException.class, configuration::size);

        assertThat(ControllerConfig.ofDamagedFile(damage))
                .contains(file.toString(), "[row,col")
                .doesNotContain("\n", "Exception");
    }

    @Test
    public void refusesALeaseThatIsNotShorterThanTheSession() {
        configuration.set("hbase.ha.lease", "5s");

        refuses("hbase.ha.lease=5000ms", "hbase.ha.controller.session.timeout=4000ms");
    }

    @Test
    public void refusesABreakerWindowThatOutlivesTheRecordsItCounts() {
        configuration.set("hbase.ha.breaker.window", "1h");
        configuration.set("hbase.ha.gate.retention", "1h");

        refuses("hbase.ha.breaker.window=3600000ms", "hbase.ha.gate.retention=3600000ms");
    }

    @Test
    public void refusesToStartWithoutASecret() {
        configuration.set("hbase.ha.controller.host", "here");

        assertThatThrownBy(() -> ControllerConfig.of(configuration))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("hbase.ha.secret.file");
    }

    private void refuses(String... parts) {
        assertThatThrownBy(this::read).isInstanceOf(ConfigException.class).hasMessageContainingAll(parts);
    }
}
