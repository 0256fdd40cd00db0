package org.hbaseha.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * A site of real processes starts in time, fits a small machine, and its servers can be killed, frozen, cut off and
 * joined by others. The tests share one site and leave it as they found it, but for the number of its servers.
 */
public final class LocalSiteIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration WRITABLE_WHEN_QUIET = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 700;
    private static final TableName TABLE = TableName.valueOf("t");
    private static final byte[] FAMILY = "f".getBytes(UTF_8);
    private static final byte[] ROW = "row".getBytes(UTF_8);

    private static LocalSite site;
    private static Connection connection;
    private static Duration untilWritable;
    private static LoadScale before;

    @BeforeClass
    public static void startSiteAndWriteToItsFirstTable() throws Exception {
        before = LoadScale.now();
        long begin = System.nanoTime();
        SiteSpec spec = SiteSpec.named("it")
                .zooKeeperTick(Duration.ofMillis(500))
                .hbaseSite("zookeeper.session.timeout", "3000")
                .recommendedSettings(true)
                .proxied(true)
                .build();
        site = LocalSite.start(spec, LocalSiteIT::say);
        connection = ConnectionFactory.createConnection(site.clientConfiguration());
        try (Admin admin = connection.getAdmin()) {
            admin.createTable(TableDescriptorBuilder.newBuilder(TABLE)
                    .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY))
                    .build());
        }
        put("first");
        untilWritable = Duration.ofNanos(System.nanoTime() - begin);
    }

    @AfterClass
    public static void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
        if (site != null) {
            long begin = System.nanoTime();
            site.close();
            say("closed in " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
            assertThat(site.directory()).doesNotExist();
            assertThat(site.processes()).noneMatch(LocalProcess::isAlive);
        }
    }

    @Test
    public void firstTableIsWritableInTimeAndMemoryIsSmall() {
        long mebibytes = site.rssBytes() >> 20;
        Duration allowed = before.of(WRITABLE_WHEN_QUIET);
        say("first table writable after " + untilWritable.toMillis() + " ms, allowed " + allowed.toMillis() + " ms at "
                + before + " before the start, resident " + mebibytes + " MiB");
        site.processes().forEach(process -> say("  " + process.name() + " " + (process.rssBytes() >> 20) + " MiB"));

        assertThat(untilWritable).isLessThan(allowed);
        assertThat(mebibytes).isLessThanOrEqualTo(1638);
    }

    @Test
    public void killedServerIsGoneForEveryoneAndComesBackByItself() throws Exception {
        LocalRegionServer server = site.regionServer(0);
        long first = server.process().pid();
        server.process().autoRestart(Duration.ofMillis(500));

        server.process().kill9();

        assertThat(server.process().awaitExit(LONG)).isTrue();
        await().untilAsserted(() -> assertThatThrownBy(() -> connectTo(server)).isInstanceOf(ConnectException.class));
        await().atMost(LONG).ignoreExceptions().until(() -> {
            connectTo(server);
            return true;
        });
        assertThat(server.process().pid()).isNotEqualTo(first);
        server.process().stopAutoRestart();
        put("after a crash");
        awaitLiveServers(site.regionServers().size());
    }

    @Test
    public void frozenServerStandsStillUntilItIsThawed() throws Exception {
        LocalProcess process = site.regionServer(1).process();

        process.freeze();

        assertThat(ProcFs.isStopped(process.pid())).isTrue();
        assertThat(process.isAlive()).isTrue();
        process.thaw();
        assertThat(ProcFs.isStopped(process.pid())).isFalse();
        put("after a pause");
    }

    @Test
    public void cutServerCannotBeConnectedToUntilItIsRestored() throws Exception {
        LocalRegionServer server = site.regionServer(2);

        server.cut();

        assertThatThrownBy(() -> connectTo(server)).isInstanceOf(SocketTimeoutException.class);
        assertThat(server.process().isAlive()).isTrue();
        server.restore();
        connectTo(server);
        put("after a cut");
    }

    @Test
    public void addedServerJoins() throws Exception {
        int before = site.regionServers().size();

        LocalRegionServer added = site.addRegionServer();

        assertThat(added.address().getHostString()).isEqualTo("127.0.0." + (10 + before));
        awaitLiveServers(before + 1);
    }

    private static void put(String value) throws IOException {
        try (Table table = connection.getTable(TABLE)) {
            table.put(new Put(ROW).addColumn(FAMILY, ROW, value.getBytes(UTF_8)));
            assertThat(table.get(new Get(ROW)).value()).isEqualTo(value.getBytes(UTF_8));
        }
    }

    private static void awaitLiveServers(int count) throws IOException {
        try (Admin admin = connection.getAdmin()) {
            await().atMost(LONG)
                    .until(() -> admin.getRegionServers().stream()
                                    .filter(name ->
                                            site.regionServer(name).process().isAlive())
                                    .count()
                            == count);
        }
    }

    private static void connectTo(LocalRegionServer server) throws IOException {
        InetSocketAddress address = server.address();
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
