package org.hbaseha.monitor.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.monitor.verification.Cells.deleteColumn;
import static org.hbaseha.monitor.verification.Cells.image;
import static org.hbaseha.monitor.verification.Cells.put;
import static org.hbaseha.monitor.verification.Cells.row;
import static org.hbaseha.monitor.verification.Cells.seen;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.monitor.repair.CellChange.Means;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RepairStep.PushOut;
import org.hbaseha.monitor.repair.RepairStep.Restamp;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.junit.Test;

public class RepairPlannerTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final CellImage CELL = put("f", "q", 100, "right");
    private static final CellImage OTHER = put("f", "q", 100, "wrong");
    private static final RowKey ROW = row("r");

    private static FamilyTraits family(int versions) {
        return new FamilyTraits(new FamilyRules(versions, false, Optional.empty()), false);
    }

    /** Rules of a table whose one family is declared alike; the tests change one thing each. */
    private record Given(
            boolean activeActive,
            Optional<Side> authority,
            Optional<Side> conflicts,
            Map<RowKey, Side> rows,
            boolean restamp,
            FamilyTraits family) {

        static final Given ONE_WAY =
                new Given(false, Optional.empty(), Optional.empty(), Map.of(), false, RepairPlannerTest.family(1));
        static final Given BOTH_WAYS =
                new Given(true, Optional.empty(), Optional.empty(), Map.of(), false, RepairPlannerTest.family(1));

        Given right(Side side) {
            return new Given(activeActive, Optional.of(side), conflicts, rows, restamp, family);
        }

        Given rightInConflicts(Side side) {
            return new Given(activeActive, authority, Optional.of(side), rows, restamp, family);
        }

        Given rightAboutRow(Side side) {
            return new Given(activeActive, authority, conflicts, Map.of(ROW, side), restamp, family);
        }

        Given restamping() {
            return new Given(activeActive, authority, conflicts, rows, true, family);
        }

        Given with(FamilyTraits other) {
            return new Given(activeActive, authority, conflicts, rows, restamp, other);
        }

        List<RepairStep> plan(RowImage ours, RowImage theirs) {
            Map<String, FamilyTraits> families = Map.of("f", family);
            RepairRules rules =
                    new RepairRules(activeActive, authority, conflicts, rows, restamp, NOW, families, families);
            return new RepairPlanner(rules).plan(new RowPair(ours, theirs)).steps();
        }
    }

    private static CellChange change(RepairStep step) {
        return ((Write) step).change();
    }

    @Test
    public void equalRowsNeedNothing() {
        assertThat(Given.ONE_WAY.plan(seen(CELL), seen(CELL))).isEmpty();
    }

    @Test
    public void whatIsMissingIsPutWithItsTimestamp() {
        List<RepairStep> steps = Given.ONE_WAY.plan(seen(CELL), seen());

        assertThat(steps).hasSize(1);
        assertThat(change(steps.get(0))).isEqualTo(CellChange.add(Side.PEER, ROW, CELL));
        assertThat(steps.get(0).sentence()).isEqualTo("Put it on the peer with its timestamp.");
    }

    @Test
    public void whatIsExtraIsDeletedAndSoIsWhatItHid() {
        CellImage newer = put("f", "q", 200, "newer");

        List<RepairStep> steps = Given.ONE_WAY.plan(seen(), image(List.of(newer), CELL));

        assertThat(steps)
                .extracting(RepairPlannerTest::change)
                .containsExactly(
                        CellChange.remove(Side.PEER, ROW, CELL, false), CellChange.remove(Side.PEER, ROW, newer, true));
        assertThat(steps.get(1).sentence()).contains("until a major compaction, which undo would ask for");
    }

    @Test
    public void deletingWhatCannotBeUndoneIsSaid() {
        FamilyTraits keeps = new FamilyTraits(new FamilyRules(1, false, Optional.empty()), true);

        List<RepairStep> steps = Given.ONE_WAY.with(keeps).plan(seen(), seen(CELL));

        assertThat(steps.get(0).sentence()).contains("This cannot be undone: KEEP_DELETED_CELLS");
    }

    @Test
    public void putsComeBeforeDeletes() {
        CellImage extra = put("f", "a", 5, "x");

        List<RepairStep> steps = Given.ONE_WAY.plan(seen(CELL), seen(extra));

        assertThat(steps)
                .extracting(RepairPlannerTest::change)
                .containsExactly(CellChange.add(Side.PEER, ROW, CELL), CellChange.remove(Side.PEER, ROW, extra, true));
    }

    @Test
    public void anotherValueIsReplacedInItsPlace() {
        List<RepairStep> steps = Given.ONE_WAY.plan(seen(CELL), seen(OTHER));

        assertThat(change(steps.get(0))).isEqualTo(CellChange.replace(Side.PEER, ROW, OTHER, CELL, true));
    }

    @Test
    public void versionThatNewerOnesPushOutIsJournaledAndNotDeleted() {
        CellImage newer = put("f", "q", 200, "newer");

        List<RepairStep> steps = Given.ONE_WAY.plan(image(List.of(newer), CELL), seen(CELL));

        assertThat(steps.get(0)).isInstanceOf(Write.class);
        assertThat(steps.get(1)).isInstanceOfSatisfying(PushOut.class, step -> assertThat(step.change())
                .isEqualTo(CellChange.lost(Side.PEER, ROW, CELL, Means.VERSIONS, true)));
    }

    @Test
    public void hiddenCellNeedsACompactionFirst() {
        CellImage marker = deleteColumn("f", "q", 150);

        List<RepairStep> steps = Given.ONE_WAY.plan(seen(CELL), image(List.of(), marker, CELL));

        assertThat(steps).singleElement().isInstanceOfSatisfying(Purge.class, purge -> {
            assertThat(purge.family()).isEqualTo("f");
            assertThat(purge.gone()).extracting(CellChange::place).containsExactly(marker, CELL);
            assertThat(purge.then().change()).isEqualTo(CellChange.add(Side.PEER, ROW, CELL));
            assertThat(purge.sentence()).contains("what other rows have deleted, and that is for ever");
        });
    }

    @Test
    public void hiddenCellIsOnlyPutAgainWithNewVersionBehavior() {
        FamilyTraits newBehavior = new FamilyTraits(new FamilyRules(1, true, Optional.empty()), false);

        List<RepairStep> steps =
                Given.ONE_WAY.with(newBehavior).plan(seen(CELL), image(List.of(), deleteColumn("f", "q", 150), CELL));

        assertThat(change(steps.get(0))).isEqualTo(CellChange.add(Side.PEER, ROW, CELL));
    }

    @Test
    public void markerThatNoCompactionTakesMakesARepairImpossible() {
        FamilyTraits keeps = new FamilyTraits(new FamilyRules(1, false, Optional.empty()), true);
        RowImage masked = image(List.of(), deleteColumn("f", "q", 150), CELL);

        assertThat(Given.ONE_WAY.with(keeps).plan(seen(CELL), masked))
                .singleElement()
                .isInstanceOfSatisfying(Leave.class, leave -> {
                    assertThat(leave.settled()).isFalse();
                    assertThat(leave.sentence()).contains("KEEP_DELETED_CELLS on the peer");
                });
        assertThat(Given.ONE_WAY.with(keeps).restamping().plan(seen(CELL), masked))
                .singleElement()
                .isInstanceOf(Restamp.class);
    }

    @Test
    public void restampingWritesBothSidesWithOneTimestamp() {
        List<RepairStep> steps =
                Given.ONE_WAY.restamping().plan(seen(CELL), image(List.of(), deleteColumn("f", "q", 150), CELL));

        CellImage stamped = put("f", "q", NOW.toEpochMilli(), "right");
        assertThat(steps).singleElement().isInstanceOfSatisfying(Restamp.class, restamp -> assertThat(restamp.changes())
                .containsExactly(
                        CellChange.lost(Side.SOURCE, ROW, CELL, Means.VERSIONS, true),
                        CellChange.add(Side.SOURCE, ROW, stamped),
                        CellChange.add(Side.PEER, ROW, stamped)));
    }

    @Test
    public void restampingIsRefusedWhereVersionsOrTimeToLiveMatterOrTheClockIsBehind() {
        RowImage masked = image(List.of(), deleteColumn("f", "q", 150), CELL);
        FamilyTraits ends = new FamilyTraits(new FamilyRules(1, false, Optional.of(Duration.ofDays(9))), false);

        assertThat(sentence(Given.ONE_WAY.restamping().with(family(3)), masked))
                .contains("It is not given a new timestamp: the family keeps 3 versions on the source.");
        assertThat(sentence(Given.ONE_WAY.restamping().with(ends), masked))
                .contains("It is not given a new timestamp: cells of the family end after 777600 s on the source.");
        assertThat(sentence(
                        Given.ONE_WAY.restamping(), image(List.of(), deleteColumn("f", "q", NOW.toEpochMilli()), CELL)))
                .contains("It is not given a new timestamp: the column has a cell or a marker ahead of the clock.");
    }

    private static String sentence(Given given, RowImage theirs) {
        RepairStep step = given.plan(seen(CELL), theirs).get(0);
        assertThat(step).isInstanceOf(Purge.class);
        return step.sentence();
    }

    @Test
    public void cellThatTheOtherSideWouldNotShowIsLeft() {
        FamilyTraits ends = new FamilyTraits(new FamilyRules(1, false, Optional.of(Duration.ofSeconds(10))), false);

        assertThat(Given.ONE_WAY.with(ends).plan(seen(CELL), seen()))
                .singleElement()
                .isInstanceOfSatisfying(Leave.class, leave -> assertThat(leave.sentence())
                        .isEqualTo("It is older than TTL on the peer, which would not show it."));
        CellImage newer = put("f", "q", 200, "newer");
        assertThat(Given.ONE_WAY.plan(seen(newer, CELL), seen(newer)))
                .singleElement()
                .isInstanceOfSatisfying(Leave.class, leave -> assertThat(leave.sentence())
                        .isEqualTo("VERSIONS is 1 on the peer, which would not show it for the newer ones."));
    }

    @Test
    public void nobodyIsRightWhereClientsWriteToBothUntilItIsSaid() {
        assertThat(Given.BOTH_WAYS.plan(seen(CELL), seen()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Leave.class, leave -> assertThat(leave.sentence()).contains("say by --authority"));
        assertThat(Given.BOTH_WAYS.right(Side.SOURCE).plan(seen(CELL), seen(OTHER)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Leave.class, leave -> assertThat(leave.sentence()).contains("say by --conflicts"));
        assertThat(Given.BOTH_WAYS.rightInConflicts(Side.PEER).plan(seen(CELL), seen(OTHER)))
                .extracting(RepairPlannerTest::change)
                .containsExactly(CellChange.replace(Side.SOURCE, ROW, CELL, OTHER, true));
        assertThat(Given.BOTH_WAYS.rightAboutRow(Side.PEER).plan(seen(CELL), seen(OTHER)))
                .extracting(RepairPlannerTest::change)
                .containsExactly(CellChange.replace(Side.SOURCE, ROW, CELL, OTHER, true));
    }

    @Test
    public void whatIsMissingOnThePeerGoesFromTheSourceWhenThePeerIsRight() {
        assertThat(Given.ONE_WAY.right(Side.PEER).plan(seen(CELL), seen()))
                .extracting(RepairPlannerTest::change)
                .containsExactly(CellChange.remove(Side.SOURCE, ROW, CELL, true));
    }

    @Test
    public void whatWasNotAgreedToIsLeft() {
        Map<String, FamilyTraits> families = Map.of("f", family(1));
        RepairPlanner planner = new RepairPlanner(
                new RepairRules(false, Optional.empty(), Optional.empty(), Map.of(), false, NOW, families, families));
        RowRepair agreed = planner.plan(new RowPair(seen(CELL), seen(OTHER)));
        CellImage third = put("f", "q", 100, "third");

        RowRepair fresh = Agreement.to(List.of(agreed)).bounded(planner.plan(new RowPair(seen(third), seen(OTHER))));

        assertThat(fresh.writes()).isEmpty();
        assertThat(fresh.impossible()).singleElement().matches(leave -> leave.sentence()
                .contains("changed since the plan"));
        assertThat(Agreement.to(List.of(agreed)).bounded(agreed)).isEqualTo(agreed);
    }
}
