package org.hbaseha.it.verify.checker;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.TableName;
import org.hbaseha.digest.DigestRequest.Reading;
import org.hbaseha.digest.DirtyAnswer;
import org.hbaseha.digest.DirtyMarks;
import org.hbaseha.digest.KeyRange;
import org.hbaseha.digest.client.DirtyRanges;
import org.hbaseha.monitor.cluster.Cluster;
import org.hbaseha.monitor.cluster.TablePair;
import org.hbaseha.monitor.continuous.RangeMap;
import org.hbaseha.monitor.sweep.Comparison;
import org.hbaseha.monitor.sweep.Effort;
import org.hbaseha.monitor.sweep.SweepProgress;

/** Asks both sides which ranges were written, and compares those that either names. */
final class DirtyRangesCheck implements ContinuousCheck {

    private static final int TRIES = 10;
    private static final int AT_A_TIME = 4;
    private static final int MOST_ROWS = 10_000;
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
        Comparison.Result result = new Comparison(
                        here,
                        there,
                        table,
                        activeActive,
                        () -> Optional.of(clock.instant().minus(settle)),
                        clock)
                .compare(ranges, new Effort(AT_A_TIME, MOST_ROWS, PATIENCE, Reading.BY_POSITION), new SweepProgress());
        List<String> remarks = new ArrayList<>(FoundRows.remarks(result.inFlight()));
        remarks.add(ranges.size() + " ranges were dirty.");
        return new CheckResult(sites.peer().bytes() - before, FoundRows.of(result.rows()), remarks);
    }

    /** What either side names, without overlaps. */
    private List<KeyRange> ranges() throws IOException, InterruptedException {
        RangeMap<Boolean> written = new RangeMap<>();
        Stream.concat(
                        written(here, table.here(), knownHere).stream(),
                        written(there, table.there(), knownThere).stream())
                .flatMap(answer -> answer.ranges().stream())
                .forEach(dirty -> written.put(dirty.range(), true));
        return written.present(KeyRange.ALL).stream().map(RangeMap.Piece::range).toList();
    }
}
