package org.hbaseha.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.hbaseha.it.network.Ports;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A spec becomes the settings that each server reads. */
public final class SiteConfigTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final SiteSpec stock = SiteSpec.named("a").build();
    private SiteLayout layout;
    private Ports ports;

    @Before
    public void openFolder() {
        layout = new SiteLayout(folder.getRoot().toPath());
        ports = new Ports(new SplittableRandom(1));
    }

    @After
    public void releasePorts() {
        ports.close();
    }

    @Test
    public void eachRegionServerIsAHostOfItsOwn() throws IOException {
        Configuration second = regionServer(stock, 1);

        assertThat(second.get("hbase.unsafe.regionserver.hostname")).isEqualTo("127.0.0.11");
        assertThat(second.get("hbase.regionserver.ipc.address")).isEqualTo("127.0.0.11");
        assertThat(second.get("hbase.regionserver.port")).isEqualTo("20001");
    }

    @Test
    public void proxiedRegionServerLeavesItsAdvertisedAddressToTheProxy() throws IOException {
        Configuration second = regionServer(stock.toBuilder().proxied(true).build(), 1);

        assertThat(second.get("hbase.unsafe.regionserver.hostname")).isEqualTo("127.0.0.11");
        assertThat(second.get("hbase.regionserver.ipc.address")).isEqualTo("127.0.1.11");
    }

    @Test
    public void aShortTickLeavesSessionsAsLongAsTheyAreByDefault() throws IOException {
        assertThat(zooKeeper(stock)).contains("tickTime=2000\nmaxSessionTimeout=40000\n");
        assertThat(zooKeeper(
                        stock.toBuilder().zooKeeperTick(Duration.ofMillis(500)).build()))
                .contains("tickTime=500\nmaxSessionTimeout=40000\n");
        assertThat(zooKeeper(
                        stock.toBuilder().zooKeeperTick(Duration.ofSeconds(3)).build()))
                .contains("tickTime=3000\nmaxSessionTimeout=60000\n");
    }

    private String zooKeeper(SiteSpec spec) throws IOException {
        var unused = new ZooKeeperConfig(spec, layout, "127.0.0.1", 2181).process();
        return Files.readString(layout.conf("zookeeper").resolve("zoo.cfg"));
    }

    @Test
    public void stockSiteHasNoneOfTheRecommendedSettings() throws IOException {
        Configuration server = regionServer(stock, 0);

        assertThat(HadoopXml.recommended("hbase-site-recommended.xml").keySet())
                .isNotEmpty()
                .noneMatch(key -> server.get(key) != null);
    }

    @Test
    public void recommendedSettingsReachServersAndOverridesWin() throws IOException {
        SiteSpec spec = stock.toBuilder()
                .recommendedSettings(true)
                .hbaseSite("hbase.lease.recovery.pause", "150")
                .build();

        Configuration server = regionServer(spec, 0);

        assertThat(server.get("hbase.lease.recovery.first.pause")).isEqualTo("200");
        assertThat(server.get("hbase.lease.recovery.pause")).isEqualTo("150");
        assertThat(server.get("dfs.heartbeat.interval")).isEqualTo("300ms");
    }

    @Test
    public void masterStartsWithOneServerAndDoesNotWaitWhenAllAreThere() throws IOException {
        Configuration server = regionServer(stock, 0);

        assertThat(server.get("hbase.master.wait.on.regionservers.mintostart")).isEqualTo("1");
        assertThat(server.get("hbase.master.wait.on.regionservers.maxtostart")).isEqualTo("3");
    }

    @Test
    public void singleDataNodeHoldsOneReplica() throws IOException {
        Configuration server = regionServer(stock.toBuilder().dataNodes(1).build(), 0);

        assertThat(server.get("dfs.replication")).isEqualTo("1");
    }

    @Test
    public void variantOfASpecKeepsTheRest() {
        SiteSpec spec = stock.toBuilder().proxied(true).hbaseSite("k", "v").build();

        assertThat(spec.toBuilder().build()).isEqualTo(spec);
        assertThat(spec.toBuilder().name("b").build().hbaseSite()).containsEntry("k", "v");
    }

    @Test
    public void refusesASiteThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SiteSpec.named("a/b").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stock.toBuilder().regionServers(0).build())
                .withMessageContaining("region servers");
    }

    @Test
    public void everyProcessCarriesTheMarkerAndLogsToItsOwnFile() {
        ProcessSpec process = ProcessSpec.of("some", "Main").withArguments("x").withJvmFlags("-Xmx1m");

        assertThat(new Jvm(layout).command(process))
                .startsWith("setsid")
                .contains("-Dhbaseha.site=" + folder.getRoot(), "-Dhbaseha.log=" + layout.log("some"))
                .endsWith("-Xmx1m", "Main", "x");
    }

    private Configuration regionServer(SiteSpec spec, int index) throws IOException {
        HdfsConfig hdfs = new HdfsConfig(spec, layout, "127.0.0.1", ports);
        new HBaseConfig(spec, layout, hdfs, SiteNetwork.loopback(), 2181)
                .regionServer(index, Optional.empty(), 20_000 + index);
        Configuration read = new Configuration(false);
        for (String file : new String[] {"core-site.xml", "hdfs-site.xml", "hbase-site.xml"}) {
            read.addResource(
                    new Path(layout.conf("regionserver-" + index).resolve(file).toUri()));
        }
        return read;
    }
}
