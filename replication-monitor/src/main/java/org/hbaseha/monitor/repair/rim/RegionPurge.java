package org.hbaseha.monitor.repair.rim;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.CompactionState;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.verification.RowKey;

/**
 * Has regions of one table major compacted, one family of them, so that delete markers go. HBase promises nothing but to have heard: the end is known by the
 * markers being gone, and a region that has none of it is asked again. One thread.
 */
public final class RegionPurge implements MarkerPurge {

    private static final Duration POLL = Duration.ofMillis(500);

    /** An idle region without the wanted effect is asked again after that: the request may wait in a queue, which HBase does not show. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final TableName table;
    private final Duration patience;

    /** {@code patience}: for one region. */
    public RegionPurge(Cluster cluster, TableName table, Duration patience) {
        this.cluster = cluster;
        this.table = table;
        this.patience = patience;
    }

    @Override
    public List<Region> regionsOf(Collection<RowKey> rows) throws IOException, InterruptedException {
        Map<String, RegionInfo> regions = new TreeMap<>();
        Map<String, List<RowKey>> ofRegion = new TreeMap<>();
        for (RowKey row : rows) {
            RegionInfo region = cluster.answer(
                            cluster.table(table).getRegionLocator().getRegionLocation(row.bytes(), true))
                    .getRegion();
            regions.put(region.getRegionNameAsString(), region);
            ofRegion.computeIfAbsent(region.getRegionNameAsString(), name -> new ArrayList<>())
                    .add(row);
        }
        List<Region> found = new ArrayList<>();
        regions.forEach((name, region) ->
                found.add(new Region(name, region.getRegionName(), ofRegion.getOrDefault(name, List.of()))));
        return found;
    }

    @Override
    public boolean purge(Region region, String family, Gone gone) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            request(region, Bytes.toBytes(family));
            long again = Math.min(end, System.nanoTime() + ASK_AGAIN.toNanos());
            while (System.nanoTime() < again || (System.nanoTime() < end && isCompacting(region))) {
                Thread.sleep(POLL.toMillis());
                if (!isCompacting(region) && gone.test()) {
                    return true;
                }
            }
        }
        return gone.test();
    }

    private void request(Region region, byte[] family) throws IOException, InterruptedException {
        AsyncAdmin admin = cluster.admin();
        // A compaction reads files only, and the marker may still be in memory.
        cluster.answer(admin.flushRegion(region.name(), family));
        cluster.answer(admin.majorCompactRegion(region.name(), family));
    }

    private boolean isCompacting(Region region) throws IOException, InterruptedException {
        CompactionState state = cluster.answer(cluster.admin().getCompactionStateForRegion(region.name()));
        return state != CompactionState.NONE;
    }
}
