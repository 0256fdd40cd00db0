package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.TableName;
import org.hbaseha.digest.DigestRequest;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.DirtyRange;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.client.DirtyRanges;
import org.hbaseha.digest.client.RangeComparison;
import org.hbaseha.digest.client.TableDigests;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.sweep.RowFollowing;
import org.hbaseha.monitor.sweep.RowReader;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.JudgeRules;
import org.hbaseha.monitor.verification.Recheck;
import org.hbaseha.monitor.verification.RecheckConfig;
import org.hbaseha.monitor.verification.RowFindings;
import org.hbaseha.monitor.verification.RowJudge;
import org.hbaseha.monitor.verification.RowKey;

/** Asks both sides which ranges were written, and compares those that either names. */
final class DirtyRangesCheck implements ContinuousCheck {

    private static final int TRIES = 10;
    private static final int AT_A_TIME = 4;
    private static final int FIRST_PARTS = 16;
    private static final int MOST_ROWS = 10_000;
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final long CALL_BYTES = 1L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Sites sites;
    private final Cluster here;
    private final Cluster there;
    private final TablePair table;
    private final boolean activeActive;
    private final InstantSource clock = InstantSource.system();
    private DirtyMarks knownHere = DirtyMarks.NONE;
    private DirtyMarks knownThere = DirtyMarks.NONE;

    DirtyRangesCheck(Sites sites, OpenPair pair) {
        this.sites = sites;
        this.here = pair.here();
        this.there = pair.there();
        this.table = pair.table();
        this.activeActive = pair.activeActive();
    }

    @Override
    public void mark() throws IOException, InterruptedException {
        knownHere = DirtyMarks.whenAllAreDone(written(here, table.here(), DirtyMarks.NONE));
        knownThere = DirtyMarks.whenAllAreDone(written(there, table.there(), DirtyMarks.NONE));
    }

    private List<DirtyAnswer> written(Cluster cluster, TableName name, DirtyMarks known)
            throws IOException, InterruptedException {
        return cluster.answer(
                new DirtyRanges(cluster.table(name), TRIES, AT_A_TIME).ask(KeyRange.ALL, known, clock.instant()));
    }

    @Override
    public CheckResult check(Duration settle) throws IOException, InterruptedException {
        long before = sites.peer().bytes();
        List<KeyRange> ranges = ranges();
        List<RowKey> differing = compare(ranges, clock.instant().minus(settle));
        Recheck recheck = new Recheck(new RowJudge(new JudgeRules(activeActive, families())), RecheckConfig.DEFAULT);
        List<RowFindings> rows = new RowFollowing(
                        new RowReader(here, table.here(), table.families()),
                        new RowReader(there, table.there(), table.families()),
                        recheck,
                        () -> Optional.of(clock.instant().minus(settle)),
                        clock)
                .follow(differing, PATIENCE);
        List<String> remarks = new ArrayList<>(FoundRows.remarks(recheck.inFlight()));
        remarks.add(ranges.size() + " ranges were dirty.");
        return new CheckResult(sites.peer().bytes() - before, FoundRows.of(rows), remarks);
    }

    private List<KeyRange> ranges() throws IOException, InterruptedException {
        Stream<DirtyAnswer> answers = Stream.concat(
                written(here, table.here(), knownHere).stream(), written(there, table.there(), knownThere).stream());
        return KeyRanges.union(answers.flatMap(answer -> answer.ranges().stream())
                .map(DirtyRange::range)
                .toList());
    }

    /** Some at a time, each of them on both sides at once. */
    private List<RowKey> compare(List<KeyRange> ranges, Instant upTo) throws IOException, InterruptedException {
        RangeComparison comparison = new RangeComparison(
                new TableDigests(here.table(table.here()), TRIES, (rows, bytes) -> {})::sums,
                new TableDigests(there.table(table.there()), TRIES, (rows, bytes) -> {})::sums,
                MOST_ROWS);
        List<RowKey> differing = new ArrayList<>();
        for (int from = 0; from < ranges.size(); from += AT_A_TIME) {
            List<CompletableFuture<RangeComparison.Outcome>> some =
                    ranges.subList(from, Math.min(ranges.size(), from + AT_A_TIME)).stream()
                            .map(range -> comparison.compare(request(range, upTo)))
                            .toList();
            for (CompletableFuture<RangeComparison.Outcome> one : some) {
                here.answer(one)
                        .rows()
                        .forEach(row -> differing.add(new RowKey(row.range().start())));
            }
        }
        return differing;
    }

    private DigestRequest request(KeyRange range, Instant upTo) {
        return new DigestRequest(
                range,
                table.families(),
                upTo.toEpochMilli(),
                OptionalLong.empty(),
                FIRST_PARTS,
                CALL,
                CALL_BYTES,
                Reading.BY_POSITION);
    }

    private Map<String, FamilyRules> families() {
        return table.declared().stream()
                .collect(Collectors.toMap(
                        family -> family.getNameAsString(),
                        family -> new FamilyRules(
                                family.getMaxVersions(), family.isNewVersionBehavior(), Optional.empty())));
    }
}
