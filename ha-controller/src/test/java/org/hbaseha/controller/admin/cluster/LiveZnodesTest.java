package org.hbaseha.controller.admin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.test.TestingServer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.hbaseha.config.HaKeys;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.layout.MaintenanceRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.OrderRecord;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The commands' side of ZooKeeper, against a real one. */
public final class LiveZnodesTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Configuration configuration = new Configuration(false);
    private TestingServer server;
    private ZooKeeper raw;

    @Before
    public void start() throws Exception {
        server = new TestingServer();
        CountDownLatch connected = new CountDownLatch(1);
        raw = new ZooKeeper(server.getConnectString(), 10_000, event -> connected.countDown());
        connected.await();
        configuration.set("hbase.zookeeper.quorum", server.getConnectString());
        configuration.set(
                HaKeys.SECRET_FILE.name(),
                secret("0123456789abcdef0123456789abcdef").toString());
        create("/hbase", "");
        create("/hbase/hbaseid", "x");
        create("/hbase/rs", "");
    }

    @After
    public void stop() throws Exception {
        raw.close();
        server.close();
    }

    @Test
    public void aFreshClusterHasNoControllersAndNoMode() {
        try (LiveZnodes znodes = open()) {
            assertThat(znodes.controllers()).isEmpty();
            assertThat(znodes.mode()).isEmpty();
            assertThat(znodes.pause()).isEmpty();
            assertThat(znodes.resume("ann", "done")).isFalse();
        }
    }

    @Test
    public void readsBackWhatItWrote() {
        try (LiveZnodes znodes = open()) {
            znodes.setMode(Mode.AUTOMATIC, "ann", "a week went well");
            znodes.pause("ann", "disk", Duration.ofMinutes(20));

            assertThat(znodes.mode()).hasValueSatisfying(record -> {
                assertThat(record.mode()).isEqualTo(Mode.AUTOMATIC);
                assertThat(record.reason()).isEqualTo("a week went well");
            });
            assertThat(znodes.pause())
                    .hasValueSatisfying(record -> assertThat(Duration.between(record.since(), record.until()))
                            .isEqualTo(Duration.ofMinutes(20)));
            assertThat(znodes.resume("ann", "done")).isTrue();
            assertThat(znodes.pause()).isEmpty();
        }
    }

    @Test
    public void writesOrdersAndWindowsAndEndsThem() throws Exception {
        MaintenanceRecord window =
                new MaintenanceRecord(List.of("rs1"), "ben", "ann", "disks", Instant.EPOCH, Duration.ofMinutes(5));
        OrderRecord order = new OrderRecord(
                OrderRecord.Word.REJECT,
                ServerName.valueOf("rs1,16020,1"),
                "7-1.1",
                "abc",
                "ann",
                "no",
                Instant.EPOCH,
                Duration.ofMinutes(5));
        try (LiveZnodes znodes = open()) {
            assertThat(znodes.hasMaintenance("m1")).isFalse();
            assertThat(znodes.endMaintenance("m1")).isFalse();

            znodes.startMaintenance("m1", window);
            znodes.order(order);

            assertThat(znodes.hasMaintenance("m1")).isTrue();
            assertThat(MaintenanceRecord.decode(raw.getData("/hbase-ha/maintenance/m1", false, null)))
                    .isEqualTo(window);
            String id = raw.getChildren("/hbase-ha/orders", false).get(0);
            assertThat(OrderRecord.decode(raw.getData("/hbase-ha/orders/" + id, false, null)))
                    .isEqualTo(order);
            assertThat(znodes.endMaintenance("m1")).isTrue();
            assertThat(znodes.hasMaintenance("m1")).isFalse();
        }
    }

    @Test
    public void deletesAllOfOursAndNothingElse() throws Exception {
        create("/hbase/rs/rs1,16020,1", "");
        try (LiveZnodes znodes = open()) {
            assertThat(znodes.hasOurs()).isFalse();
            znodes.startMaintenance(
                    "m1",
                    new MaintenanceRecord(List.of(), "ben", "ann", "disks", Instant.EPOCH, Duration.ofMinutes(5)));
            assertThat(znodes.hasOurs()).isTrue();
            assertThat(znodes.regionServers()).containsExactly("rs1,16020,1");

            znodes.deleteOurs();

            assertThat(znodes.hasOurs()).isFalse();
            assertThat(znodes.regionServers()).containsExactly("rs1,16020,1");
        }
    }

    @Test
    public void readingNeedsNoSecret() throws Exception {
        ControllerAddress address = new ControllerAddress("c1", "ctl1", 16_070, 16_071, "1");
        create("/hbase-ha", "");
        create("/hbase-ha/controllers", "");
        raw.create("/hbase-ha/controllers/c1", address.encode(), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        configuration.unset(HaKeys.SECRET_FILE.name());

        try (LiveZnodes znodes = open()) {
            assertThat(znodes.controllers()).containsExactly(address);
            assertThatTrouble(ExitCode.USAGE, () -> znodes.pause("ann", "disk", Duration.ofMinutes(1)))
                    .withMessageContaining("secret");
        }
    }

    @Test
    public void anotherSecretIsRefused() throws IOException {
        try (LiveZnodes znodes = open()) {
            znodes.setMode(Mode.SHADOW, "ann", "first");
        }
        configuration.set(
                HaKeys.SECRET_FILE.name(),
                secret("another-secret-another-secret-an").toString());

        try (LiveZnodes znodes = open()) {
            assertThat(znodes.mode()).isPresent();
            assertThatTrouble(ExitCode.REFUSED, () -> znodes.setMode(Mode.AUTOMATIC, "eve", "mine now"))
                    .withMessageContaining("not the controllers' secret");
        }
    }

    @Test
    public void aSecretThatOthersCanReadIsRefused() throws IOException {
        Path open = secret("0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        configuration.set(HaKeys.SECRET_FILE.name(), open.toString());

        try (LiveZnodes znodes = open()) {
            assertThatTrouble(ExitCode.REFUSED, () -> znodes.pause("ann", "disk", Duration.ofMinutes(1)))
                    .withMessageContaining("chmod 600");
        }
    }

    @Test
    public void aWrongParentIsToldWithTheOneThatIsThere() {
        configuration.set("zookeeper.znode.parent", "/hbase-secure");

        assertThatTrouble(ExitCode.INIT, this::open)
                .withMessageContaining("no HBase at /hbase-secure")
                .satisfies(trouble -> assertThat(trouble.remedy()).contains("there is one at /hbase: correct"));
    }

    @Test
    public void aZooKeeperThatIsNotThereIsToldOf() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        configuration.set("hbase.zookeeper.quorum", "127.0.0.1:" + closed);

        assertThatTrouble(ExitCode.INIT, this::open).withMessageContaining("does not answer at 127.0.0.1:" + closed);
    }

    @Test
    public void aRecordOfAnotherVersionIsToldOf() throws Exception {
        create("/hbase-ha", "");
        create("/hbase-ha/mode", "format=7\n");

        try (LiveZnodes znodes = open()) {
            assertThatTrouble(ExitCode.ERROR, znodes::mode).withMessageContaining("/hbase-ha/mode");
        }
    }

    private LiveZnodes open() {
        return LiveZnodes.open(Site.of(configuration));
    }

    private static ThrowableAssertAlternative<Trouble> assertThatTrouble(ExitCode code, ThrowingCallable call) {
        return assertThatExceptionOfType(Trouble.class).isThrownBy(call).satisfies(trouble -> assertThat(trouble.code())
                .isEqualTo(code));
    }

    private Path secret(String text) throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private void create(String path, String data) throws Exception {
        raw.create(
                path,
                data.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                ZooDefs.Ids.OPEN_ACL_UNSAFE,
                CreateMode.PERSISTENT);
    }
}
