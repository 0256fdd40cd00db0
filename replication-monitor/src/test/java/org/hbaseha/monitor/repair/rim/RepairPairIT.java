package org.hbaseha.monitor.repair.rim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.KeepDeletedCells;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.replication.ReplicationPeerConfig;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.repair.Agreement;
import org.hbaseha.monitor.repair.RepairPlanner;
import org.hbaseha.monitor.repair.RepairRules;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.UndoPlanner;
import org.hbaseha.monitor.repair.UndoPlanner.Done;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.Finding;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.Recheck;
import org.hbaseha.monitor.verification.RecheckConfig;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;

/** Repairs between two clusters that ship to each other: what HBase itself makes of the puts, deletes and compactions of a plan. */
public class RepairPairIT {

    private static final HBaseTestingUtility SOURCE = new HBaseTestingUtility(configuration("/source"));
    private static final HBaseTestingUtility PEER = new HBaseTestingUtility(configuration("/peer"));
    private static final byte[] Q = Bytes.toBytes("q");
    private static final String ONE_VERSION = "f";
    private static final String THREE_VERSIONS = "v";
    private static final String NEW_BEHAVIOR = "n";
    private static final String KEEPS = "k";
    private static final Duration LONG = Duration.ofMinutes(2);

    private static Cluster here;
    private static Cluster there;

    @Rule
    public final TestName test = new TestName();

    private TableName name;
    private PairAccess access;
    /** Of the last repair of the test. */
    @SuppressWarnings("NullAway.Init")
    private MemoryJournal journal;

    private static Configuration configuration(String parent) {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set(HConstants.ZOOKEEPER_ZNODE_PARENT, parent);
        configuration.setInt("hbase.regionserver.info.port", -1);
        configuration.setInt("hbase.master.info.port", -1);
        // An idle source sleeps longer and longer otherwise.
        configuration.setInt("replication.source.sleepforretries", 100);
        configuration.setInt("replication.source.maxretriesmultiplier", 10);
        return configuration;
    }

    @BeforeClass
    public static void start() throws Exception {
        SOURCE.startMiniZKCluster();
        PEER.setZkCluster(SOURCE.getZkCluster());
        SOURCE.startMiniCluster(1);
        PEER.startMiniCluster(1);
        replicate(SOURCE, PEER);
        replicate(PEER, SOURCE);
        here = Cluster.open("source", SOURCE.getConfiguration(), LONG);
        there = Cluster.open("peer", PEER.getConfiguration(), LONG);
    }

    private static void replicate(HBaseTestingUtility from, HBaseTestingUtility to) throws IOException {
        try (Admin admin = from.getConnection().getAdmin()) {
            admin.addReplicationPeer(
                    "other",
                    ReplicationPeerConfig.newBuilder()
                            .setClusterKey(to.getClusterKey())
                            .build());
        }
    }

    @AfterClass
    public static void stop() throws Exception {
        here.close();
        there.close();
        PEER.shutdownMiniCluster();
        SOURCE.shutdownMiniCluster();
    }

    @Before
    public void createTable() throws Exception {
        name = TableName.valueOf(test.getMethodName());
        for (HBaseTestingUtility side : List.of(SOURCE, PEER)) {
            try (Admin admin = side.getConnection().getAdmin()) {
                admin.createTable(TableDescriptorBuilder.newBuilder(name)
                        .setColumnFamily(family(ONE_VERSION).build())
                        .setColumnFamily(
                                family(THREE_VERSIONS).setMaxVersions(3).build())
                        .setColumnFamily(family(NEW_BEHAVIOR)
                                .setMaxVersions(3)
                                .setNewVersionBehavior(true)
                                .build())
                        .setColumnFamily(family(KEEPS)
                                .setKeepDeletedCells(KeepDeletedCells.TRUE)
                                .build())
                        .build());
            }
        }
        ReplicationPeerConfig peer = ReplicationPeerConfig.newBuilder()
                .setClusterKey(PEER.getClusterKey())
                .build();
        access = PairAccess.open(here, there, TablePair.of(here, name, there, name, peer));
    }

