package org.hbaseha.monitor.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.TablePair;

/** Compares one table on two clusters, or a part of it, region by region. One thread, once. */
public final class Verification {

    private static final int MOST_LANES = 32;

    private final Cluster here;
    private final Cluster there;
    private final TablePair table;
    private final Settings settings;
    private final Comparison comparison;
    private final SweepProgress progress = new SweepProgress();

    /**
     * What a person may choose.
     *
     * @param scope the rows that are compared
     * @param patience rows that differ are followed for so long
     * @param mostRows it ends when so many rows differ
     * @param activeActive clients write to both clusters
     */
    public record Settings(KeyRange scope, Duration patience, int mostRows, boolean activeActive) {}

    /** {@code watermark}: see {@link Comparison}. */
    public Verification(
            Cluster here,
            Cluster there,
            TablePair table,
            Settings settings,
            Supplier<Optional<Instant>> watermark,
            InstantSource clock) {
        this.here = here;
        this.there = there;
        this.table = table;
        this.settings = settings;
        this.comparison = new Comparison(here, there, table, settings.activeActive(), watermark, clock);
    }

    /** How far it is. */
    public SweepProgress progress() {
        return progress;
    }

    public Comparison.Result run() throws IOException, InterruptedException {
        List<HRegionLocation> regions =
                here.answer(here.table(table.here()).getRegionLocator().getAllRegionLocations());
        // Known beforehand, they are looked up by one scan of the peer's meta table, and not some at a time.
        there.answer(there.table(table.there()).getRegionLocator().getAllRegionLocations());
        List<KeyRange> ranges = new ArrayList<>();
        for (HRegionLocation location : regions) {
            RegionInfo region = location.getRegion();
            new KeyRange(region.getStartKey(), region.getEndKey())
                    .and(settings.scope())
                    .ifPresent(ranges::add);
        }
        long servers =
                regions.stream().map(HRegionLocation::getServerName).distinct().count();
        int lanes = (int) Math.max(2, Math.min(MOST_LANES, 2 * servers));
        return comparison.compare(
                ranges, new Effort(lanes, settings.mostRows(), settings.patience(), Reading.AS_STREAM), progress);
    }
}
