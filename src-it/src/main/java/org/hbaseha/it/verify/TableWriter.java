package org.hbaseha.it.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Durability;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;
import org.hbaseha.it.verify.content.ChangedSlices;
import org.hbaseha.it.verify.content.ChangedSlices.Slice;
import org.hbaseha.it.verify.content.Side;
import org.hbaseha.it.verify.content.TableContent;
import org.hbaseha.monitor.verification.CellImage;

/** Writes the content of the table, and what is changed of it. One thread. */
final class TableWriter {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SCANNED_AT_ONCE = 10_000;

    private final VerifyPair pair;
    private final TableContent content;
    private int generation;

    TableWriter(VerifyPair pair, TableContent content) {
        this.pair = pair;
        this.content = content;
    }

    /** The same cells on both sides, and not logged, so that replication has nothing of it: as if it had been replicated long ago. */
    void load() throws IOException, InterruptedException {
        ExecutorService loaders = Executors.newFixedThreadPool(Side.values().length);
        try {
            List<Future<?>> loads = new ArrayList<>();
            for (Side side : Side.values()) {
                Connection connection = pair.connection(side);
                loads.add(loaders.submit(() -> {
                    put(connection, new Slice(0, content.rows()), Durability.SKIP_WAL);
                    return side;
                }));
            }
            for (Future<?> load : loads) {
                load.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Table could not be filled", e.getCause());
        } finally {
            loaders.shutdownNow();
        }
    }

    /** Writes all rows of the slices anew on the source; returns when the peer has them. */
    void change(ChangedSlices changed) throws IOException, InterruptedException {
        generation++;
        for (Slice slice : changed.ranges()) {
            put(pair.connection(Side.SOURCE), slice, Durability.USE_DEFAULT);
        }
        for (Slice slice : changed.ranges()) {
            awaitOnPeer(slice);
        }
    }

    private void put(Connection side, Slice slice, Durability durability) throws IOException {
        try (BufferedMutator mutator = side.getBufferedMutator(VerifyPair.TABLE)) {
            for (int index = slice.from(); index < slice.to(); index++) {
                Put put = new Put(content.row(index).bytes()).setDurability(durability);
                for (CellImage cell : content.cells(index, generation)) {
                    put.addColumn(cell.family(), cell.qualifier(), cell.timestamp(), cell.value());
                }
                mutator.mutate(put);
            }
        }
    }

    private void awaitOnPeer(Slice slice) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (rowsOfGeneration(slice) < slice.to() - slice.from()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Peer did not get what was written waited=" + PATIENCE.toMinutes() + "min");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private int rowsOfGeneration(Slice slice) throws IOException {
        Scan scan = new Scan()
                .withStartRow(content.row(slice.from()).bytes())
                .withStopRow(content.row(slice.to() - 1).bytes(), true)
                .setTimeRange(content.timestamp(slice.from(), generation), content.timestamp(slice.to(), generation))
                .setFilter(new FirstKeyOnlyFilter())
                .setCaching(SCANNED_AT_ONCE)
                .setCacheBlocks(false);
        int rows = 0;
        try (Table table = pair.connection(Side.PEER).getTable(VerifyPair.TABLE);
                ResultScanner scanner = table.getScanner(scan)) {
            for (Result row : scanner) {
                rows += row.isEmpty() ? 0 : 1;
            }
        }
        return rows;
    }
}
