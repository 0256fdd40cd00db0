package org.hbaseha.monitor.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.HRegionLocation;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.client.TableDigests;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.InFlightRow;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.Recheck;
import org.hbaseha.monitor.verification.RecheckConfig;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowKey;

/** Compares one table on two clusters, or a range of it: digests first, and then the rows that differ, until each is sure. One thread, once. */
public final class Verification {

    private static final int TRIES = 10;
    private static final int MOST_LANES = 32;

    private final Cluster here;
    private final Cluster there;
    private final TablePair table;
    private final Settings settings;
    private final InstantSource clock;
    private final SweepProgress progress = new SweepProgress();

    /**
     * What a person may choose.
     *
     * @param scope the rows that are compared
     * @param settle edits that are older are taken to have been applied on the peer
     * @param patience rows that differ are followed for so long
     * @param mostRows it ends when so many rows differ
     * @param activeActive clients write to both clusters
     */
    public record Settings(KeyRange scope, Duration settle, Duration patience, int mostRows, boolean activeActive) {}

    /**
     * What came of it.
     *
     * @param rows those that differ for sure
     * @param inFlight those that may not for long
     * @param notFollowed so many could not be followed until they were sure
     */
    public record Result(SweepOutcome sweep, List<RowFindings> rows, List<InFlightRow> inFlight, long notFollowed) {

        /** Everything was compared, and nothing differs. */
        public boolean isProved() {
            return rows.isEmpty()
                    && inFlight.isEmpty()
                    && notFollowed == 0
                    && sweep.complete()
                    && sweep.unswept().isEmpty();
        }
    }

    public Verification(Cluster here, Cluster there, TablePair table, Settings settings, InstantSource clock) {
        this.here = here;
        this.there = there;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** How far it is. */
    public SweepProgress progress() {
        return progress;
    }

    public Result run() throws IOException, InterruptedException {
        List<HRegionLocation> regions =
                here.answer(here.table(table.here()).getRegionLocator().getAllRegionLocations());
        SweepOutcome sweep = sweep(regions);
        Recheck recheck =
                new Recheck(new RowJudge(new JudgeRules(settings.activeActive(), families())), RecheckConfig.DEFAULT);
        RowFollowing following = new RowFollowing(
                new RowReader(here, table.here(), table.families()),
                new RowReader(there, table.there(), table.families()),
                recheck,
                () -> Optional.of(applied()),
                clock);
        List<RowFindings> rows = following.follow(
                sweep.differing().stream()
                        .map(row -> new RowKey(row.range().start()))
                        .toList(),
                settings.patience());
        return new Result(sweep, rows, recheck.inFlight(), recheck.notFollowed());
    }

    /** Nobody measures here how far the peer is behind: the caller says what to take for it. */
    private Instant applied() {
        return clock.instant().minus(settings.settle());
    }

    private Map<String, FamilyRules> families() {
        return table.declared().stream()
                .collect(Collectors.toMap(
                        family -> family.getNameAsString(),
                        family -> new FamilyRules(
                                family.getMaxVersions(),
                                family.isNewVersionBehavior(),
                                table.timeToLive(family.getName()))));
    }

    private SweepOutcome sweep(List<HRegionLocation> regions) throws InterruptedException {
        List<KeyRange> ranges = new ArrayList<>();
        for (HRegionLocation location : regions) {
            RegionInfo region = location.getRegion();
            new KeyRange(region.getStartKey(), region.getEndKey())
                    .and(settings.scope())
                    .ifPresent(ranges::add);
        }
        long servers =
                regions.stream().map(HRegionLocation::getServerName).distinct().count();
        SweepPlan plan = new SweepPlan(
                table.families(),
                applied(),
                table.expires(),
                (int) Math.max(2, Math.min(MOST_LANES, 2 * servers)),
                settings.mostRows());
        return new TableSweep(
                        new TableDigests(here.table(table.here()), TRIES, progress::read)::sums,
                        new TableDigests(there.table(table.there()), TRIES, progress::read)::sums,
                        plan,
                        clock,
                        progress)
                .run(ranges);
    }
}