    private static ColumnFamilyDescriptorBuilder family(String family) {
        ColumnFamilyDescriptor plain = ColumnFamilyDescriptorBuilder.of(family);
        return ColumnFamilyDescriptorBuilder.newBuilder(plain).setScope(HConstants.REPLICATION_SCOPE_GLOBAL);
    }

    private void onBoth(String row, String family, long timestamp, String value) throws IOException {
        damage(SOURCE, put(row, family, timestamp, value));
        damage(PEER, put(row, family, timestamp, value));
    }

    private static Put put(String row, String family, long timestamp, String value) {
        return new Put(Bytes.toBytes(row)).addColumn(Bytes.toBytes(family), Q, timestamp, Bytes.toBytes(value));
    }

    /** Replication does not see it. */
    private void damage(HBaseTestingUtility side, Put put) throws IOException {
        try (Table table = side.getConnection().getTable(name)) {
            table.put(put.setDurability(Durability.SKIP_WAL));
        }
    }

    private void damage(HBaseTestingUtility side, Delete delete) throws IOException {
        try (Table table = side.getConnection().getTable(name)) {
            table.delete(delete.setDurability(Durability.SKIP_WAL));
        }
    }

    private static RowKey row(String key) {
        return new RowKey(Bytes.toBytes(key));
    }

    private RowPair read(String row) throws IOException, InterruptedException {
        return here.answer(access.read(row(row)));
    }

    private List<RowPair> read(String[] rows) throws IOException, InterruptedException {
        List<RowPair> pairs = new ArrayList<>();
        for (String row : rows) {
            pairs.add(read(row));
        }
        return pairs;
    }

    private static Policy policy(boolean restamp) {
        return new Policy(true, Optional.of(Side.SOURCE), Optional.of(Side.SOURCE), List.of(), restamp);
    }

    private List<RowFindings> differences(String... rows) throws Exception {
        RepairRules rules = access.rules(policy(false), Instant.now());
        Recheck recheck =
                new Recheck(new RowJudge(new JudgeRules(true, rules.families(Side.PEER))), RecheckConfig.DEFAULT);
        return access.following(recheck, () -> Optional.of(Instant.now()), InstantSource.system())
                .follow(List.of(rows).stream().map(RepairPairIT::row).toList(), Duration.ofSeconds(20));
    }

    private Map<String, Divergence> classes(String... rows) throws Exception {
        Map<String, Divergence> found = new TreeMap<>();
        for (RowFindings row : differences(rows)) {
            for (Finding finding : row.findings()) {
                found.put(row.row() + " " + finding.cell().column(), finding.divergence());
            }
        }
        return found;
    }

    private RepairRun.Result repair(Policy policy, String... rows) throws Exception {
        return go(new RepairPlanner(access.rules(policy, Instant.now()))::plan, keys(rows));
    }

    private static List<RowKey> keys(String... rows) {
        return List.of(rows).stream().map(RepairPairIT::row).toList();
    }

    private RepairRun.Result go(Function<RowPair, RowRepair> planner, Collection<RowKey> rows) throws Exception {
        List<RowRepair> plan = new ArrayList<>();
        for (RowKey row : rows) {
            plan.add(planner.apply(here.answer(access.read(row))));
        }
        return go(planner, plan);
    }

    private RepairRun.Result go(Function<RowPair, RowRepair> planner, List<RowRepair> plan) throws Exception {
        journal = new MemoryJournal(
                new Opened("id", Optional.empty(), Instant.EPOCH, "me", "t", "t", "p", policy(false)));
        return new RepairRun(
                        access,
                        access.purges(LONG),
                        planner,
                        new RepairLog(journal, journal.afterCrash()),
                        new RepairRun.Settings(100, 6),
                        said -> {})
                .run(plan.stream().map(RowRepair::row).toList(), Agreement.to(plan));
    }

    private RepairRun.Result undo() throws Exception {
        Map<RowKey, List<Done>> done = journal.afterCrash().done();
        UndoPlanner planner = new UndoPlanner(access.rules(policy(false), Instant.now()));
        return go(pair -> planner.plan(pair, done.getOrDefault(pair.row(), List.of())), done.keySet());
    }

