package org.hbaseha.health.region;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Append;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Increment;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.RowMutations;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.coprocessor.CoprocessorHost;
import org.apache.hadoop.hbase.coprocessor.MultiRowMutationEndpoint;
import org.apache.hadoop.hbase.protobuf.generated.MultiRowMutationProtos.MultiRowMutationService;
import org.apache.hadoop.hbase.protobuf.generated.MultiRowMutationProtos.MutateRowsRequest;
import org.apache.hadoop.hbase.regionserver.HRegionServer;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.ZnodeLayout;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Secret;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The hooks of the gate in a real region server, called as HBase calls them for a real client. */
public class LeaseGateIT {

    private static final HBaseTestingUtility CLUSTER = new HBaseTestingUtility();
    private static final byte[] SECRET = "a secret known to all parts of this test".getBytes(UTF_8);
    private static final TableName TABLE = TableName.valueOf("gated");
    private static final TableName OTHER = TableName.valueOf("broken");
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] QUALIFIER = Bytes.toBytes("q");
    private static final byte[] ROW = Bytes.toBytes("row-0");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Connection connection;
    private static Connection patient;
    private static Table table;
    private static ServerGate gate;

    @BeforeClass
    public static void startCluster() throws Exception {
        Configuration conf = CLUSTER.getConfiguration();
        conf.set(CoprocessorHost.USER_REGION_COPROCESSOR_CONF_KEY, LeaseGateObserver.class.getName());
        CLUSTER.startMiniCluster(1);
        Configuration impatient = new Configuration(conf);
        impatient.setInt("hbase.client.retries.number", 1);
        connection = ConnectionFactory.createConnection(impatient);
        patient = ConnectionFactory.createConnection(conf);
        CLUSTER.getAdmin().createTable(table(TABLE, MultiRowMutationEndpoint.class, CountingObserver.class));
        table = connection.getTable(TABLE);
        for (int i = 0; i < 10; i++) {
            table.put(new Put(Bytes.toBytes("row-" + i)).addColumn(FAMILY, QUALIFIER, Bytes.toBytes(1L)));
        }
        gate = ServerGate.of(server());
    }

    private static TableDescriptor table(TableName name, Class<?>... coprocessors) throws IOException {
        TableDescriptorBuilder builder =
                TableDescriptorBuilder.newBuilder(name).setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY));
        for (Class<?> coprocessor : coprocessors) {
            builder.setCoprocessor(coprocessor.getName());
        }
        return builder.build();
    }

    private static HRegionServer server() {
        return CLUSTER.getMiniHBaseCluster().getRegionServer(0);
    }

    @AfterClass
    public static void stopCluster() throws Exception {
        connection.close();
        patient.close();
        CLUSTER.shutdownMiniCluster();
    }

    @After
    public void open() {
        gate.openUntil(new MonotonicInstant(System.nanoTime()).plus(Duration.ofDays(1)), GateState.OPEN);
    }

    private static void close() {
        gate.openUntil(new MonotonicInstant(System.nanoTime()), GateState.LEASED);
    }

    /** Everything a client can ask of a region. */
    private static Map<String, ThrowingCallable> requests() {
        Put put = new Put(ROW).addColumn(FAMILY, QUALIFIER, Bytes.toBytes(1L));
        byte[] other = Bytes.toBytes("another value");
        Map<String, ThrowingCallable> requests = new LinkedHashMap<>();
        requests.put("get", () -> table.get(new Get(ROW)));
        requests.put("gets", () -> table.get(List.of(new Get(ROW), new Get(Bytes.toBytes("row-1")))));
        requests.put("exists", () -> table.exists(new Get(ROW)));
        requests.put("scan", () -> scanAll(table));
        requests.put("put", () -> table.put(put));
        requests.put("puts", () -> table.put(List.of(put, put)));
        requests.put(
                "unlogged put",
                () -> table.put(new Put(put).setDurability(org.apache.hadoop.hbase.client.Durability.SKIP_WAL)));
        requests.put("delete", () -> table.delete(new Delete(Bytes.toBytes("row-nobody-needs"))));
        requests.put("row mutations", () -> table.mutateRow(RowMutations.of(List.of(put))));
        requests.put("batch", () -> table.batch(List.of(put, new Get(ROW)), new Object[2]));
        requests.put("append", () -> table.append(new Append(ROW).addColumn(FAMILY, Bytes.toBytes("a"), new byte[1])));
        requests.put("increment", () -> table.increment(new Increment(ROW).addColumn(FAMILY, Bytes.toBytes("i"), 1)));
        requests.put(
                "condition that holds",
                () -> table.checkAndMutate(CheckAndMutate.newBuilder(ROW)
                        .ifEquals(FAMILY, QUALIFIER, Bytes.toBytes(1L))
                        .build(put)));
        requests.put(
                "condition that fails",
                () -> table.checkAndMutate(CheckAndMutate.newBuilder(ROW)
                        .ifEquals(FAMILY, QUALIFIER, other)
                        .build(put)));
        requests.put("endpoint", () -> MultiRowMutationService.newBlockingStub(table.coprocessorService(ROW))
                .mutateRows(null, MutateRowsRequest.getDefaultInstance()));
        return requests;
    }

    private static int scanAll(Table from) throws IOException {
        int rows = 0;
        try (ResultScanner scanner = from.getScanner(new Scan().setCaching(1))) {
            while (scanner.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    private static void assertRefused(String request, ThrowingCallable call) {
        assertThatThrownBy(call).as(request).satisfies(error -> {
            StringWriter text = new StringWriter();
            error.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).contains("NotServingRegionException");
        });
    }

    @Test
    public void aClosedGateRefusesEveryRequestAndAnOpenOneNone() throws Throwable {
        for (Map.Entry<String, ThrowingCallable> request : requests().entrySet()) {
            request.getValue().call();
            long before = gate.refused();

            close();
            assertRefused(request.getKey(), request.getValue());
            assertThat(gate.refused()).as(request.getKey()).isGreaterThan(before);

            open();
            request.getValue().call();
        }
        for (Refused kind : Refused.values()) {
            assertThat(gate.refused(kind)).as(kind.name()).isPositive();
        }
        assertThat(gate.hookErrors()).isZero();
    }

    @Test
    public void theClientReadsWhyItWasRefused() {
        close();

        assertThatThrownBy(() -> table.get(new Get(ROW)))
                .rootCause()
                .hasMessageContaining("HBase HA lease gate is closed: no majority of the controllers")
                .hasMessageContaining("region=gated,,")
                .hasMessageContaining("server=" + server().getServerName());
    }

    @Test
    public void refusedWritesAreNotWritten() throws Exception {
        byte[] row = Bytes.toBytes("row-never");
        close();

        assertRefused("put", () -> table.put(new Put(row).addColumn(FAMILY, QUALIFIER, row)));

        open();
        assertThat(table.exists(new Get(row))).isFalse();
    }

    @Test
    public void aScanThatHasBegunIsRefusedAndGoesOnOnceTheGateIsOpen() throws Exception {
        try (Table patiently = patient.getTable(TABLE);
                ResultScanner scanner = patiently.getScanner(new Scan().setCaching(1))) {
            List<String> rows = new ArrayList<>();
            rows.add(Bytes.toString(scanner.next().getRow()));
            long before = gate.refused(Refused.SCANS);

            close();
            Thread opener = new Thread(() -> {
                await().atMost(PATIENCE).until(() -> gate.refused(Refused.SCANS) > before);
                open();
            });
            opener.start();
            for (Result next = scanner.next(); next != null; next = scanner.next()) {
                rows.add(Bytes.toString(next.getRow()));
            }

            opener.join();
            assertThat(gate.refused(Refused.SCANS)).isGreaterThan(before);
            assertThat(rows)
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThanOrEqualTo(10)
                    .isSorted();
        }
    }

    @Test
    public void systemTablesAreServedAllTheTime() throws Exception {
        close();

        try (Table meta = connection.getTable(TableName.META_TABLE_NAME)) {
            assertThat(scanAll(meta)).isPositive();
        }
        assertThat(connection
                        .getRegionLocator(TABLE)
                        .getRegionLocation(ROW, true)
                        .getServerName())
                .isEqualTo(server().getServerName());
        CLUSTER.getAdmin().createTable(table(TableName.valueOf("while-closed")));
        CLUSTER.getAdmin().disableTable(TableName.valueOf("while-closed"));
        CLUSTER.getAdmin().deleteTable(TableName.valueOf("while-closed"));
    }

    @Test
    public void aGateThatThrowsLetsEverythingThroughAndIsCounted() throws Exception {
        CLUSTER.getAdmin().createTable(table(OTHER, BrokenGateObserver.class));
        try (Table other = connection.getTable(OTHER)) {
            long before = BrokenGateObserver.GATE.hookErrors();

            other.put(new Put(ROW).addColumn(FAMILY, QUALIFIER, ROW));
            assertThat(other.get(new Get(ROW)).isEmpty()).isFalse();
            assertThat(scanAll(other)).isEqualTo(1);

            assertThat(BrokenGateObserver.GATE.hookErrors()).isGreaterThanOrEqualTo(before + 3);
            assertThat(server().isAborted()).isFalse();
        }
    }

    @Test
    public void coprocessorsOfOthersAreCalledForWhatIsServed() throws Exception {
        long before = CountingObserver.GETS.get();

        table.get(new Get(ROW));
        close();
        assertRefused("get", () -> table.get(new Get(ROW)));

        assertThat(CountingObserver.GETS).hasValue(before + 1);
    }

    @Test
    public void aServerThatFindsItsExpireRefusesItsClientsAndHalts() throws Exception {
        Configuration conf = CLUSTER.getMiniHBaseCluster().getConf();
        conf.set(CoprocessorHost.REGIONSERVER_COPROCESSOR_CONF_KEY, HaltRecordingAgent.class.getName());
        conf.set("hbase.ha.secret.file", secretFile().toString());
        conf.set("hbase.ha.controllers", "a,b,c");
        ZooKeeper zooKeeper =
                new ZooKeeper("127.0.0.1:" + CLUSTER.getZkCluster().getClientPort(), 30_000, event -> {});
        try (TestController a = new TestController("a-1", Secret.of(SECRET)).publish(zooKeeper);
                TestController b = new TestController("b-1", Secret.of(SECRET)).publish(zooKeeper)) {
            HRegionServer armed = CLUSTER.getMiniHBaseCluster()
                    .startRegionServerAndWait(PATIENCE.toMillis())
                    .getRegionServer();
            ServerName name = armed.getServerName();
            await().atMost(PATIENCE).until(() -> a.newestBeat(name)
                    .filter(beat -> beat.gate().state() == GateState.LEASED)
                    .isPresent());
            // A master that does not know the server well enough yet leaves the region where it is.
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> {
                        CLUSTER.getAdmin()
                                .move(
                                        CLUSTER.getAdmin()
                                                .getRegions(TABLE)
                                                .get(0)
                                                .getEncodedNameAsBytes(),
                                        name);
                        return !armed.getRegions(TABLE).isEmpty();
                    });
            await().atMost(PATIENCE).ignoreExceptions().until(() -> table.exists(new Get(ROW)));

            expire(zooKeeper, name);

            await().atMost(PATIENCE).until(() -> !HaltRecordingAgent.HALTS.isEmpty());
            assertRefused("get", () -> table.get(new Get(ROW)));
            assertThat(HaltRecordingAgent.HALTS).singleElement().asString().contains("leader=b-1 epoch=9");
            assertThat(b.newestBeat(name).orElseThrow().gate().state()).isIn(GateState.LEASED, GateState.EXPIRED);
            // What halting would do.
            armed.abort("test");
        } finally {
            conf.unset(CoprocessorHost.REGIONSERVER_COPROCESSOR_CONF_KEY);
            zooKeeper.close();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> table.exists(new Get(ROW)));
    }

    private static void expire(ZooKeeper zooKeeper, ServerName name) throws Exception {
        ZnodeLayout layout = new ZnodeLayout("/hbase-ha", "/hbase");
        byte[] record = new ExpireRecord(new Epoch(9), "b-1", "n", "P", "class=P", Instant.EPOCH).encode();
        String path = layout.gateRecord(name);
        zooKeeper.multi(Arrays.asList(
                Op.create(layout.gate(), new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.create(path, record, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.setData(path, record, 0)));
    }

    private static Path secretFile() throws IOException {
        Path file = Files.createTempFile("hbase-ha", ".secret");
        file.toFile().deleteOnExit();
        Files.write(file, SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
