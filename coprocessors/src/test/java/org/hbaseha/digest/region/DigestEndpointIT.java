package org.hbaseha.digest.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.KeepDeletedCells;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.PrefixSums;
import org.hbaseha.digest.PrefixSums.Difference;
import org.hbaseha.digest.client.TableDigests;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;

/** Two tables of one cluster stand for two clusters: the same rows in other regions, flushed and compacted at other times. */
public class DigestEndpointIT {

    private static final HBaseTestingUtility CLUSTER = new HBaseTestingUtility();
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] OTHER = Bytes.toBytes("g");
    private static final byte[] QUALIFIER = Bytes.toBytes("q");
    private static final int ROWS = 2_000;
    private static final long LATER = Long.MAX_VALUE;

    private static AsyncConnection connection;

    @Rule
    public final TestName test = new TestName();

    private TableName here;
    private TableName there;

    @BeforeClass
    public static void start() throws Exception {
        CLUSTER.getConfiguration().set("hbase.coprocessor.user.region.classes", DigestEndpoint.class.getName());
        CLUSTER.startMiniCluster(2);
        connection = ConnectionFactory.createAsyncConnection(CLUSTER.getConfiguration())
                .get(60, TimeUnit.SECONDS);
    }

    @AfterClass
    public static void stop() throws Exception {
        connection.close();
        CLUSTER.shutdownMiniCluster();
    }

    @Before
    public void createTables() throws Exception {
        here = create("here", key(700), key(1_400));
        there = create("there", key(1_000));
        for (TableName table : List.of(here, there)) {
            List<Put> puts = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                puts.add(new Put(key(i), 1 + i)
                        .addColumn(FAMILY, QUALIFIER, key(i))
                        .addColumn(OTHER, QUALIFIER, key(i)));
            }
            write(table, puts);
        }
        CLUSTER.flush(there);
    }

    private TableName create(String side, byte[]... splits) throws IOException {
        TableName name = TableName.valueOf(test.getMethodName() + "-" + side);
        try (Admin admin = CLUSTER.getConnection().getAdmin()) {
            admin.createTable(
                    TableDescriptorBuilder.newBuilder(name)
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.newBuilder(FAMILY)
                                    .setKeepDeletedCells(KeepDeletedCells.FALSE)
                                    .build())
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.of(OTHER))
                            .build(),
                    splits);
        }
        return name;
    }

    private static void write(TableName name, List<Put> puts) throws IOException {
        try (Table table = CLUSTER.getConnection().getTable(name)) {
            table.put(puts);
        }
    }

    private static byte[] key(int i) {
        return Bytes.toBytes(String.format(Locale.ROOT, "row-%06d", i));
    }

    private static DigestRequest everything(int parts) {
        return new DigestRequest(
                KeyRange.ALL,
                List.of(),
                LATER,
                OptionalLong.empty(),
                parts,
                Duration.ofSeconds(10),
                Long.MAX_VALUE,
                Reading.AS_STREAM);
    }

    private static PrefixSums sums(TableName table, DigestRequest request) throws Exception {
        return begin(table, request).get(60, TimeUnit.SECONDS);
    }

    private static CompletableFuture<PrefixSums> begin(TableName table, DigestRequest request) {
        return new TableDigests(connection.getTable(table), 20, (rows, bytes) -> {}).sums(request);
    }

    @Test
    public void equalRowsAreEqualInOtherRegionsAndFiles() throws Exception {
        PrefixSums one = sums(here, everything(16));

        assertThat(one.total().cells()).isEqualTo(2 * ROWS);
        assertThat(one.differences(sums(there, everything(64)))).isEmpty();
    }

    @Test
    public void aRowThatDiffersIsFoundAndNothingElse() throws Exception {
        write(there, List.of(new Put(key(1_234), 1_235).addColumn(FAMILY, QUALIFIER, key(0))));

        List<Difference> coarse = sums(here, everything(16)).differences(sums(there, everything(16)));
        assertThat(coarse).hasSize(1);
        List<Difference> rows = differences(coarse.get(0).range());

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).range()).isEqualTo(KeyRange.ofRow(key(1_234)));
    }

    private List<Difference> differences(KeyRange range) throws Exception {
        DigestRequest fine = new DigestRequest(
                range,
                List.of(),
                LATER,
                OptionalLong.empty(),
                DigestRequest.MOST_PARTS,
                Duration.ofSeconds(10),
                Long.MAX_VALUE,
                Reading.BY_POSITION);
        return sums(here, fine).differences(sums(there, fine));
    }

    @Test
    public void whatADeleteHidesDoesNotCountWhereverTheMarkerIs() throws Exception {
        try (Table rows = CLUSTER.getConnection().getTable(here)) {
            rows.delete(new Delete(key(5), 100));
        }
        assertThat(differences(KeyRange.ALL)).hasSize(1);

        try (Table rows = CLUSTER.getConnection().getTable(there)) {
            rows.delete(new Delete(key(5), 100));
        }
        CLUSTER.flush(there);
        CLUSTER.compact(there, true);

        assertThat(differences(KeyRange.ALL)).isEmpty();
    }

    @Test
    public void familiesAndTimesThatDoNotCountAreLeftOut() throws Exception {
        write(there, List.of(new Put(key(7), 10_000).addColumn(OTHER, QUALIFIER, key(0))));
        DigestRequest all = everything(64);
        DigestRequest oneFamily = new DigestRequest(
                all.range(), List.of(FAMILY), LATER, all.aliveAt(), 64, all.time(), all.bytes(), all.reading());

        assertThat(sums(here, oneFamily).total().cells()).isEqualTo(ROWS);
        assertThat(sums(here, oneFamily).differences(sums(there, oneFamily))).isEmpty();
        assertThat(sums(here, all).differences(sums(there, all))).hasSize(1);
    }

    @Test
    public void aSmallBudgetOnlyTakesMoreCalls() throws Exception {
        AtomicLong calls = new AtomicLong();
        DigestRequest all = everything(16);
        DigestRequest little = new DigestRequest(
                all.range(), all.families(), LATER, all.aliveAt(), 16, all.time(), 10_000, all.reading());

        PrefixSums sums = new TableDigests(connection.getTable(here), 3, (rows, bytes) -> calls.incrementAndGet())
                .sums(little)
                .get(60, TimeUnit.SECONDS);

        assertThat(calls.get()).isGreaterThan(10);
        assertThat(sums.total()).isEqualTo(sums(here, all).total());
    }

    @Test
    public void regionsThatMoveAndSplitMeanwhileChangeNothing() throws Exception {
        DigestRequest all = everything(16);
        PrefixSums before = sums(here, all);
        DigestRequest slow = new DigestRequest(
                all.range(), all.families(), LATER, all.aliveAt(), 16, all.time(), 3_000, all.reading());

        CompletableFuture<PrefixSums> meanwhile = begin(here, slow);
        try (Admin admin = CLUSTER.getConnection().getAdmin()) {
            List<RegionInfo> regions = admin.getRegions(here);
            admin.move(regions.get(2).getEncodedNameAsBytes());
            admin.splitRegionAsync(regions.get(1).getRegionName(), key(1_000)).get(60, TimeUnit.SECONDS);
        }

        assertThat(meanwhile.get(60, TimeUnit.SECONDS).total()).isEqualTo(before.total());
        assertThat(sums(here, all).total()).isEqualTo(before.total());
    }

    @Test
    public void aFamilyThatTheTableDoesNotHaveIsSaid() {
        DigestRequest all = everything(1);
        DigestRequest wrong = new DigestRequest(
                all.range(),
                List.of(Bytes.toBytes("nobody")),
                LATER,
                all.aliveAt(),
                1,
                all.time(),
                all.bytes(),
                all.reading());

        assertThatThrownBy(() -> new TableDigests(connection.getTable(here), 2, (rows, bytes) -> {})
                        .sums(wrong)
                        .get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("nobody");
    }
}
