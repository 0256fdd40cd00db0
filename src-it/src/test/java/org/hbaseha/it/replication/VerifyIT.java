package org.hbaseha.it.replication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.hbaseha.it.cluster.LocalPair;
import org.hbaseha.it.cluster.SiteSpec;
import org.hbaseha.it.scenario.Operator;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;

/** {@code hbase-ha replication verify} as an operator types it, between two sites that ship to each other. */
public final class VerifyIT {

    private static final byte[] FAMILY = "f".getBytes(UTF_8);
    private static final byte[] LOCAL = "local".getBytes(UTF_8);
    private static final byte[] ONE = "one".getBytes(UTF_8);
    private static final byte[] TWO = "two".getBytes(UTF_8);
    private static final int ROWS = 3_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LocalPair pair;
    private static Connection a;
    private static Connection b;

    @Rule
    public final TestName test = new TestName();

    private TableName name;
    private Operator operator;

    @BeforeClass
    public static void start() throws Exception {
        SiteSpec spec = SiteSpec.named("a")
                .regionServers(2)
                .dataNodes(1)
                .hbaseSite("hbase.coprocessor.user.region.classes", "org.hbaseha.digest.region.DigestEndpoint")
                // An idle source sleeps longer and longer otherwise.
                .hbaseSite("replication.source.sleepforretries", "100")
                .hbaseSite("replication.source.maxretriesmultiplier", "10")
                .build();
        pair = LocalPair.start(spec, spec.toBuilder().name("b").build(), System.out::println);
        a = ConnectionFactory.createConnection(pair.a().clientConfiguration());
        b = ConnectionFactory.createConnection(pair.b().clientConfiguration());
    }

    @AfterClass
    public static void stop() throws Exception {
        try (LocalPair all = pair;
                Connection one = a;
                Connection other = b) {
            assertThat(List.of(all, one, other)).doesNotContainNull();
        }
    }

