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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.it.cluster.LocalPair;
import org.hbaseha.it.cluster.SiteSpec;
import org.hbaseha.it.scenario.Operator;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.TestName;

/** {@code hbase-ha replication repair} as an operator types it, between two sites that ship to each other. */
public final class RepairIT {

    private static final byte[] FAMILY = "f".getBytes(UTF_8);
    private static final byte[] ONE = "one".getBytes(UTF_8);
    private static final byte[] TWO = "two".getBytes(UTF_8);
    private static final int ROWS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("repair undo (\\S+)");
    private static final String[] SOURCE_IS_RIGHT = {"--settle", "1s", "--authority", "source", "--conflicts", "source"
    };

    private static LocalPair pair;
    private static Connection a;
    private static Connection b;

    @Rule
    public final TestName test = new TestName();

    @Rule
    public final TemporaryFolder journals = new TemporaryFolder();

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
        Path conf = pair.a().confOf("repair-" + test.getMethodName());
        Files.copy(
                pair.a().confOf(pair.a().regionServer(0).name()).resolve("hbase-site.xml"),
                conf.resolve("hbase-site.xml"));
        Files.writeString(
                conf.resolve("ha-site.xml"),
                "<configuration><property><name>hbase.ha.monitor.repair.directory</name><value>" + journals.getRoot()
                        + "</value></property></configuration>");
        operator = new Operator(conf, Duration.ofMinutes(4));
        pair.createReplicatedTable(name, List.of("f"), new byte[][] {key(500)});
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            puts.add(put(i, "value " + i).addColumn(FAMILY, TWO, 1_000L + i, key(i)));
        }
        try (Table here = a.getTable(name);
                Table there = b.getTable(name)) {
            here.put(puts);
            for (int last : new int[] {499, ROWS - 1}) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !there.get(new Get(key(last))).isEmpty());
            }
        }
    }

    private static byte[] key(int i) {
        return String.format(Locale.ROOT, "row-%05d", i).getBytes(UTF_8);
    }

    private static Put put(int row, String value) {
        return new Put(key(row)).addColumn(FAMILY, ONE, 1_000L + row, value.getBytes(UTF_8));
    }

    /** Replication does not see it. */
    private void damage(Connection site, Mutation mutation) throws IOException {
        mutation.setDurability(Durability.SKIP_WAL);
        try (Table table = site.getTable(name)) {
            if (mutation instanceof Put put) {
                table.put(put);
            } else {
                table.delete((Delete) mutation);
            }
        }
    }

    /** One row of each class. */
    private void damageAll() throws Exception {
        damage(b, new Delete(key(10)));
        compact(b, key(10));
        damage(b, new Put(key(20)).addColumn(FAMILY, "three".getBytes(UTF_8), 5_000L, ONE));
        damage(b, new Put("row-00020-more".getBytes(UTF_8)).addColumn(FAMILY, ONE, 5_000L, ONE));
        damage(b, put(30, "changed"));
        damage(b, new Put(key(40)).addColumn(FAMILY, TWO, 900_000L, key(40)));
        damage(b, new Delete(key(600)).addColumns(FAMILY, TWO, 9_000L));
        damage(b, new Delete(key(700), 9_000L));
    }

    /** Returns when nothing is stored of {@code row}, not even the marker that deleted it. */
    private void compact(Connection site, byte[] row) throws Exception {
        try (Admin admin = site.getAdmin()) {
            admin.flush(name);
            admin.majorCompact(name);
            await().atMost(Duration.ofMinutes(1)).until(() -> raw(site).keySet().stream()
                    .noneMatch(key -> key.startsWith(Bytes.toString(row) + " ")));
        }
    }

    /** All that is stored, by row, column, timestamp and type. */
    private Map<String, String> raw(Connection site) throws IOException {
        Map<String, String> cells = new TreeMap<>();
        try (Table table = site.getTable(name);
                ResultScanner scanner = table.getScanner(new Scan().setRaw(true).readAllVersions())) {
            for (Result result : scanner) {
                for (Cell cell : result.rawCells()) {
                    cells.put(
                            Bytes.toString(result.getRow()) + " "
                                    + Bytes.toString(
                                            cell.getQualifierArray(),
                                            cell.getQualifierOffset(),
                                            cell.getQualifierLength())
                                    + " " + cell.getTimestamp() + " " + cell.getType(),
                            Bytes.toStringBinary(cell.getValueArray(), cell.getValueOffset(), cell.getValueLength()));
                }
            }
        }
        return cells;
    }

    /** When a row that was written to each region of {@code from} is on {@code to}, so is all that was sent before it. */
    private void awaitShipped(Connection from, Connection to) throws IOException {
        try (Admin admin = from.getAdmin();
                Table here = from.getTable(name);
                Table there = to.getTable(name)) {
            for (RegionInfo region : admin.getRegions(name)) {
                byte[] row = Bytes.add(region.getStartKey(), "!sentinel".getBytes(UTF_8));
                long now = System.currentTimeMillis();
                here.put(new Put(row).addColumn(FAMILY, ONE, now, ONE));
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> there.get(new Get(row)).rawCells().length > 0
                                && there.get(new Get(row)).rawCells()[0].getTimestamp() == now);
            }
        }
    }

    private Map<String, String> withoutSentinels(Map<String, String> cells) {
        Map<String, String> without = new TreeMap<>(cells);
        without.keySet().removeIf(key -> key.contains("!sentinel"));
        return without;
    }

    private Operator.Answer types(String verb, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("replication"));
        words.addAll(List.of(verb.split(" ")));
        words.addAll(List.of(more));
        Operator.Answer answer = operator.types(words.toArray(new String[0]));
        System.out.println(answer.said());
        return answer;
    }

    private Operator.Answer repair(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(name.getNameAsString(), "--peer", LocalPair.PEER));
        words.addAll(List.of(SOURCE_IS_RIGHT));
        words.addAll(List.of(more));
        return types("repair run", words.toArray(new String[0]));
    }

    private Operator.Answer verify() throws Exception {
        return types("verify", name.getNameAsString(), "--peer", LocalPair.PEER, "--settle", "1s", "--json");
    }

    private static Map<String, String> findings(Operator.Answer answer) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String line :
                answer.said().lines().filter(each -> each.startsWith("{")).toList()) {
            JsonNode finding = JSON.readTree(line);
            if (finding.has("class")) {
                found.put(
                        finding.get("row").asText() + " "
                                + finding.get("qualifier").asText() + " "
                                + finding.get("timestamp").asLong(),
                        finding.get("class").asText());
            }
        }
        return found;
    }

    private static String id(Operator.Answer answer) {
        Matcher id = ID.matcher(answer.said());
        assertThat(id.find()).as(answer.said()).isTrue();
        return id.group(1);
    }

    @Test
    public void eachKindOfDamageIsMendedNothingIsSentBackAndUndoBringsItBack() throws Exception {
        damageAll();
        Map<String, String> found = findings(verify());
        assertThat(found)
                .containsEntry("row-00010 one 1010", "MISSING")
                .containsEntry("row-00020 three 5000", "EXTRA")
                .containsEntry("row-00020-more one 5000", "EXTRA")
                .containsEntry("row-00030 one 1030", "CONFLICT")
                .containsEntry("row-00040 two 900000", "EXTRA")
                .containsEntry("row-00600 two 1600", "MASKED")
                .containsEntry("row-00700 one 1700", "MASKED");
        Map<String, String> source = withoutSentinels(raw(a));

        Operator.Answer planned = repair();
        assertThat(planned.exitCode()).isEqualTo(7);
        assertThat(planned.said()).contains("Nothing was changed: add --yes to do it.");
        assertThat(findings(verify())).isEqualTo(found);

        Operator.Answer repaired = repair("--yes");
        assertThat(repaired.exitCode()).isZero();
        assertThat(verify().exitCode()).isZero();
        awaitShipped(b, a);
        assertThat(withoutSentinels(raw(a))).isEqualTo(source);

        Operator.Answer undone = types("repair undo", id(repaired), "--yes");
        assertThat(undone.exitCode()).isZero();
        assertThat(findings(verify())).isEqualTo(found);
        awaitShipped(b, a);
        assertThat(withoutSentinels(raw(a))).isEqualTo(source);

        assertThat(types("repair list").said()).contains(id(repaired)).contains("undo of " + id(repaired));
        assertThat(types("repair show", id(repaired), "--redact").said())
                .contains("MASKED row row-00600 f:two at 1600")
                .doesNotContain("changed\"");
    }

    @Test
    public void conflictsAreLeftUntilSomebodySaysWhoIsRight() throws Exception {
        damage(b, put(30, "changed"));

        Operator.Answer left = types(
                "repair run",
                name.getNameAsString(),
                "--peer",
                LocalPair.PEER,
                "--settle",
                "1s",
                "--authority",
                "source",
                "--yes");
        assertThat(left.exitCode()).isEqualTo(5);
        assertThat(left.said()).contains("say by --conflicts which one is right");

        Operator.Answer peer = types(
                "repair run",
                name.getNameAsString(),
                "--peer",
                LocalPair.PEER,
                "--settle",
                "1s",
                "--conflicts",
                "peer",
                "--yes");
        assertThat(peer.exitCode()).isZero();
        try (Table here = a.getTable(name)) {
            assertThat(Bytes.toString(here.get(new Get(key(30))).getValue(FAMILY, ONE)))
                    .isEqualTo("changed");
        }
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    public void nonsenseIsToldWithWhatToDo() throws Exception {
        assertThat(types("repair")).matches(answer -> answer.exitCode() == 1).matches(answer -> answer.said()
                .contains("a command is missing"));
        assertThat(types("repair undo", "20260101-000000-000000"))
                .matches(answer -> answer.exitCode() == 1)
                .matches(answer -> answer.said().contains("No repair of that id"));
        assertThat(types("repair run", name.getNameAsString(), "--peer", LocalPair.PEER, "--authority", "mars"))
                .matches(answer -> answer.exitCode() == 1)
                .matches(answer -> answer.said().contains("neither source nor peer"));
        assertThat(repair()).matches(answer -> answer.exitCode() == 0).matches(answer -> answer.said()
                .contains("There is nothing to repair."));
    }
}
