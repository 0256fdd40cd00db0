package org.hbaseha.controller.observation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ClusterMetrics;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.rim.HBaseClient;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.time.MonotonicClock;

/** Temporary first cut. */
public final class RecoveryWatch implements AutoCloseable {

    private final AsyncConnection connection;
    private final MonotonicClock clock;
    private final Consumer<Observation> sink;
    private final Map<ServerName, Map<String, Boolean>> followed = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = RimThreads.oneScheduled("ha-recovery-watch");

    public RecoveryWatch(AsyncConnection connection, MonotonicClock clock, Consumer<Observation> sink) {
        this.connection = connection;
        this.clock = clock;
        this.sink = sink;
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(this::look, 100, 100, TimeUnit.MILLISECONDS);
    }

    public void follow(ServerName server) {
        followed.put(server, new HashMap<>());
    }

    public void unfollow(ServerName server) {
        followed.remove(server);
    }

    private void look() {
        followed.forEach((server, regions) -> {
            try {
                look(server, regions);
            } catch (IOException | RuntimeException e) {
                // tried again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void look(ServerName server, Map<String, Boolean> regions) throws IOException, InterruptedException {
        boolean dead = HBaseClient.answer(
                        connection.getAdmin().getClusterMetrics(EnumSet.of(ClusterMetrics.Option.DEAD_SERVERS)),
                        java.time.Duration.ofSeconds(2))
                .getDeadServerNames()
                .contains(server);
        List<Result> rows = HBaseClient.answer(
                connection.getTable(TableName.META_TABLE_NAME).scanAll(new Scan().addFamily(HConstants.CATALOG_FAMILY)),
                java.time.Duration.ofSeconds(2));
        List<Observation.RegionAt> opened = new ArrayList<>();
        int left = 0;
        for (Result row : rows) {
            byte[] host = row.getValue(HConstants.CATALOG_FAMILY, Bytes.toBytes("server"));
            byte[] code = row.getValue(HConstants.CATALOG_FAMILY, Bytes.toBytes("serverstartcode"));
            if (host == null || code == null) {
                continue;
            }
            ServerName at = ServerName.valueOf(Bytes.toString(host), Bytes.toLong(code));
            String name = RegionInfo.encodeRegionName(row.getRow());
            if (at.equals(server)) {
                left++;
                regions.put(name, true);
            } else if (regions.containsKey(name)) {
                opened.add(new Observation.RegionAt(name, at));
            }
        }
        sink.accept(new Observation.RecoverySeen(server, dead, false, opened, left, clock.now()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