    @Before
    public void createTable() throws Exception {
        name = TableName.valueOf(test.getMethodName());
        operator = new Operator(pair.a().confOf(pair.a().regionServer(0).name()));
        create(a, key(1_000), key(2_000));
        create(b, key(1_500));
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            puts.add(put(i, "value " + i).addColumn(FAMILY, TWO, 1_000L + i, key(i)));
        }
        write(a, puts);
        try (Table there = b.getTable(name)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !there.get(new Get(key(ROWS - 1))).isEmpty());
        }
    }

    private void create(Connection site, byte[]... splits) throws IOException {
        try (Admin admin = site.getAdmin()) {
            admin.createTable(
                    TableDescriptorBuilder.newBuilder(name)
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.newBuilder(FAMILY)
                                    .setScope(1)
                                    .build())
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.of(LOCAL))
                            .build(),
                    splits);
        }
    }

    private static byte[] key(int i) {
        return String.format(Locale.ROOT, "row-%05d", i).getBytes(UTF_8);
    }

    private static Put put(int row, String value) {
        return new Put(key(row)).addColumn(FAMILY, ONE, 1_000L + row, value.getBytes(UTF_8));
    }

    private void write(Connection site, List<Put> puts) throws IOException {
        try (Table table = site.getTable(name)) {
            table.put(puts);
        }
    }

    /** Replication does not see it. */
    private void damage(Connection site, Put put) throws IOException {
        write(site, List.of(put.setDurability(Durability.SKIP_WAL)));
    }

    private void damage(Connection site, Delete delete) throws IOException {
        try (Table table = site.getTable(name)) {
            table.delete(delete.setDurability(Durability.SKIP_WAL));
        }
    }

    private Operator.Answer verify(String... more) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("replication", "verify", name.getNameAsString(), "--peer", LocalPair.PEER));
        words.addAll(List.of(more));
        Operator.Answer answer = operator.types(words.toArray(new String[0]));
        System.out.println(answer.said());
        return answer;
    }

    @Test
    public void tablesThatHoldTheSameAreProvedToWhereverTheirRegionsBegin() throws Exception {
        damage(b, new Put(key(7)).addColumn(LOCAL, ONE, ONE));

        Operator.Answer answer = verify("--settle", "1s");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.said())
                .contains("Both hold the same.")
                .contains("Family local is not compared: REPLICATION_SCOPE is 0.");
    }

    @Test
    public void eachKindOfDamageIsFoundAndCalledByItsName() throws Exception {
        damage(b, new Delete(key(10)));
        compact(b, key(10));
        damage(b, put(0, "changed"));
        damage(b, new Put(key(1_000)).addColumn(FAMILY, "three".getBytes(UTF_8), 5_000L, ONE));
        damage(b, new Put("row-01000-more".getBytes(UTF_8)).addColumn(FAMILY, ONE, 5_000L, ONE));
        damage(b, new Delete(key(2_999)).addColumns(FAMILY, TWO, 9_000L));

        Operator.Answer answer = verify("--settle", "1s", "--json");

        assertThat(answer.exitCode()).isEqualTo(5);
        assertThat(findings(answer))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "row-00010 f:one", "MISSING",
                        "row-00010 f:two", "MISSING",
                        "row-00000 f:one", "CONFLICT",
                        "row-01000 f:three", "EXTRA",
                        "row-01000-more f:one", "EXTRA",
                        "row-02999 f:two", "MASKED"));
    }

    /** Returns when nothing is stored of {@code row}, not even the marker that deleted it. */
    private void compact(Connection site, byte[] row) throws Exception {
        try (Admin admin = site.getAdmin()) {
            admin.flush(name);
            admin.majorCompact(name);
            await().atMost(Duration.ofMinutes(1)).until(() -> raw(site, row).isEmpty());
        }
    }

    private List<Result> raw(Connection site, byte[] row) throws IOException {
        Scan scan = new Scan().withStartRow(row, true).withStopRow(row, true).setRaw(true);
        try (Table table = site.getTable(name);
                ResultScanner scanner = table.getScanner(scan)) {
            return List.of(scanner.next(100));
        }
    }

    private static Map<String, String> findings(Operator.Answer answer) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String line :
                answer.said().lines().filter(each -> each.startsWith("{")).toList()) {
            JsonNode finding = JSON.readTree(line);
            if (finding.has("class")) {
                found.put(
                        finding.get("row").asText() + " "
                                + finding.get("family").asText() + ":"
                                + finding.get("qualifier").asText(),
                        finding.get("class").asText());
            }
        }
        return found;
    }

    @Test
    public void nonsenseIsToldWithWhatToDo() throws Exception {
        assertThat(operator.types("replication", "verify", "nobody", "--peer", LocalPair.PEER))
                .matches(answer -> answer.exitCode() == 1)
                .matches(answer -> answer.said().contains("Table does not exist table=nobody"));
        assertThat(operator.types("replication", "verify", name.getNameAsString(), "--peer", "mars"))
                .matches(answer -> answer.exitCode() == 1)
                .matches(answer -> answer.said().contains("peers=[" + LocalPair.PEER + "]"));
        assertThat(operator.types("replication", "verify", name.getNameAsString()))
                .matches(answer -> answer.exitCode() == 1)
                .matches(answer -> answer.said().contains("--peer"));
        assertThat(new Operator(confOfNobody()).types("replication", "verify", "t", "--peer", "p"))
                .matches(answer -> answer.exitCode() == 2)
                .matches(answer -> answer.said().contains("Cluster cannot be reached cluster=this cluster"));
        assertThat(verify("--from", "b", "--to", "a"))
                .matches(answer -> answer.exitCode() == 1)
                .matches(answer -> answer.said().contains("--from comes before --to"));
    }

    /** Of a cluster where nobody listens. */
    private static Path confOfNobody() throws IOException {
        Path conf = pair.a().confOf("nobody");
        Files.writeString(
                conf.resolve("hbase-site.xml"),
                "<configuration><property><name>hbase.zookeeper.quorum</name><value>127.0.0.1:"
                        + pair.a().freePort() + "</value></property></configuration>");
        return conf;
    }
}