    /** When this is on the source, so is all that the peer has sent before: it has one log. */
    private void awaitWhatThePeerSends() throws Exception {
        try (Table peer = PEER.getConnection().getTable(name);
                Table source = SOURCE.getConnection().getTable(name)) {
            peer.put(put("sentinel", ONE_VERSION, System.currentTimeMillis(), "s"));
            await().atMost(LONG).until(() -> source.exists(new Get(Bytes.toBytes("sentinel"))));
        }
    }

    private static void flushAndCompact(HBaseTestingUtility side, TableName name) throws IOException {
        side.flush(name);
        side.compact(name, true);
    }

    @Test
    public void eachClassIsRepairedNothingIsSentBackAndUndoRestoresAll() throws Exception {
        String[] rows = {"conflict", "extra", "later", "masked", "masked-row", "missing", "stamped"};
        damage(SOURCE, put("missing", ONE_VERSION, 100, "m"));
        damage(PEER, put("extra", ONE_VERSION, 100, "e"));
        damage(PEER, put("extra", THREE_VERSIONS, 100, "e"));
        damage(SOURCE, put("conflict", ONE_VERSION, 100, "here"));
        damage(PEER, put("conflict", ONE_VERSION, 100, "there"));
        damage(SOURCE, put("stamped", ONE_VERSION, 200, "s"));
        damage(PEER, put("stamped", ONE_VERSION, 100, "s"));
        onBoth("later", THREE_VERSIONS, 100, "1");
        damage(PEER, put("later", THREE_VERSIONS, 300, "3"));
        onBoth("masked", ONE_VERSION, 100, "hidden");
        damage(PEER, new Delete(Bytes.toBytes("masked")).addColumns(Bytes.toBytes(ONE_VERSION), Q, 150));
        onBoth("masked-row", ONE_VERSION, 100, "hidden");
        PEER.flush(name);
        damage(PEER, new Delete(Bytes.toBytes("masked-row"), 150));
        Map<String, Divergence> found = classes(rows);
        assertThat(found)
                .containsEntry("missing f:q", Divergence.MISSING)
                .containsEntry("extra f:q", Divergence.EXTRA)
                .containsEntry("conflict f:q", Divergence.CONFLICT)
                .containsEntry("masked f:q", Divergence.MASKED)
                .containsEntry("masked-row f:q", Divergence.MASKED);
        List<RowPair> before = read(rows);

        RepairRun.Result repaired = repair(policy(false), rows);

        assertThat(repaired.stopped()).isEmpty();
        assertThat(repaired.left()).isEmpty();
        assertThat(classes(rows)).isEmpty();
        awaitWhatThePeerSends();
        assertThat(read(rows))
                .extracting(pair -> pair.ours().raw())
                .isEqualTo(before.stream().map(pair -> pair.ours().raw()).toList());
        flushAndCompact(PEER, name);
        assertThat(classes(rows)).isEmpty();

        RepairRun.Result undone = undo();

        assertThat(undone.stopped()).isEmpty();
        assertThat(undone.left()).isEmpty();
        assertThat(read(rows))
                .extracting(pair -> pair.theirs().visible())
                .isEqualTo(before.stream().map(pair -> pair.theirs().visible()).toList());
        // The marker by which it was taken away hides it until the next compaction.
        found.put("missing f:q", Divergence.MASKED);
        assertThat(classes(rows)).isEqualTo(found);
        awaitWhatThePeerSends();
        assertThat(read(rows))
                .extracting(pair -> pair.ours().raw())
                .isEqualTo(before.stream().map(pair -> pair.ours().raw()).toList());
    }

    @Test
    public void whatClientsWriteAfterThePlanStays() throws Exception {
        damage(SOURCE, put("row", ONE_VERSION, 100, "here"));
        damage(PEER, put("row", ONE_VERSION, 100, "there"));
        RepairPlanner planner = new RepairPlanner(access.rules(policy(false), Instant.now()));
        RowPair old = read("row");
        List<RowRepair> plan = List.of(planner.plan(old));

        damage(PEER, put("row", ONE_VERSION, 100, "newer"));
        // As if the row had been read before that.
        RepairRun.Result result = go(pair -> planner.plan(old), plan);

        assertThat(result.stopped()).isEmpty();
        assertThat(read("row").theirs().visible().first().value()).isEqualTo(Bytes.toBytes("newer"));
        assertThat(journal.afterCrash().intents()).hasSizeGreaterThan(0);
    }

