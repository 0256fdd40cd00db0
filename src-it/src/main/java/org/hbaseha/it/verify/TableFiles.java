package org.hbaseha.it.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.RegionMetrics;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.Size;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.CompactionState;
import org.apache.hadoop.hbase.client.Connection;

/** Brings what one side has of the table into one file for each region, so that all tools read the same, and nothing is left of what was deleted. One thread. */
final class TableFiles {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private TableFiles() {}

    static void compact(Connection side) throws IOException, InterruptedException {
        try (Admin admin = side.getAdmin()) {
            admin.flush(VerifyPair.TABLE);
            admin.majorCompact(VerifyPair.TABLE);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isCompact(admin)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("Table was not compacted in time waited=" + PATIENCE.toMinutes() + "min");
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    private static boolean isCompact(Admin admin) throws IOException {
        if (admin.getCompactionState(VerifyPair.TABLE) != CompactionState.NONE) {
            return false;
        }
        for (RegionMetrics region : regions(admin)) {
            if (region.getStoreFileCount() > 1 || region.getMemStoreSize().get(Size.Unit.BYTE) > 0) {
                return false;
            }
        }
        return true;
    }

    private static List<RegionMetrics> regions(Admin admin) throws IOException {
        List<RegionMetrics> regions = new ArrayList<>();
        for (ServerName server : admin.getRegionServers()) {
            regions.addAll(admin.getRegionMetrics(server, VerifyPair.TABLE));
        }
        return regions;
    }
}
