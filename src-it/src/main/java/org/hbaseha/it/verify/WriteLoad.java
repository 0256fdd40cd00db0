package org.hbaseha.it.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Increment;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Row;
import org.apache.hadoop.hbase.client.Table;
import org.hbaseha.it.verify.content.TableContent;
import org.jspecify.annotations.Nullable;

/**
 * Clients that write to the source while it is compared: eight of ten writes overwrite a row, one deletes one, one increments a counter; rows at random, of those with
 * odd indexes. One thread of its own, from {@link #start} to {@link #close}.
 */
final class WriteLoad implements AutoCloseable {

    static final int WRITES_PER_SECOND = 1_500;

    private static final int LARGEST_BATCH = 200;
    private static final long TURN_MILLIS = 20;
    private static final byte[] FAMILY = TableContent.FAMILY.getBytes(US_ASCII);
    private static final byte[] FIRST = TableContent.FIRST.getBytes(US_ASCII);
    private static final byte[] SECOND = TableContent.SECOND.getBytes(US_ASCII);
    private static final byte[] COUNTER = {'n'};

    private final Connection source;
    private final TableContent content;
    private final SplittableRandom random;
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "write-load");
    private final long begun = System.nanoTime();
    private volatile boolean stopped;

    WriteLoad(Connection source, TableContent content, long seed) {
        this.source = source;
        this.content = content;
        this.random = new SplittableRandom(seed);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** So many a second since it was started. It may be fewer than are wanted, where the machine is busy. */
    long rate() {
        return Math.round(written.get() / ((System.nanoTime() - begun) / 1e9));
    }

    private void run() {
        try (Table table = source.getTable(VerifyPair.TABLE)) {
            while (!stopped) {
                write(table);
                Thread.sleep(TURN_MILLIS);
            }
        } catch (IOException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void write(Table table) throws IOException, InterruptedException {
        double due = (System.nanoTime() - begun) / 1e9 * WRITES_PER_SECOND - written.get();
        List<Row> batch = new ArrayList<>();
        while (batch.size() < Math.min(due, LARGEST_BATCH)) {
            batch.add(next());
        }
        if (!batch.isEmpty()) {
            table.batch(batch, new Object[batch.size()]);
            written.addAndGet(batch.size());
        }
    }

    private Row next() {
        byte[] row = content.row(2 * random.nextInt(content.rows() / 2) + 1).bytes();
        return switch (random.nextInt(10)) {
            case 0 -> new Delete(row);
            case 1 -> new Increment(row).addColumn(FAMILY, COUNTER, 1);
            default -> new Put(row).addColumn(FAMILY, FIRST, value()).addColumn(FAMILY, SECOND, value());
        };
    }

    private byte[] value() {
        byte[] value = new byte[TableContent.VALUE_BYTES];
        random.nextBytes(value);
        return value;
    }

    /** Ends it; throws what ended it before. */
    @Override
    public void close() throws IOException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("Writing beside the checks failed", failed);
        }
    }
}