    @Test
    public void emptyValuesAreToldFromNoCell() throws Exception {
        damage(SOURCE, put("row", ONE_VERSION, 100, "here"));
        damage(PEER, put("row", ONE_VERSION, 100, ""));
        damage(PEER, put("gone", ONE_VERSION, 100, ""));

        RepairRun.Result result = repair(policy(false), "row", "gone");

        assertThat(result.left()).isEmpty();
        assertThat(classes("row", "gone")).isEmpty();
    }

    @Test
    public void newVersionBehaviorNeedsNoCompaction() throws Exception {
        onBoth("row", NEW_BEHAVIOR, 100, "hidden");
        damage(PEER, new Delete(Bytes.toBytes("row")).addColumns(Bytes.toBytes(NEW_BEHAVIOR), Q, 150));
        damage(PEER, put("extra", NEW_BEHAVIOR, 100, "e"));

        RepairRun.Result result = repair(policy(false), "row", "extra");

        assertThat(result.left()).isEmpty();
        assertThat(classes("row", "extra")).isEmpty();
        assertThat(journal.afterCrash().compactions()).isEmpty();
        flushAndCompact(PEER, name);
        assertThat(classes("row", "extra")).isEmpty();

        assertThat(undo().left()).isEmpty();
        assertThat(read("row").theirs().visible()).isEmpty();
        assertThat(read("extra").theirs().visible()).hasSize(1);
    }

    @Test
    public void whatKeptDeletedCellsHideIsSaidToBeImpossibleOrWrittenAnew() throws Exception {
        onBoth("row", KEEPS, 100, "hidden");
        damage(PEER, new Delete(Bytes.toBytes("row")).addColumns(Bytes.toBytes(KEEPS), Q, 150));

        RepairRun.Result left = repair(policy(false), "row");

        assertThat(left.left().values().toString()).contains("KEEP_DELETED_CELLS on the peer");
        assertThat(journal.afterCrash().intents()).isEmpty();

        RepairRun.Result stamped = repair(policy(true), "row");

        assertThat(stamped.left()).isEmpty();
        assertThat(read("row").looksEqual()).isTrue();
        assertThat(read("row").theirs().visible()).hasSize(1);
        awaitWhatThePeerSends();

        assertThat(undo().left()).isEmpty();
        assertThat(read("row").theirs().visible()).isEmpty();
        assertThat(read("row").ours().visible().first().timestamp()).isEqualTo(100);
    }

    @Test
    public void olderPutsDoNotComeToLightWhenAnExtraOneGoes() throws Exception {
        damage(PEER, put("row", ONE_VERSION, 100, "older"));
        damage(PEER, put("row", ONE_VERSION, 200, "old"));
        damage(PEER, put("row", ONE_VERSION, 300, "new"));

        RepairRun.Result result = repair(policy(false), "row");

        assertThat(result.left()).isEmpty();
        assertThat(read("row").theirs().visible()).isEmpty();
        assertThat(classes("row")).isEmpty();

        assertThat(undo().left()).isEmpty();
        assertThat(read("row").theirs().visible()).hasSize(1);
        assertThat(read("row").theirs().visible().first().value()).isEqualTo(Bytes.toBytes("new"));
    }

    @Test
    public void thePeerMayBeTheOneThatIsRight() throws Exception {
        damage(PEER, put("row", THREE_VERSIONS, 100, "1"));
        damage(PEER, put("row", THREE_VERSIONS, 200, "2"));
        damage(SOURCE, put("row", THREE_VERSIONS, 200, "other"));
        damage(SOURCE, put("row", THREE_VERSIONS, 300, "3"));
        Policy peer = new Policy(true, Optional.of(Side.PEER), Optional.of(Side.PEER), List.of(), false);
        RowPair before = read("row");

        RepairRun.Result result = repair(peer, "row");

        assertThat(result.left()).isEmpty();
        assertThat(read("row").looksEqual()).isTrue();
        assertThat(read("row").theirs().raw()).isEqualTo(before.theirs().raw());
    }
}
