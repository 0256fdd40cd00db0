package org.hbaseha.monitor.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.junit.Test;

/**
 * A row that is written all the time, replicated with a lag that comes and goes, and looked at as the monitor does: the watermark first, then four
 * scans in any order, then the clock. Clients choose timestamps of the past and of the future now and then.
 */
public class RecheckSimulationTest {

    private static final int ROWS = Integer.getInteger("simulated.rows", 60);
    private static final int VERSIONS = 2;
    private static final long SECOND = 1000;
    private static final long WRITTEN_FOR = 40 * SECOND;
    private static final long WATCHED_FOR = 200 * SECOND;
    private static final long START = 1_795_168_800_000L;

    private record Edit(CellImage cell, long written, long applied) {}

    private static final class World {

        private final Random random;
        private final List<Edit> edits = new ArrayList<>();
        private final boolean ownTimestamps;

        World(long seed) {
            random = new Random(seed);
            ownTimestamps = random.nextInt(3) == 0;
            long meanGap = random.nextBoolean() ? 300 : 4 * SECOND;
            long applied = START;
            long now = START;
            while (now < START + WRITTEN_FOR) {
                now += 1 + (long) (-Math.log(1 - random.nextDouble()) * meanGap);
                long lag = random.nextInt(20) == 0 ? 15 * SECOND : random.nextInt(2500);
                applied = Math.max(applied, now + lag);
                edits.add(new Edit(cell(now), now, applied));
            }
        }

        private CellImage cell(long now) {
            long timestamp = timestamp(now);
            String qualifier = "q" + random.nextInt(8);
            return switch (random.nextInt(8)) {
                case 0 -> Cells.deleteColumn("f", qualifier, timestamp);
                case 1 -> Cells.deleteVersion("f", qualifier, timestamp);
                default -> Cells.put("f", qualifier, timestamp, "v" + edits.size());
            };
        }

        /** Servers' time, but for some clients; or never, so that no timestamp tells when a cell was written. */
        private long timestamp(long now) {
            return switch (ownTimestamps ? 0 : random.nextInt(10)) {
                case 0 -> START - 3600 * SECOND + random.nextInt(5);
                case 1 -> START + 3600 * SECOND + random.nextInt(5);
                case 2 -> now - random.nextInt(10_000);
                default -> now;
            };
        }

        /** The peer loses one of them. */
        void lose() {
            int index = random.nextInt(edits.size());
            Edit lost = edits.get(index);
            edits.set(index, new Edit(lost.cell(), lost.written(), Long.MAX_VALUE));
        }

        private static boolean isLost(Edit edit) {
            return edit.applied() == Long.MAX_VALUE;
        }

        private ModelStore store(ToLongFunction<Edit> since, long at) {
            ModelStore store = new ModelStore(VERSIONS);
            edits.stream().filter(edit -> since.applyAsLong(edit) <= at).forEach(edit -> store.write(edit.cell()));
            return store;
        }

        RowPair read(long from, long until) {
            return new RowPair(scans(Edit::written, from, until), scans(Edit::applied, from, until));
        }

        private RowImage scans(ToLongFunction<Edit> since, long from, long until) {
            long seen = from + random.nextInt((int) (until - from));
            long raw = from + random.nextInt((int) (until - from));
            return new RowImage(
                    Cells.row("r"),
                    store(since, seen).visible(),
                    store(since, raw).raw());
        }

        /** What the heartbeats tell: not later than the oldest edit that is still to come, and up to a second old. */
        Instant watermark(long now) {
            long oldest = edits.stream()
                    .filter(edit -> edit.applied() > now && !isLost(edit))
                    .mapToLong(Edit::written)
                    .min()
                    .orElse(Long.MAX_VALUE);
            return Instant.ofEpochMilli(Math.min(now, oldest - 1) - random.nextInt((int) SECOND));
        }

        long allWritten() {
            return edits.get(edits.size() - 1).written();
        }

        RowPair inTheEnd() {
            return new RowPair(
                    store(Edit::written, Long.MAX_VALUE - 1).image(),
                    store(Edit::applied, Long.MAX_VALUE - 1).image());
        }
    }

    private static final RowJudge JUDGE =
            new RowJudge(new JudgeRules(false, Map.of("f", new FamilyRules(VERSIONS, false, Optional.empty()))));

    /** Looks whenever a look is due, and each five seconds besides, as a sweep would. */
    private static List<RowFindings> confirmations(World world, Recheck recheck) {
        List<RowFindings> confirmed = new ArrayList<>();
        TreeSet<Long> looks = new TreeSet<>();
        for (long at = START; at < START + WATCHED_FOR; at += 5 * SECOND) {
            looks.add(at);
        }
        while (!looks.isEmpty()) {
            long at = looks.pollFirst();
            long after = at + 1 + world.random.nextInt(200);
            Optional<Instant> watermark = Optional.of(world.watermark(at));
            RecheckResult result = recheck.look(world.read(at, after), watermark, Instant.ofEpochMilli(after));
            if (result instanceof RecheckResult.Confirmed sure) {
                confirmed.add(sure.row());
            }
            recheck.nextDue()
                    .map(Instant::toEpochMilli)
                    .filter(next -> next < START + WATCHED_FOR)
                    .ifPresent(looks::add);
        }
        return confirmed;
    }

    @Test
    public void whatIsOnlyLateIsNeverConfirmed() {
        int stillFollowed = 0;
        for (long seed = 0; seed < ROWS; seed++) {
            World world = new World(seed);
            Recheck recheck = new Recheck(JUDGE, RecheckConfig.DEFAULT);

            assertThat(confirmations(world, recheck)).as("seed %d", seed).isEmpty();

            assertThat(world.inTheEnd().looksEqual()).as("seed %d", seed).isTrue();
            stillFollowed += recheck.inFlight().size();
        }
        assertThat(stillFollowed).isZero();
    }

    @Test
    public void whatIsLostIsConfirmedAsItIs() {
        int lost = 0;
        for (long seed = 0; seed < ROWS; seed++) {
            World world = new World(seed);
            world.lose();
            RowPair inTheEnd = world.inTheEnd();
            if (inTheEnd.looksEqual()) {
                continue;
            }
            lost++;

            List<RowFindings> confirmed = confirmations(world, new Recheck(JUDGE, RecheckConfig.DEFAULT));

            assertThat(confirmed).as("seed %d", seed).isNotEmpty();
            RowFindings last = confirmed.get(confirmed.size() - 1);
            assertThat(last.findings()).as("seed %d", seed).isEqualTo(JUDGE.differences(inTheEnd));
            assertThat(firstSure(confirmed, world)).as("seed %d", seed).isBefore(atLatest(world));
        }
        assertThat(lost).isGreaterThan(ROWS / 20);
    }

    private static Instant firstSure(List<RowFindings> confirmed, World world) {
        return confirmed.stream()
                .flatMap(row -> row.confirmed().stream())
                .filter(at -> at.toEpochMilli() >= world.allWritten())
                .findFirst()
                .orElse(Instant.MAX);
    }

    /** All is applied 15 s after the last edit; then the longest wait, two looks, and the watermark's age. */
    private static Instant atLatest(World world) {
        return Instant.ofEpochMilli(world.allWritten() + (15 + 30 + 30 + 5) * SECOND);
    }
}
