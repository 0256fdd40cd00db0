package org.hbaseha.monitor.repair.rim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hbaseha.monitor.repair.Agreement;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.FamilyTraits;
import org.hbaseha.monitor.repair.RepairPlanner;
import org.hbaseha.monitor.repair.RepairRules;
import org.hbaseha.monitor.repair.RowRepair;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.repair.UndoPlanner;
import org.hbaseha.monitor.repair.UndoPlanner.Done;
import org.hbaseha.monitor.repair.journal.JournalEntry.Opened;
import org.hbaseha.monitor.repair.journal.JournalEntry.Policy;
import org.hbaseha.monitor.repair.journal.RepairHistory;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.RandomPair;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.junit.Test;

/** Random rows with random damage on model clusters: what a repair does to them, what a crash leaves of it, and what an undo puts back. */
public class RepairSimulationTest {

    private static final int ROWS = Integer.getInteger("random.rows", 2_000);
    private static final RepairRun.Settings PACE = new RepairRun.Settings(1_000_000, 6);
    private static final Policy POLICY = new Policy(false, Optional.empty(), Optional.empty(), List.of(), false);

    /** One repair, or an undo, of one row. */
    private static final class Attempt {

        final ModelRows rows;
        final Function<RowPair, RowRepair> planner;
        final MemoryJournal journal;

        Attempt(ModelRows rows, Function<RowPair, RowRepair> planner) {
            this.rows = rows;
            this.planner = planner;
            this.journal =
                    new MemoryJournal(new Opened("id", Optional.empty(), Instant.EPOCH, "me", "t", "t", "p", POLICY));
            journal.alive = rows::lives;
        }

        RepairRun.Result go() throws InterruptedException {
            RowKey row = rows.pair().row();
            return new RepairRun(
                            rows,
                            rows.purges(),
                            planner,
                            new RepairLog(journal, journal.afterCrash()),
                            PACE,
                            said -> {})
                    .run(List.of(row), Agreement.to(List.of(planner.apply(rows.pair()))));
        }
    }

    private static RandomPair damaged(long seed) {
        RandomPair row = new RandomPair(seed);
        row.damage();
        if (row.chance(2)) {
            row.damage();
        }
        return row;
    }

    private static RepairRules rules(RandomPair row, Side right, boolean restamp) {
        FamilyTraits traits = new FamilyTraits(new FamilyRules(row.maxVersions, false, Optional.empty()), false);
        Map<String, FamilyTraits> families = Map.of("a", traits, "b", traits);
        return new RepairRules(
                false,
                Optional.of(right),
                Optional.empty(),
                Map.of(),
                restamp,
                Instant.ofEpochMilli(1_000),
                families,
                families);
    }

    private static Side right(long seed) {
        return seed % 3 == 0 ? Side.PEER : Side.SOURCE;
    }

    private static Attempt repair(RandomPair row, long seed) {
        return new Attempt(new ModelRows(row, seed), new RepairPlanner(rules(row, right(seed), false))::plan);
    }

    private static Attempt undo(Attempt repair, RandomPair row) {
        UndoPlanner planner = new UndoPlanner(rules(row, Side.SOURCE, false));
        Map<RowKey, List<Done>> done = repair.journal.afterCrash().done();
        return new Attempt(repair.rows, pair -> planner.plan(pair, done.getOrDefault(pair.row(), List.of())));
    }

