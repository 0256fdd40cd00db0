package org.hbaseha.monitor.sweep;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptor;
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

/**
 * Compares ranges of one table on two clusters: digests first, and then the rows that differ, until each is sure or time is up. May be used again and again,
 * by any thread; interrupting it ends it.
 */
public final class Comparison {

    private static final int TRIES = 10;

    private final Cluster here;
    private final Cluster there;
    private final TablePair table;
    private final boolean activeActive;
    private final Supplier<Optional<Instant>> watermark;
    private final InstantSource clock;

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

    /**
     * @param activeActive whether clients write to both clusters
     * @param watermark all edits that were written before it have been applied on the peer, by this process's clock; empty where that is not known
     */
    public Comparison(
            Cluster here,
            Cluster there,
            TablePair table,
            boolean activeActive,
            Supplier<Optional<Instant>> watermark,
            InstantSource clock) {
        this.here = here;
        this.there = there;
        this.table = table;
        this.activeActive = activeActive;
        this.watermark = watermark;
        this.clock = clock;
    }

    /** Compares disjoint {@code ranges}. Throws {@link IOException} where rows that differ cannot be read. */
    public Result compare(List<KeyRange> ranges, Effort effort, SweepProgress progress)
            throws IOException, InterruptedException {
        SweepOutcome sweep = sweep(ranges, effort, progress);
        Recheck recheck = new Recheck(new RowJudge(new JudgeRules(activeActive, families())), RecheckConfig.DEFAULT);
        RowFollowing following = new RowFollowing(
                new RowReader(here, table.here(), table.families()),
                new RowReader(there, table.there(), table.families()),
                recheck,
                watermark,
                clock);
        List<RowFindings> rows = following.follow(
                sweep.differing().stream()
                        .map(row -> new RowKey(row.range().start()))
                        .toList(),
                effort.patience());
        return new Result(sweep, rows, recheck.inFlight(), recheck.notFollowed());
    }

    private SweepOutcome sweep(List<KeyRange> ranges, Effort effort, SweepProgress progress)
            throws InterruptedException {
        SweepPlan plan = new SweepPlan(
                table.families(),
                watermark.get().orElseGet(clock::instant),
                table.expires(),
                effort.lanes(),
                effort.mostRows(),
                effort.reading());
        return new TableSweep(
                        new TableDigests(here.table(table.here()), TRIES, progress::read)::sums,
                        new TableDigests(there.table(table.there()), TRIES, progress::read)::sums,
                        plan,
                        clock,
                        progress)
                .run(ranges);
    }

    private Map<String, FamilyRules> families() {
        return table.declared().stream()
                .collect(Collectors.toMap(ColumnFamilyDescriptor::getNameAsString, this::rules));
    }

    private FamilyRules rules(ColumnFamilyDescriptor family) {
        return new FamilyRules(
                family.getMaxVersions(), family.isNewVersionBehavior(), table.timeToLive(family.getName()));
    }
}
