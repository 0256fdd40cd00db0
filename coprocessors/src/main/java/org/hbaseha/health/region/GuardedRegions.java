package org.hbaseha.health.region;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.apache.hadoop.hbase.regionserver.Region;

/**
 * Which regions of one server have a {@link LeaseGateObserver}. A server that tells of a lease while one region has none would be expired by
 * controllers that trust its silence, and once woken it would answer from that region with old data. Told by the threads that open and close
 * regions, asked by the keeper. Any thread.
 *
 * <p>Remembered by the region object: HBase makes a new one for each opening, and {@code update_config} replaces the coprocessors of a
 * region without stopping the ones before. What this does not see is an {@code update_config} that takes the observer from regions that stay open;
 * preflight does.
 */
final class GuardedRegions {

    private final Map<String, WeakReference<Region>> regions = new ConcurrentHashMap<>();

    /** From before the region is online. */
    void guarded(Region region) {
        regions.put(region.getRegionInfo().getEncodedName(), new WeakReference<>(region));
    }

    void left(Region region) {
        if (isGuarded(region)) {
            regions.remove(region.getRegionInfo().getEncodedName());
        }
    }

    /** A region of a user table that answers requests the gate does not see, if there is one. Regions that close answer none. */
    Optional<String> firstWithout(OnlineRegions server) {
        for (Region region : server.getRegions()) {
            if (!region.getRegionInfo().getTable().isSystemTable() && region.isAvailable() && !isGuarded(region)) {
                return Optional.of(region.getRegionInfo().getRegionNameAsString());
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isGuarded(Region region) {
        WeakReference<Region> known = regions.get(region.getRegionInfo().getEncodedName());
        // The same object: regions of one name count as equal.
        return known != null && known.get() == region;
    }
}
