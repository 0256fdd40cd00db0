package org.hbaseha.health.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.hbaseha.config.HaKeys;
import org.hbaseha.health.GoodbyeReason;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An agent without ZooKeeper, from its first thread to its last. */
public class RunningAgentTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeHost host = new FakeHost();
    private final FakeStreams streams = new FakeStreams();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    public void interruptOfItsThreadDoesNotMakeItSpin() throws Exception {
        start();
        await().until(() -> host.asked.get() > 0);

        long before = host.asked.get();
        long begun = System.nanoTime();
        keeperThread().interrupt();
        await().until(() -> host.asked.get() > before + 10);
        long asked = host.asked.get() - before;
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();

        assertThat(asked).as("questions in %s ms, two each 50 ms", millis).isLessThan(10 + millis / 5);
        host.ending = Optional.of(GoodbyeReason.STOP);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(streams.closed).isTrue();
    }

    @Test
    public void aServerThatCannotBeAskedWhetherItEndsDoesNotEndItsAgent() throws Exception {
        start();
        await().until(() -> host.asked.get() > 0);

        host.broken = Optional.of(new OutOfMemoryError("planted"));
        long before = host.asked.get();
        await().until(() -> host.asked.get() > before + 10);

        assertThat(ended.getCount()).isEqualTo(1);
        host.broken = Optional.empty();
        host.ending = Optional.of(GoodbyeReason.STOP);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void start() throws Exception {
        Path secret = folder.newFile("secret").toPath();
        Files.write(secret, new byte[64]);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Configuration configuration = new Configuration(false);
        configuration.set(HaKeys.SECRET_FILE.name(), secret.toString());
        configuration.set(HConstants.ZOOKEEPER_QUORUM, "127.0.0.1");
        configuration.set(HConstants.ZOOKEEPER_CLIENT_PORT, "1");
        new RunningAgent(
                        configuration,
                        host,
                        new ServerHooks(new UnfinishedWrites(System::nanoTime), ServerGate.open()),
                        (config, key) -> streams,
                        why -> {})
                .start(ended::countDown);
    }

    private static Thread keeperThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("hbase-ha-keeper"))
                .findFirst()
                .orElseThrow();
    }
}
