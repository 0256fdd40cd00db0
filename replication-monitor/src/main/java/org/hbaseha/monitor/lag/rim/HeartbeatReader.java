package org.hbaseha.monitor.lag.rim;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.lag.Heartbeat;
import org.hbaseha.monitor.lag.Observation;
import org.hbaseha.monitor.lag.WalName;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;

/**
 * The newest heartbeat of each server in the peer's {@code REPLICATION.SINK_TRACKER}: rows are {@code server_millis}, so it is the first row of a scan backwards
 * over the server's; one small RPC a server, all at once, whatever the table holds. Used by one thread.
 */
final class HeartbeatReader {

    static final TableName TABLE = TableName.valueOf("REPLICATION.SINK_TRACKER");

    private static final byte[] FAMILY = Bytes.toBytes("info");
    private static final byte[] WAL = Bytes.toBytes("wal_name");
    private static final byte[] OFFSET = Bytes.toBytes("offset");
    private static final byte[] TIMESTAMP = Bytes.toBytes("timestamp");
    /** The byte after the last digit. */
    private static final String AFTER_DIGITS = ":";

    private final AsyncConnection peer;
    private final MonotonicClock clock;
    private final Duration patience;

    HeartbeatReader(AsyncConnection peer, MonotonicClock clock, Duration patience) {
        this.peer = peer;
        this.clock = clock;
        this.patience = patience;
    }

    /** Throws {@link org.apache.hadoop.hbase.TableNotFoundException} where the peer keeps none. */
    Observation.HeartbeatsRead newest(Set<ServerName> servers) throws IOException, InterruptedException {
        MonotonicInstant begun = clock.now();
        AsyncTable<?> table = peer.getTable(TABLE);
        Map<ServerName, CompletableFuture<List<Result>>> asked = new HashMap<>();
        servers.forEach(server -> asked.put(server, table.scanAll(newestOf(server))));
        List<Heartbeat> found = new ArrayList<>();
        for (Map.Entry<ServerName, CompletableFuture<List<Result>>> each : asked.entrySet()) {
            Cluster.answer(each.getValue(), patience).stream()
                    .findFirst()
                    .flatMap(row -> heartbeat(each.getKey(), row))
                    .ifPresent(found::add);
        }
        return new Observation.HeartbeatsRead(begun, clock.now(), servers, found);
    }

    private static Scan newestOf(ServerName server) {
        String rows = server.getServerName() + "_";
        return new Scan()
                .withStartRow(Bytes.toBytes(rows + AFTER_DIGITS))
                .withStopRow(Bytes.toBytes(rows))
                .setReversed(true)
                .setReadType(Scan.ReadType.PREAD)
                .setCacheBlocks(true)
                .addFamily(FAMILY)
                .setLimit(1);
    }

    /** Empty for a row that is not of the form of HBase 2.6. */
    static Optional<Heartbeat> heartbeat(ServerName server, Result row) {
        byte[] written = row.getValue(FAMILY, TIMESTAMP);
        byte[] offset = row.getValue(FAMILY, OFFSET);
        byte[] wal = row.getValue(FAMILY, WAL);
        if (written == null
                || written.length != Long.BYTES
                || offset == null
                || offset.length != Long.BYTES
                || wal == null) {
            return Optional.empty();
        }
        return WalName.parse(Bytes.toString(wal))
                .map(name ->
                        new Heartbeat(server, Instant.ofEpochMilli(Bytes.toLong(written)), name, Bytes.toLong(offset)));
    }
}
