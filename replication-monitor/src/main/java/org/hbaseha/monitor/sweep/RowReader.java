package org.hbaseha.monitor.sweep;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.verification.RowImage;
import org.apache.hadoop.hbase.TableName;

/**
 * Fetches single rows of one table of one cluster: what a client sees of them, all versions, and what lies in the files, delete markers and what they hide.
 * The first before the second, each as of its own moment: where a write came between them the raw cells show it. Any thread.
 */
public final class RowReader {

    private final AsyncTable<?> table;
    private final TablePair pair;
    private final InstantSource clock;

    /** {@code table}: that of {@code pair} which is on this cluster. */
    public RowReader(Cluster cluster, TableName table, TablePair pair, InstantSource clock) {
        this.table = cluster.table(table);
        this.pair = pair;
        this.clock = clock;
    }

    /** Both pictures of {@code row}; fails with an {@link java.io.IOException}. Cells that end soon are taken for ended, as the sweep does. */
    public CompletableFuture<RowImage> read(byte[] row) {
        return visible(row).thenCompose(visible -> raw(row).thenApply(raw -> RowImage.of(row, lasting(visible), raw)));
    }

    private List<Cell> lasting(List<Cell> cells) {
        Instant until = clock.instant().plus(SweepPlan.EXPIRY_MARGIN);
        return cells.stream()
                .filter(cell -> pair.timeToLive(CellUtil.cloneFamily(cell))
                        .map(life -> Instant.ofEpochMilli(cell.getTimestamp()).plus(life).isAfter(until))
                        .orElse(true))
                .toList();
    }

    private CompletableFuture<List<Cell>> visible(byte[] row) {
        Get get = new Get(row).readAllVersions().setCacheBlocks(false);
        pair.families().forEach(get::addFamily);
        return table.get(get).thenApply(RowReader::cells);
    }

    private CompletableFuture<List<Cell>> raw(byte[] row) {
        Scan scan = new Scan()
                .withStartRow(row, true)
                .withStopRow(row, true)
                .setRaw(true)
                .readAllVersions()
                .setCacheBlocks(false);
        pair.families().forEach(scan::addFamily);
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
