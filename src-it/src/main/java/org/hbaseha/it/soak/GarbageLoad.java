package org.hbaseha.it.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Fills the region servers' heaps: a table of its own whose few large rows are written over and over, and read whole by several readers. Each
 * version replaces the one before, so that the disk does not fill. Threads of its own; an operation that fails is of no interest.
 */
final class GarbageLoad implements AutoCloseable {

    private static final TableName TABLE = TableName.valueOf("garbage");
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] VALUE = Bytes.toBytes("v");
    private static final int REGIONS = 6;
    private static final int ROWS = 48;
    private static final int BYTES = 200_000;
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private final Connection connection;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "garbage");
        thread.setDaemon(true);
        return thread;
    });
    private final LongAdder bytes = new LongAdder();

    GarbageLoad(SoakSite site) throws IOException {
        connection = ConnectionFactory.createConnection(site.client());
        byte[][] splits = new byte[REGIONS - 1][];
        for (int i = 1; i < REGIONS; i++) {
            splits[i - 1] = row(i * ROWS / REGIONS);
        }
        try (Admin admin = connection.getAdmin()) {
            admin.createTable(
                    TableDescriptorBuilder.newBuilder(TABLE)
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY))
                            .build(),
                    splits);
        }
    }

    private static byte[] row(int number) {
        return Bytes.toBytes(String.format("%04d", number));
    }

    /** Begins, and ends by itself. */
    void run(int readers, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        threads.execute(() -> repeat(end, this::writeAll));
        for (int i = 0; i < readers; i++) {
            threads.execute(() -> repeat(end, this::readAll));
        }
    }

    @FunctionalInterface
    private interface Call {
        void make(Table table) throws IOException;
    }

    private void repeat(long end, Call call) {
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            try (Table table = connection.getTable(TABLE)) {
                call.make(table);
            } catch (IOException e) {
                // The servers are being tormented; the next call may pass.
            }
        }
    }

    private void writeAll(Table table) throws IOException {
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < ROWS; i++) {
            byte[] value = new byte[BYTES];
            random.nextBytes(value);
            table.put(new Put(row(i)).addColumn(FAMILY, VALUE, value));
            bytes.add(BYTES);
        }
    }

    private void readAll(Table table) throws IOException {
        try (ResultScanner scanner =
                table.getScanner(new Scan().setCacheBlocks(false).setCaching(ROWS))) {
            for (Result result = scanner.next(); result != null; result = scanner.next()) {
                bytes.add(BYTES);
            }
        }
    }

    /** Written and read so far. */
    long bytes() {
        return bytes.sum();
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        try {
            var unused = threads.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }
}