    @Test
    public void repairMakesTheWrongSideShowWhatTheRightSideShowsAndLeavesTheRightSideAlone() throws Exception {
        int compacted = 0;
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            Attempt repair = repair(row, seed);
            List<CellImage> rightRaw = repair.rows.of(right(seed)).raw();

            RepairRun.Result result = repair.go();

            assertThat(result.left()).as("seed %d", seed).isEmpty();
            assertThat(repair.rows.pair().looksEqual())
                    .as("seed %d: %s", seed, repair.rows.pair())
                    .isTrue();
            assertThat(repair.rows.of(right(seed)).raw()).as("seed %d", seed).isEqualTo(rightRaw);
            compacted += repair.rows.compactions > 0 ? 1 : 0;
        }
        assertThat(compacted).isBetween(ROWS / 50, ROWS / 2);
    }

    @Test
    public void undoRestoresWhatClientsOfEachSideSaw() throws Exception {
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            Attempt repair = repair(row, seed);
            RowPair before = repair.rows.pair();
            repair.go();

            Attempt undo = undo(repair, row);
            RepairRun.Result result = undo.go();

            assertThat(result.left()).as("seed %d", seed).isEmpty();
            assertThat(repair.rows.pair().ours().visible())
                    .as("seed %d", seed)
                    .isEqualTo(before.ours().visible());
            assertThat(repair.rows.pair().theirs().visible())
                    .as("seed %d: before %s now %s", seed, before, repair.rows.pair())
                    .isEqualTo(before.theirs().visible());
        }
    }

    @Test
    public void everyCellThatChangedIsInTheJournalWithWhatWasThere() throws Exception {
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            Attempt repair = repair(row, seed);
            RowPair before = repair.rows.pair();

            repair.go();

            Side wrong = right(seed).other();
            List<CellChange> journaled = repair.journal.afterCrash().intents().stream()
                    .map(intent -> intent.change())
                    .toList();
            List<CellImage> gone = new ArrayList<>(wrong.of(before).visible());
            gone.removeAll(wrong.of(repair.rows.pair()).visible());
            assertThat(journaled)
                    .as("seed %d", seed)
                    .extracting(CellChange::before)
                    .containsAll(gone.stream().map(Optional::of).toList());
        }
    }

    @Test
    public void whatACrashOrALostAnswerLeavesCanBeContinuedAndUndone() throws Exception {
        int stopped = 0;
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            Attempt repair = repair(row, seed);
            RowPair before = repair.rows.pair();
            repair.rows.troubles = 4;
            stopped += repair.go().stopped().isPresent() ? 1 : 0;
            repair.rows.troubles = 0;

            if (seed % 2 == 0) {
                repair.go();
                assertThat(repair.rows.pair().looksEqual()).as("seed %d", seed).isTrue();
            }
            new RepairLog(repair.journal, repair.journal.afterCrash()).settle(repair.rows);
            RepairRun.Result undone = undo(repair, row).go();

            assertThat(undone.left()).as("seed %d", seed).isEmpty();
            assertThat(repair.rows.pair().theirs().visible())
                    .as("seed %d: before %s now %s", seed, before, repair.rows.pair())
                    .isEqualTo(before.theirs().visible());
        }
        assertThat(stopped).isGreaterThan(ROWS / 20);
    }

    @Test
    public void killedAtAnyMomentItCanBeContinuedAndUndone() throws Exception {
        int killed = 0;
        for (long seed = 0; seed < ROWS / 10; seed++) {
            boolean reached = true;
            for (int at = 1; reached; at++) {
                RandomPair row = damaged(seed);
                Attempt repair = repair(row, seed);
                RowPair before = repair.rows.pair();
                reached = isKilled(repair, at);
                killed += reached ? 1 : 0;

                if (at % 2 == 0) {
                    assertThat(repair.go().left()).as("seed %d at %d", seed, at).isEmpty();
                    assertThat(repair.rows.pair().looksEqual())
                            .as("seed %d at %d", seed, at)
                            .isTrue();
                }
                Attempt undo = undo(repair, row);
                if (isKilled(undo, at)) {
                    assertThat(undo.go().left()).as("seed %d at %d", seed, at).isEmpty();
                }
                assertThat(repair.rows.pair().theirs().visible())
                        .as("seed %d at %d: before %s now %s", seed, at, before, repair.rows.pair())
                        .isEqualTo(before.theirs().visible());
            }
        }
        assertThat(killed).isGreaterThan(ROWS / 10);
    }

    /** Returns whether it came to that event. */
    private static boolean isKilled(Attempt attempt, int at) throws InterruptedException {
        attempt.rows.events = 0;
        attempt.rows.killedAt = at;
        attempt.go();
        boolean killed = attempt.rows.killed;
        attempt.rows.killedAt = 0;
        attempt.rows.killed = false;
        return killed;
    }

    @Test
    public void nothingIsChangedThatTheDiskDoesNotHave() throws Exception {
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            Attempt repair = repair(row, seed);
            repair.journal.room = 1 + (int) (seed % 3);

            RepairRun.Result result = repair.go();

            RepairHistory history = repair.journal.afterCrash();
            assertThat(repair.rows.writes)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(history.intents().size());
            boolean equal = repair.rows.pair().looksEqual();
            assertThat(equal || result.stopped().isPresent())
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    public void restampingShowsTheCellWithoutACompactionAndCanBeUndone() throws Exception {
        int restamped = 0;
        for (long seed = 0; seed < ROWS; seed++) {
            RandomPair row = damaged(seed);
            ModelRows rows = new ModelRows(row, seed);
            RowPair before = rows.pair();
            Attempt repair = new Attempt(rows, new RepairPlanner(rules(row, right(seed), true))::plan);

            repair.go();

            assertThat(rows.pair().looksEqual())
                    .as("seed %d: %s", seed, rows.pair())
                    .isTrue();
            boolean stamped = rows.pair().ours().visible().stream().anyMatch(cell -> cell.timestamp() == 1_000);
            assertThat(stamped && row.maxVersions > 1).as("seed %d", seed).isFalse();
            restamped += stamped ? 1 : 0;

            undo(repair, row).go();

            for (Side side : Side.values()) {
                assertThat(side.of(rows.pair()).visible())
                        .as("seed %d: before %s now %s", seed, before, rows.pair())
                        .isEqualTo(side.of(before).visible());
            }
        }
        assertThat(restamped).isGreaterThan(ROWS / 100);
    }
}
