package org.hbaseha.monitor.verification;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Follows the rows of one table and peer that differ, until each is equal or surely different. A row:
 *
 * <pre>
 * from       to         when
 * -          in flight  a look finds a difference
 * in flight  -          a look finds none
 * in flight  confirmed  enough looks, far enough apart, saw the same on both sides, markers and unseen puts included; the watermark has passed the
 *                       first of them; and no cell is newer than the watermark
 * in flight  in flight  otherwise: looked at again, less and less often
 * </pre>
 *
 * <p>So nothing is confirmed that replication may still mend, given a watermark that tells the truth and is measured by the caller's clock, or one
 * behind it. The exception is a row whose clients write back and forth between the same values with the same timestamps: every look may find it as
 * the one before. Cells about to expire are left out. Memory is bounded: of a row its key and a fingerprint are kept, and there is a limit of rows.
 * Not thread safe.
 */
public final class Recheck {

    private final RowJudge judge;
    private final RecheckConfig config;
    private final Map<RowKey, Followed> followed = new TreeMap<>();
    private long notFollowed;

    public Recheck(RowJudge judge, RecheckConfig config) {
        this.judge = judge;
        this.config = config;
    }

    /**
     * Takes a look at a row, followed already or not.
     *
     * @param read both sides of it, read one after the other or at once
     * @param watermark as it was known before the row was read; see {@link RowJudge#judge}
     * @param now after it was read
     */
    public RecheckResult look(RowPair read, Optional<Instant> watermark, Instant now) {
        Followed before = followed.get(read.row());
        Instant lasting = before == null ? config.lastingFrom(now) : config.lastingFrom(now, before.lasting());
        RowPair pair = judge.lasting(read, lasting);
        if (pair.looksEqual()) {
            followed.remove(pair.row());
            return new RecheckResult.Equal();
        }
        if (before == null && followed.size() >= config.mostRows()) {
            notFollowed++;
            return new RecheckResult.NotFollowed(
                    new RowFindings(pair.row(), now, Optional.empty(), judge.judge(pair, watermark)));
        }
        Fingerprint seen = Fingerprint.of(pair);
        Followed row = before == null
                ? Followed.first(pair.row(), seen, lasting, now)
                : before.again(seen, lasting, now, config.apart());
        return rule(row, pair, watermark, now);
    }

    private RecheckResult rule(Followed row, RowPair pair, Optional<Instant> watermark, Instant now) {
        Optional<String> doubt = row.doubt(pair, watermark, now, config);
        if (doubt.isEmpty()) {
            followed.remove(row.row());
            return new RecheckResult.Confirmed(
                    new RowFindings(row.row(), row.since(), Optional.of(now), judge.differences(pair)));
        }
        Followed next = row.until(now.plus(config.waitAfter(row.looks())), doubt.get());
        followed.put(row.row(), next);
        RowFindings soFar = new RowFindings(row.row(), row.since(), Optional.empty(), judge.judge(pair, watermark));
        return new RecheckResult.Again(next.due(), next.doubt(), soFar);
    }

    /** A row of {@link #due} could not be read: it is asked for again later. */
    public void unread(RowKey row, Instant now) {
        followed.computeIfPresent(
                row, (key, before) -> before.until(now.plus(config.waitAfter(before.looks())), before.doubt()));
    }

    /** What to look at now, what waits longest first, {@code most} at most. */
    public List<RowKey> due(Instant now, int most) {
        return followed.values().stream()
                .filter(row -> !row.due().isAfter(now))
                .sorted(Comparator.comparing(Followed::due))
                .limit(most)
                .map(Followed::row)
                .toList();
    }

    /** When {@link #due} will have something; empty where no row is followed. */
    public Optional<Instant> nextDue() {
        return followed.values().stream().map(Followed::due).min(Comparator.naturalOrder());
    }

    /** The rows that are followed, in the order of their keys. */
    public List<InFlightRow> inFlight() {
        return followed.values().stream().map(Followed::inFlight).toList();
    }

    /** How many times a row that differed was not followed, because there were too many already. */
    public long notFollowed() {
        return notFollowed;
    }
}
