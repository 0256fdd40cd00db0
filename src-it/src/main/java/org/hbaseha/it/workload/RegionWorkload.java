package org.hbaseha.it.workload;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AdvancedScanResultConsumer;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.AsyncTableBuilder;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes and reads one row of every region all the time, by the asynchronous client: one thread starts the operations, the
 * client library's few threads end them, so that it hardly loads the machine it measures.
 *
 * <p>Each kind of operation on each region is a sequence: the next one is not begun before the last has ended. Regions take their turns spread
 * over the interval. The numbers written grow over the whole run, see {@link RegionRow}.
 *
 * <p>Any thread may read the history at any time; starting and closing are for one.
 */
public final class RegionWorkload implements AutoCloseable {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final AsyncConnection connection;
    private final AsyncTable<?> table;
    private final Pace pace;
    private final InstantSource clock;
    private final OperationLog log = new OperationLog();
    private final List<Sequence> sequences = new ArrayList<>();
    private final ScheduledExecutorService starter = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workload");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean resting;

    private RegionWorkload(
            AsyncConnection connection,
            AsyncTable<?> table,
            int regions,
            Pace pace,
            Set<OperationKind> kinds,
            InstantSource clock) {
        this.connection = connection;
        this.table = table;
        this.pace = pace;
        this.clock = clock;
        for (int region = 0; region < regions; region++) {
            for (OperationKind kind : kinds) {
                sequences.add(new Sequence(region, kind));
            }
        }
    }

    /**
     * Connects and begins.
     *
     * @param client how to reach the cluster; the pace's time-out is put over it
     * @param regions of the table, laid out as {@link RegionRow} says
     */
    public static RegionWorkload start(
            Configuration client, TableName table, int regions, Pace pace, InstantSource clock) throws IOException {
        return start(client, table, regions, pace, EnumSet.allOf(OperationKind.class), clock);
    }

    /**
     * As the other one, with some kinds of operations only. Of two that have the same name, at most one may write; what the other one reads can
     * be judged with what that one wrote.
     */
    public static RegionWorkload start(
            Configuration client,
            TableName table,
            int regions,
            Pace pace,
            Set<OperationKind> kinds,
            InstantSource clock)
            throws IOException {
        AsyncConnection connection = connect(client, pace);
        AsyncTableBuilder<AdvancedScanResultConsumer> builder = connection.getTableBuilder(table);
        pace.timeout().map(Duration::toMillis).ifPresent(millis -> builder.setOperationTimeout(
                        millis, TimeUnit.MILLISECONDS)
                .setRpcTimeout(millis, TimeUnit.MILLISECONDS)
                .setReadRpcTimeout(millis, TimeUnit.MILLISECONDS)
                .setWriteRpcTimeout(millis, TimeUnit.MILLISECONDS)
                .setMaxAttempts(1));
        RegionWorkload workload = new RegionWorkload(connection, builder.build(), regions, pace, kinds, clock);
        workload.begin();
        return workload;
    }

    private static AsyncConnection connect(Configuration client, Pace pace) throws IOException {
        Configuration configuration = new Configuration(client);
        pace.timeout().map(Duration::toMillis).ifPresent(millis -> {
            configuration.setLong("hbase.client.pause", 20);
            // Looking a region up must not take longer than the operation that waits for it.
            configuration.setLong("hbase.client.meta.operation.timeout", millis);
            configuration.setLong("hbase.client.meta.read.rpc.timeout", millis);
            configuration.setLong("hbase.client.meta.scanner.timeout.period", millis);
            // A new incarnation at the address of one that refused a connect is to be seen at once, not after two
            // seconds.
            configuration.setLong("hbase.ipc.client.failed.servers.expiry", 100);
        });
        return ConnectionFactory.createAsyncConnection(configuration).join();
    }

    /** Everything that has ended so far. */
    public History history() {
        return log.all();
    }

    /** What has ended at or after an instant. */
    public History since(Instant from) {
        return log.endedSince(from);
    }

    /** The start of the oldest operation that has not ended; empty when none is under way. */
    public Optional<Instant> oldestUnderWay() {
        return sequences.stream()
                .flatMap(sequence -> sequence.underWay().stream())
                .min(Comparator.naturalOrder());
    }

    /** Begins no more operations until {@link #goOn}; keeps its connections and what it knows of where regions are. */
    public void rest() {
        resting = true;
    }

    public void goOn() {
        resting = false;
    }

    private void begin() {
        long interval = pace.interval().toNanos();
        for (int i = 0; i < sequences.size(); i++) {
            var unused = starter.scheduleAtFixedRate(
                    sequences.get(i)::next, interval * i / sequences.size(), interval, TimeUnit.NANOSECONDS);
        }
    }

    /** Begins no more operations, waits for those under way, and disconnects. The history stays. */
    @Override
    public void close() throws IOException {
        starter.shutdownNow();
        try {
            long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
            while (oldestUnderWay().isPresent() && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }

    /** The operations of one kind on one region, one after the other. {@link #next} is called by the starter only. */
    private final class Sequence {

        private final int region;
        private final OperationKind kind;
        private final byte[] row;
        private final AtomicReference<@Nullable Instant> underWay = new AtomicReference<>();
        private long number;

        Sequence(int region, OperationKind kind) {
            this.region = region;
            this.kind = kind;
            this.row = RegionRow.clientRow(region, pace.client());
        }

        Optional<Instant> underWay() {
            return Optional.ofNullable(underWay.get());
        }

        void next() {
            Instant start = clock.instant();
            if (resting || !underWay.compareAndSet(null, start)) {
                return;
            }
            long written = kind == OperationKind.PUT ? ++number : 0;
            CompletableFuture<Long> call = kind == OperationKind.PUT ? put(written) : get();
            var unused = call.whenComplete((value, failure) -> end(start, written, value, failure));
        }

        private CompletableFuture<Long> put(long written) {
            Put put = new Put(row, written)
                    .addColumn(WorkloadTable.FAMILY, WorkloadTable.NUMBER, written, Bytes.toBytes(written));
            return table.put(put).thenApply(done -> written);
        }

        private CompletableFuture<Long> get() {
            Get get = new Get(row).addColumn(WorkloadTable.FAMILY, WorkloadTable.NUMBER);
            return table.get(get).thenApply(RegionWorkload::numberOf);
        }

        private void end(Instant start, long written, @Nullable Long value, @Nullable Throwable failure) {
            Outcome outcome = failure == null ? Outcome.OK : FailureOutcome.of(failure);
            log.add(new Operation(region, kind, value == null ? written : value, start, clock.instant(), outcome));
            underWay.set(null);
        }
    }

    private static long numberOf(Result result) {
        byte[] value = result.getValue(WorkloadTable.FAMILY, WorkloadTable.NUMBER);
        return value == null ? 0 : Bytes.toLong(value);
    }
}
