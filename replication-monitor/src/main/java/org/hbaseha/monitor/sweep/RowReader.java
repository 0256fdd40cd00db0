package org.hbaseha.monitor.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.verification.RowImage;

/**
 * Fetches single rows of one table of one cluster: what a client sees of them, all versions, and what lies in the files, delete markers and what they hide.
 * The first before the second, each as of its own moment: where a write came between them the raw cells show it. Any thread.
 */
public final class RowReader {

    private final AsyncTable<?> table;
    private final List<byte[]> families;

    public RowReader(Cluster cluster, TableName table, List<byte[]> families) {
        this.table = cluster.table(table);
        this.families = List.copyOf(families);
    }

    /** Both pictures of {@code row}; fails with an {@link java.io.IOException}. */
    public CompletableFuture<RowImage> read(byte[] row) {
        return visible(row).thenCompose(visible -> raw(row).thenApply(raw -> RowImage.of(row, visible, raw)));
    }

    private CompletableFuture<List<Cell>> visible(byte[] row) {
        Get get = new Get(row).readAllVersions().setCacheBlocks(false);
        families.forEach(get::addFamily);
        return table.get(get).thenApply(RowReader::cells);
    }

    private CompletableFuture<List<Cell>> raw(byte[] row) {
        Scan scan = new Scan()
                .withStartRow(row, true)
                .withStopRow(row, true)
                .setRaw(true)
                .readAllVersions()
                .setCacheBlocks(false);
        families.forEach(scan::addFamily);
        return table.scanAll(scan).thenApply(results -> {
            List<Cell> cells = new ArrayList<>();
            results.forEach(result -> cells.addAll(cells(result)));
            return cells;
        });
    }

    private static List<Cell> cells(Result result) {
        return result.isEmpty() ? List.of() : result.listCells();
    }
}
