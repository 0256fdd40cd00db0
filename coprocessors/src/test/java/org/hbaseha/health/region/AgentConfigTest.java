package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.health.gate.GateSettings;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ZnodeLayout;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AgentConfigTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Configuration server = new Configuration(false);

    public AgentConfigTest() {
        server.set("hbase.ha.secret.file", "/etc/hbase/ha.secret");
        server.set("hbase.zookeeper.quorum", "zk1,zk2:2182, zk3");
        server.set("hbase.zookeeper.property.clientPort", "2181");
        server.set("zookeeper.znode.parent", "/hbase");
    }

    @Test
    public void readsDefaultsAndWhatTheServerKnows() {
        AgentConfig config = AgentConfig.read(server);

        assertThat(config)
                .isEqualTo(new AgentConfig(
                        Path.of("/etc/hbase/ha.secret"),
                        Duration.ofMillis(100),
                        new GateSettings(Seats.NONE, Duration.ofMillis(1500), true),
                        Duration.ofSeconds(3),
                        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2)),
                        0,
                        "zk1:2181,zk2:2182,zk3:2181",
                        Duration.ofSeconds(90),
                        new ZnodeLayout("/hbase-ha", "/hbase")));
    }

    @Test
    public void readsTheSeatsAndWhatToDoInIsolation() {
        server.set("hbase.ha.controllers", "a, b,c");
        server.set("hbase.ha.gate.isolated", "refuse");
        server.set("zookeeper.session.timeout", "40000");

        AgentConfig config = AgentConfig.read(server);

        assertThat(config.gate())
                .isEqualTo(new GateSettings(Seats.of(List.of("c", "b", "a")), Duration.ofMillis(1500), false));
        assertThat(config.session()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    public void refusesASeatThatIsNamedTwiceAndAnUnknownWord() {
        server.set("hbase.ha.controllers", "a,b,a");
        assertRefused("hbase.ha.controllers");

        server.set("hbase.ha.controllers", "a,b,c");
        server.set("hbase.ha.gate.isolated", "maybe");
        assertRefused("hbase.ha.gate.isolated");
    }

    @Test
    public void understandsAddressesInBrackets() {
        assertThat(AgentConfig.connectString("[::1]:2182,[::1]", "2181")).isEqualTo("[::1]:2182,[::1]:2181");
    }

    @Test
    public void refusesAnIntervalAsLongAsTheLease() {
        server.set("hbase.ha.beat.interval", "1s");
        server.set("hbase.ha.lease", "1s");

        assertRefused("hbase.ha.beat.interval=1000ms hbase.ha.lease=1000ms");
    }

    @Test
    public void refusesAStreamThatStallsBetweenTwoBeats() {
        server.set("hbase.ha.beat.interval", "700ms");
        server.set("hbase.ha.stream.stall.timeout", "600ms");

        assertRefused("hbase.ha.stream.stall.timeout=600ms");
    }

    @Test
    public void refusesAFirstWaitLongerThanTheLongest() {
        server.set("hbase.ha.agent.reconnect.least", "5s");

        assertRefused("hbase.ha.agent.reconnect.least=5000ms hbase.ha.agent.reconnect.most=2000ms");
    }

    @Test
    public void refusesAnUnknownKeyAndNamesTheNearest() {
        server.set("hbase.ha.beat.intervall", "100ms");

        assertRefused("nearest=hbase.ha.beat.interval");
    }

    @Test
    public void refusesToRunWithoutASecret() {
        server.unset("hbase.ha.secret.file");

        assertRefused("hbase.ha.secret.file");
    }

    @Test
    public void refusesOurZnodesUnderTheParentOfHBase() {
        server.set("hbase.ha.znode.parent", "/hbase");

        assertRefused("parent=/hbase");
    }

    @Test
    public void doesNotChangeTheServersConfiguration() {
        int before = server.size();

        AgentConfig.read(server);

        assertThat(server.size()).isEqualTo(before);
    }

    @Test
    public void takesOurOwnFileOnTheClassPathBeforeTheServersSettings() throws Exception {
        server.set("hbase.ha.lease", "2s");
        server.set("hbase.ha.beat.interval", "200ms");
        writeSiteFile(
                "<configuration><property><name>hbase.ha.lease</name><value>4s</value></property></configuration>");

        AgentConfig config = withSiteFile(() -> AgentConfig.read(server));

        assertThat(config.gate().lease()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.beatInterval()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    public void refusesAFileOfOursThatIsNotXml() throws Exception {
        writeSiteFile("hbase.ha.lease=4s");

        assertThatThrownBy(() -> withSiteFile(() -> AgentConfig.read(server)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("file=ha-site.xml");
    }

    private void writeSiteFile(String text) throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve("ha-site.xml"), text);
    }

    private AgentConfig withSiteFile(Callable<AgentConfig> read) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.getRoot().toURI().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return read.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void assertRefused(String part) {
        assertThatThrownBy(() -> AgentConfig.read(server))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(part);
    }
}
