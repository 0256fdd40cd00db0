package org.hbaseha.it.replication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.hbaseha.config.HaKeys;
import org.hbaseha.it.cluster.LocalMonitor;
import org.hbaseha.it.cluster.LocalPair;
import org.hbaseha.it.cluster.SiteSpec;
import org.hbaseha.monitor.view.PairView;
import org.hbaseha.monitor.view.TableView;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;

/** The replication monitor as a process, between two sites that ship to each other. */
public final class MonitorIT {

    private static final byte[] FAMILY = "f".getBytes(UTF_8);
    private static final byte[] COLUMN = "q".getBytes(UTF_8);
    private static final int ROWS = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static LocalPair pair;
    private static Connection a;
    private static Connection b;

    @Rule
    public final TestName test = new TestName();

    private final List<LocalMonitor> monitors = new ArrayList<>();
    private TableName name;

    @BeforeClass
    public static void start() throws Exception {
        SiteSpec.Builder spec = SiteSpec.named("a")
                .regionServers(2)
                .dataNodes(1)
                .hbaseSite(
                        "hbase.coprocessor.user.region.classes",
                        "org.hbaseha.digest.region.DigestEndpoint,org.hbaseha.digest.region.DirtyRangeObserver")
                // An idle source sleeps longer and longer otherwise.
                .hbaseSite("replication.source.sleepforretries", "100")
                .hbaseSite("replication.source.maxretriesmultiplier", "10");
        spec.hbaseSite(LocalMonitor.HEARTBEATS);
        SiteSpec one = spec.build();
        pair = LocalPair.start(one, one.toBuilder().name("b").build(), System.out::println);
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
        pair.createReplicatedTable(name, List.of("f"), new byte[][] {key(1_000), key(2_000)});
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            puts.add(put(i, "value " + i));
        }
        try (Table table = a.getTable(name)) {
            table.put(puts);
        }
    }

    @After
    public void stopMonitors() throws Exception {
        for (LocalMonitor monitor : monitors) {
            monitor.process().kill9();
        }
        for (Connection site : List.of(a, b)) {
            try (Admin admin = site.getAdmin()) {
                admin.disableTable(name);
                admin.deleteTable(name);
            }
        }
    }

    private static byte[] key(int i) {
        return String.format(Locale.ROOT, "row-%05d", i).getBytes(UTF_8);
    }

    private static Put put(int row, String value) {
        return new Put(key(row)).addColumn(FAMILY, COLUMN, 1_000L + row, value.getBytes(UTF_8));
    }

    private LocalMonitor startMonitor() throws Exception {
        LocalMonitor monitor = LocalMonitor.start(
                pair.a(),
                test.getMethodName() + "-monitor-" + monitors.size(),
                Map.of(
                        HaKeys.MONITOR_CONTINUOUS_INTERVAL.name(), "1s",
                        HaKeys.MONITOR_TABLES.name(), name.getNameAsString(),
                        HaKeys.MONITOR_DIRECTORY.name(), books().toUri().toString()));
        monitors.add(monitor);
        return monitor;
    }

    private Path books() {
        return pair.a().directory().resolve("books");
    }

    private Path book() {
        return books().resolve(LocalPair.PEER).resolve(name.getNameAsString() + ".json");
    }

    private TableView awaitTable(LocalMonitor monitor, String what, Predicate<TableView> wanted) {
        Optional<TableView> seen = await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> monitor.table(LocalPair.PEER, name.getNameAsString()),
                        view -> view.isPresent() && wanted.test(view.get()));
        return seen.orElseThrow();
    }

    private TableView awaitProved(LocalMonitor monitor) {
        return awaitTable(
                monitor,
                "all is proved equal",
                table -> table.provedShare() == 1 && table.findings().isEmpty() && table.oldestProof() != null);
    }

    /** Replication does not see it, as it does not see what somebody changes on the peer. */
    private void damage(Connection site, Put put) throws IOException {
        try (Table table = site.getTable(name)) {
            table.put(put.setDurability(Durability.SKIP_WAL));
        }
    }

    @Test
    public void whatIsChangedBehindReplicationsBackIsFoundAndIsGoneWhenItIsMended() throws Exception {
        LocalMonitor monitor = startMonitor();
        awaitProved(monitor);

        damage(b, put(10, "damaged"));
        damage(b, new Put(key(2_500)).addColumn(FAMILY, "more".getBytes(UTF_8), 7L, COLUMN));
        Instant damaged = Instant.now();
        TableView found = awaitTable(
                monitor, "both rows are found", table -> table.findings().equals(Map.of("CONFLICT", 1, "EXTRA", 1)));
        System.out.println("found after " + Duration.between(damaged, Instant.now()));

        assertThat(found.provedShare()).isLessThan(1);
        assertThat(monitor.findings())
                .anyMatch(line -> line.contains("\"row\":\"row-00010\"") && line.contains("CONFLICT"))
                .anyMatch(line -> line.contains("\"row\":\"row-02500\"") && line.contains("EXTRA"))
                // Values are for those who may read the table.
                .noneMatch(line -> line.contains("damaged"));

        damage(b, put(10, "value 10"));
        try (Table table = b.getTable(name)) {
            table.delete(new Delete(key(2_500))
                    .addColumns(FAMILY, "more".getBytes(UTF_8))
                    .setDurability(Durability.SKIP_WAL));
        }
        awaitProved(monitor);
    }

    @Test
    public void writesThatArriveRaiseNoAlarmAndAreProved() throws Exception {
        LocalMonitor monitor = startMonitor();
        awaitProved(monitor);
        long alarms = 0;

        try (Table table = a.getTable(name)) {
            for (int i = 0; i < 60; i++) {
                List<Put> puts = new ArrayList<>();
                for (int row = 0; row < 50; row++) {
                    // The same rows again and again, now.
                    puts.add(new Put(key(row * 7)).addColumn(FAMILY, COLUMN, ("round " + i).getBytes(UTF_8)));
                }
                table.put(puts);
                alarms += monitor.table(LocalPair.PEER, name.getNameAsString())
                        .map(view -> view.findings().size())
                        .orElse(0);
                Thread.sleep(200);
            }
        }
        Instant written = Instant.now();
        TableView proved = awaitTable(
                monitor,
                "what was written is proved equal",
                table -> table.dirtyRanges() == 0
                        && table.inFlightRows() == 0
                        && table.continuousBytesRead() > 0
                        && table.continuous() != null
                        && table.continuous().begun().isAfter(written));

        assertThat(alarms).isZero();
        assertThat(proved.findings()).isEmpty();
    }

    @Test
    public void aMonitorThatIsKilledGoesOnWhereItWas() throws Exception {
        LocalMonitor first = startMonitor();
        awaitProved(first);
        damage(b, put(10, "damaged"));
        TableView before =
                awaitTable(first, "the row is found", table -> table.findings().containsKey("CONFLICT"));
        await("it is kept").atMost(PATIENCE).until(() -> Files.readString(book())
                .contains("CONFLICT"));
        first.process().kill9();

        LocalMonitor second = startMonitor();
        TableView after = awaitTable(
                second, "the next one knows", table -> !table.strips().isEmpty());

        assertThat(after.since()).isEqualTo(before.since());
        assertThat(after.oldestProof()).isNotNull();
        assertThat(after.findings()).isEqualTo(Map.of("CONFLICT", 1));
        assertThat(after.sweep().due()).isZero();

        damage(b, put(10, "value 10"));
        awaitProved(second);
    }

    @Test
    public void oneOfTwoMonitorsWorksAndTheOtherTakesOver() throws Exception {
        LocalMonitor first = startMonitor();
        awaitProved(first);
        LocalMonitor second = startMonitor();
        await().atMost(PATIENCE)
                .until(() ->
                        worker(second).equals(worker(first)) && worker(first).isPresent());
        assertThat(second.table(LocalPair.PEER, name.getNameAsString())).isEmpty();

        first.process().kill9();

        awaitProved(second);
        assertThat(worker(second)).isPresent();
    }

    private static Optional<String> worker(LocalMonitor monitor) {
        return monitor.state().flatMap(view -> view.pairs().stream()
                .filter(each -> each.peer().equals(LocalPair.PEER) && each.worker() != null)
                .map(PairView::worker)
                .findFirst());
    }
}
