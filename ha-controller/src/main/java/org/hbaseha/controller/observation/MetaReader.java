package org.hbaseha.controller.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.CompareOperator;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.SingleColumnValueFilter;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Reads where regions are, in hbase:meta, by the public client. Every read is bounded by {@link #SCAN}: hbase:meta may itself have been on
 * the server that died, and then the next read finds it again.
 */
final class MetaReader {

    static final Duration GET = Duration.ofSeconds(1);
    static final Duration SCAN = Duration.ofSeconds(3);

    private static final byte[] INFO = HConstants.CATALOG_FAMILY;
    private static final byte[] SERVER = HConstants.SERVER_QUALIFIER;
    private static final byte[] START_CODE = HConstants.STARTCODE_QUALIFIER;
    private static final byte[] STATE = HConstants.STATE_QUALIFIER;

    private final AsyncTable<?> meta;

    MetaReader(AsyncConnection connection) {
        this.meta = connection
                .getTableBuilder(TableName.META_TABLE_NAME)
                .setReadRpcTimeout(GET.toMillis(), TimeUnit.MILLISECONDS)
                .setOperationTimeout(GET.toMillis(), TimeUnit.MILLISECONDS)
                .setScanTimeout(SCAN.toMillis(), TimeUnit.MILLISECONDS)
                .setMaxAttempts(2)
                .build();
    }

    /** All regions whose last location is this incarnation. hbase:meta filters, so only these are sent. */
    CompletableFuture<List<RegionRow>> regionsOf(ServerName server) {
        SingleColumnValueFilter sameStart = new SingleColumnValueFilter(
                INFO, START_CODE, CompareOperator.EQUAL, Bytes.toBytes(server.getStartCode()));
        sameStart.setFilterIfMissing(true);
        Scan scan = new Scan().setFilter(sameStart);
        scan.addColumn(INFO, SERVER).addColumn(INFO, START_CODE).addColumn(INFO, STATE);
        return meta.scanAll(scan).thenApply(results -> results.stream()
                .map(result -> row(RegionName.ofRow(result.getRow()), result))
                .filter(row -> row.location().equals(Optional.of(server)))
                .toList());
    }

    /** The rows of these regions, those that are gone included, in the same order. */
    CompletableFuture<List<RegionRow>> rows(List<RegionName> names) {
        List<Get> gets = names.stream().map(MetaReader::get).toList();
        return meta.getAll(gets).thenApply(results -> {
            List<RegionRow> rows = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                rows.add(row(names.get(i), results.get(i)));
            }
            return rows;
        });
    }

    /** Keeps the connection to the server of hbase:meta open. */
    CompletableFuture<Boolean> touch() {
        return meta.exists(new Get(Bytes.toBytes("hbase-ha")).addColumn(INFO, STATE));
    }

    private static Get get(RegionName name) {
        return new Get(name.row())
                .addColumn(INFO, SERVER)
                .addColumn(INFO, START_CODE)
                .addColumn(INFO, STATE);
    }

    private static RegionRow row(RegionName name, Result result) {
        byte[] state = result.getValue(INFO, STATE);
        return new RegionRow(name, !result.isEmpty(), state == null ? "" : Bytes.toString(state), location(result));
    }

    private static Optional<ServerName> location(Result result) {
        byte[] hostAndPort = result.getValue(INFO, SERVER);
        byte[] startCode = result.getValue(INFO, START_CODE);
        if (hostAndPort == null || hostAndPort.length == 0 || startCode == null || startCode.length != Long.BYTES) {
            return Optional.empty();
        }
        return Optional.of(ServerName.valueOf(Bytes.toString(hostAndPort), Bytes.toLong(startCode)));
    }
}
