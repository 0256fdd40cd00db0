package org.hbaseha.digest.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Append;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Increment;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.RowMutations;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionCoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionObserver;
import org.apache.hadoop.hbase.regionserver.BaseRowProcessor;
import org.apache.hadoop.hbase.regionserver.HRegion;
import org.apache.hadoop.hbase.regionserver.MiniBatchOperationInProgress;
import org.apache.hadoop.hbase.tool.BulkLoadHFiles;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.hbase.util.HFileTestUtil;
import org.apache.hadoop.hbase.wal.WALEdit;
import org.awaitility.Awaitility;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.client.DirtyRanges;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;

/** Real regions: each way to write makes its rows dirty and no others, and a region that was opened anew is wholly dirty. */
public class DirtyRangesIT {

    private static final HBaseTestingUtility CLUSTER = new HBaseTestingUtility();
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] QUALIFIER = Bytes.toBytes("q");
    private static final byte[] VALUE = Bytes.toBytes(1L);
    private static final int ROWS = 100;
    private static final KeyRange NEXT_REGION = new KeyRange(key(50), new byte[0]);

    private static AsyncConnection connection;

    @Rule
    public final TestName test = new TestName();

    private TableName table;
    private DirtyMarks marks = DirtyMarks.NONE;

    @BeforeClass
    public static void start() throws Exception {
        CLUSTER.startMiniCluster(2);
        connection = ConnectionFactory.createAsyncConnection(CLUSTER.getConfiguration())
                .get(60, TimeUnit.SECONDS);
    }

    @AfterClass
    public static void stop() throws Exception {
        connection.close();
        CLUSTER.shutdownMiniCluster();
    }

    /** Two regions of 50 rows, none of which is dirty. */
    @Before
    public void createTable() throws Exception {
        table = create(test.getMethodName(), DirtyRangeObserver.class, HoldingObserver.class);
        write(rows -> {
            List<Put> puts = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                puts.add(put(i));
            }
            rows.put(puts);
        });
        ask();
    }

    @SafeVarargs
    private static TableName create(String name, Class<? extends RegionCoprocessor>... coprocessors)
            throws IOException {
        TableName table = TableName.valueOf(name);
        TableDescriptorBuilder builder =
                TableDescriptorBuilder.newBuilder(table).setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY));
        for (Class<? extends RegionCoprocessor> coprocessor : coprocessors) {
            builder.setCoprocessor(coprocessor.getName());
        }
        CLUSTER.getAdmin().createTable(builder.build(), new byte[][] {NEXT_REGION.start()});
        return table;
    }

    private static byte[] key(int i) {
        return Bytes.toBytes(String.format(Locale.ROOT, "row-%06d", i));
    }

    private static Put put(int i) {
        return new Put(key(i)).addColumn(FAMILY, QUALIFIER, VALUE);
    }

    private interface Writing {
        void to(Table rows) throws Exception;
    }

    private void write(Writing writing) throws Exception {
        try (Table rows = CLUSTER.getConnection().getTable(table)) {
            writing.to(rows);
        }
    }

    /** Asks what was written since the last time, and deals with all of it. */
    private List<DirtyAnswer> ask() throws Exception {
        // A mark's own millisecond is told twice.
        long before = System.currentTimeMillis();
        Awaitility.await().until(() -> System.currentTimeMillis() > before);
        List<DirtyAnswer> answers = new DirtyRanges(connection.getTable(table), 20, 4)
                .ask(KeyRange.ALL, marks, Instant.now())
                .get(60, TimeUnit.SECONDS);
        marks = DirtyMarks.whenAllAreDone(answers);
        return answers;
    }

    private static List<Integer> dirty(List<DirtyAnswer> answers) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            byte[] row = key(i);
            if (answers.stream().flatMap(answer -> answer.ranges().stream()).anyMatch(range -> range.range()
                    .contains(row))) {
                rows.add(i);
            }
        }
        return rows;
    }

    private static List<KeyRange> wholly(List<DirtyAnswer> answers) {
        return answers.stream()
                .filter(answer ->
                        answer.ranges().stream().anyMatch(range -> range.range().equals(answer.covered())))
                .map(DirtyAnswer::covered)
                .toList();
    }

    private void assertDirtyAfter(Writing writing, Integer... rows) throws Exception {
        ask();
        assertThat(ask()).allMatch(answer -> answer.ranges().isEmpty());
        write(writing);

        List<DirtyAnswer> answers = ask();

        assertThat(dirty(answers)).containsExactly(rows);
        assertThat(answers).allMatch(answer -> answer.underWay() == 0 && answer.errors() == 0);
        assertThat(ask()).as("told once").allMatch(answer -> answer.ranges().isEmpty());
    }

    @Test
    public void aPutAndABatchOfThem() throws Exception {
        assertDirtyAfter(rows -> rows.put(put(7)), 7);
        assertDirtyAfter(rows -> rows.put(List.of(put(3), put(60), put(61), put(99))), 3, 60, 61, 99);
    }

    @Test
    public void aDelete() throws Exception {
        assertDirtyAfter(rows -> rows.delete(new Delete(key(8))), 8);
    }

    @Test
    public void anIncrementAndAnAppend() throws Exception {
        assertDirtyAfter(rows -> rows.increment(new Increment(key(9)).addColumn(FAMILY, QUALIFIER, 5)), 9);
        assertDirtyAfter(rows -> rows.append(new Append(key(51)).addColumn(FAMILY, QUALIFIER, VALUE)), 51);
    }

    @Test
    public void aConditionThatHoldsAndOneThatDoesNot() throws Exception {
        assertDirtyAfter(
                rows -> assertThat(rows.checkAndMutate(CheckAndMutate.newBuilder(key(10))
                                        .ifEquals(FAMILY, QUALIFIER, VALUE)
                                        .build(put(10)))
                                .isSuccess())
                        .isTrue(),
                10);
        assertDirtyAfter(rows -> assertThat(rows.checkAndMutate(CheckAndMutate.newBuilder(key(11))
                                .ifNotExists(FAMILY, QUALIFIER)
                                .build(put(11)))
                        .isSuccess())
                .isFalse());
    }

    @Test
    public void severalMutationsOfOneRow() throws Exception {
        assertDirtyAfter(
                rows -> rows.mutateRow(
                        new RowMutations(key(12)).add((Mutation) put(12)).add((Mutation)
                                new Delete(key(12)).addColumns(FAMILY, Bytes.toBytes("other")))),
                12);
    }

    @Test
    public void severalRowsAtOnceAsMultiRowMutationDoes() throws Exception {
        HRegion region = CLUSTER.getMiniHBaseCluster().getRegions(table).get(0);
        int first = Bytes.equals(region.getRegionInfo().getStartKey(), NEXT_REGION.start()) ? 50 : 0;
        List<byte[]> locked = List.of(key(first + 13), key(first + 17));
        assertDirtyAfter(
                rows -> region.mutateRowsWithLocks(List.of(put(first + 13), put(first + 17)), locked, 0, 0),
                first + 13,
                first + 17);
    }

    @Test
    public void aWriteWithoutHooksMakesItsRegionWhollyDirty() throws Exception {
        HRegion region = CLUSTER.getMiniHBaseCluster().getRegions(table).get(0);
        RegionInfo info = region.getRegionInfo();
        ask();

        region.processRowsWithLocks(new OldProcessor(info.getStartKey().length == 0 ? key(16) : key(66)));

        assertThat(wholly(ask())).containsExactly(new KeyRange(info.getStartKey(), info.getEndKey()));
        assertThat(ask()).allMatch(answer -> answer.ranges().isEmpty() && answer.underWay() == 0);
    }

    /** Writes a row as HBase's first atomic endpoints did; it calls none of the hooks that batches call. */
    private static final class OldProcessor extends BaseRowProcessor<Message, Message> {

        private final byte[] row;

        OldProcessor(byte[] row) {
            this.row = row;
        }

        @Override
        public Collection<byte[]> getRowsToLock() {
            return List.of(row);
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public void process(long now, HRegion region, List<Mutation> mutations, WALEdit edit) {
            Put put = new Put(row, now).addColumn(FAMILY, QUALIFIER, VALUE);
            put.getFamilyCellMap().values().forEach(cells -> cells.forEach(edit::add));
            mutations.add(put);
        }

        @Override
        public Message getResult() {
            return FileOptions.getDefaultInstance();
        }

        @Override
        public Message getRequestData() {
            return FileOptions.getDefaultInstance();
        }

        @Override
        public void initialize(Message request) {}
    }

    @Test
    public void aWriteThatIsNotLogged() throws Exception {
        assertDirtyAfter(rows -> rows.put(put(14).setDurability(Durability.SKIP_WAL)), 14);
    }

    @Test
    public void whatIsRefusedChangesNothing() throws Exception {
        assertDirtyAfter(rows -> assertThatThrownBy(
                        () -> rows.put(new Put(key(15)).addColumn(Bytes.toBytes("nobody"), QUALIFIER, VALUE)))
                .isInstanceOf(IOException.class));
    }

    @Test
    public void neitherDoesAFlushOrACompaction() throws Exception {
        assertDirtyAfter(rows -> {
            CLUSTER.flush(table);
            CLUSTER.compact(table, true);
        });
    }

    @Test
    public void aBulkLoadMakesItsRegionsWhollyDirty() throws Exception {
        Path folder = CLUSTER.getDataTestDirOnTestFS(test.getMethodName());
        FileSystem files = CLUSTER.getTestFileSystem();
        HFileTestUtil.createHFile(
                CLUSTER.getConfiguration(),
                files,
                new Path(new Path(folder, "f"), "file"),
                FAMILY,
                QUALIFIER,
                key(20),
                key(30),
                5);
        ask();

        assertThat(BulkLoadHFiles.create(CLUSTER.getConfiguration()).bulkLoad(table, folder))
                .isNotEmpty();

        List<DirtyAnswer> answers = ask();
        assertThat(wholly(answers)).containsExactly(new KeyRange(new byte[0], NEXT_REGION.start()));
        assertThat(answers).allMatch(answer -> answer.underWay() == 0);
        assertThat(ask()).allMatch(answer -> answer.ranges().isEmpty());
    }

    @Test
    public void aRegionThatMovedIsWhollyDirtyAndNoOther() throws Exception {
        ask();
        RegionInfo region = region(key(60));
        ServerName before = serverOf(region);
        CLUSTER.getAdmin().move(region.getEncodedNameAsBytes());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !serverOf(region)
                .equals(before));

        assertThat(wholly(ask())).containsExactly(NEXT_REGION);
        assertThat(ask()).allMatch(answer -> answer.ranges().isEmpty());
    }

    private RegionInfo region(byte[] row) throws IOException {
        return CLUSTER.getConnection()
                .getRegionLocator(table)
                .getRegionLocation(row, true)
                .getRegion();
    }

    private ServerName serverOf(RegionInfo region) throws IOException {
        return Optional.ofNullable(CLUSTER.getConnection()
                        .getRegionLocator(table)
                        .getRegionLocation(region.getStartKey(), true)
                        .getServerName())
                .orElseThrow();
    }

    @Test
    public void daughtersOfASplitAreWhollyDirty() throws Exception {
        ask();
        try (Admin admin = CLUSTER.getConnection().getAdmin()) {
            admin.splitRegionAsync(region(key(60)).getRegionName(), key(75)).get(60, TimeUnit.SECONDS);
        }

        assertThat(wholly(ask())).containsExactly(new KeyRange(key(50), key(75)), new KeyRange(key(75), new byte[0]));
        assertThat(ask()).allMatch(answer -> answer.ranges().isEmpty());
    }

    @Test
    public void aMergedRegionIsWhollyDirtyAndThenAskedAsOne() throws Exception {
        ask();
        try (Admin admin = CLUSTER.getConnection().getAdmin()) {
            admin.mergeRegionsAsync(
                            new byte[][] {
                                region(key(10)).getEncodedNameAsBytes(),
                                region(key(60)).getEncodedNameAsBytes()
                            },
                            true)
                    .get(60, TimeUnit.SECONDS);
        }

        assertThat(dirty(ask())).hasSize(ROWS);
        assertThat(ask()).singleElement().satisfies(answer -> assertThat(answer.ranges())
                .isEmpty());
    }

    @Test
    public void regionsOfAServerThatDiedAreWhollyDirty() throws Exception {
        CLUSTER.getMiniHBaseCluster().startRegionServerAndWait(60_000);
        ask();
        ServerName server = serverOf(region(key(60)));
        CLUSTER.getMiniHBaseCluster().killRegionServer(server);
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> !serverOf(region(key(60)))
                .equals(server));
        CLUSTER.waitTableAvailable(table);

        assertThat(wholly(ask())).contains(NEXT_REGION);
    }

    /** Holds writes of rows that it was told, before they are logged. */
    public static final class HoldingObserver implements RegionCoprocessor, RegionObserver {

        private static volatile CountDownLatch held = new CountDownLatch(0);
        private static volatile CountDownLatch mayGoOn = new CountDownLatch(0);
        private static volatile String row = "";

        @Override
        public Optional<RegionObserver> getRegionObserver() {
            return Optional.of(this);
        }

        static void hold(int i) {
            held = new CountDownLatch(1);
            mayGoOn = new CountDownLatch(1);
            row = Bytes.toString(key(i));
        }

        @Override
        public void preBatchMutate(
                ObserverContext<RegionCoprocessorEnvironment> context, MiniBatchOperationInProgress<Mutation> batch) {
            if (row.equals(Bytes.toString(batch.getOperation(0).getRow()))) {
                held.countDown();
                try {
                    mayGoOn.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Test
    public void aWriteThatIsHeldIsUnderWayAndToldAgainWhenItIsOver() throws Exception {
        ask();
        HoldingObserver.hold(40);
        Thread writer = new Thread(() -> {
            try {
                write(rows -> rows.put(put(40)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertThat(HoldingObserver.held.await(60, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 2; i++) {
            List<DirtyAnswer> during = ask();
            assertThat(dirty(during)).containsExactly(40);
            assertThat(during.get(0).underWay()).isEqualTo(1);
            assertThat(during.get(0).ranges()).allMatch(range -> !range.quiet());
        }
        HoldingObserver.mayGoOn.countDown();
        writer.join(60_000);

        List<DirtyAnswer> after = ask();
        assertThat(dirty(after)).containsExactly(40);
        assertThat(after.get(0).underWay()).isZero();
        assertThat(ask()).allMatch(answer -> answer.ranges().isEmpty());
    }

    @Test
    public void whoAskedForAPartKnowsThatPartAlone() throws Exception {
        KeyRange part = new KeyRange(key(10), key(60));
        marks = DirtyMarks.whenAllAreDone(new DirtyRanges(connection.getTable(table), 20, 4)
                .ask(part, marks, Instant.now())
                .get(60, TimeUnit.SECONDS));

        List<DirtyAnswer> answers = ask();

        assertThat(answers)
                .extracting(DirtyAnswer::covered)
                .containsExactly(
                        new KeyRange(new byte[0], key(10)),
                        new KeyRange(key(10), key(50)),
                        new KeyRange(key(50), key(60)),
                        new KeyRange(key(60), new byte[0]));
        assertThat(dirty(answers)).isNotEmpty().allMatch(row -> row < 10 || row >= 60);
    }

    @Test
    public void aServerWithoutTheCoprocessorIsNamed() throws Exception {
        table = create("without");
        marks = DirtyMarks.NONE;
        ServerName server = serverOf(region(key(0)));

        assertThatThrownBy(this::ask)
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("server=" + server);
    }
}
