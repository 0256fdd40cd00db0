package org.hbaseha.monitor.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.monitor.verification.Cells.deleteColumn;
import static org.hbaseha.monitor.verification.Cells.image;
import static org.hbaseha.monitor.verification.Cells.put;
import static org.hbaseha.monitor.verification.Cells.row;
import static org.hbaseha.monitor.verification.Cells.seen;
import static org.hbaseha.monitor.verification.Cells.versionMarker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hbaseha.monitor.repair.CellChange.Means;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.repair.UndoPlanner.Done;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.FamilyRules;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;
import org.junit.Test;

public class UndoPlannerTest {

    private static final RowKey ROW = row("r");
    private static final CellImage OLD = put("f", "q", 100, "old");
    private static final CellImage NEW = put("f", "q", 100, "new");
    private static final CellImage USERS = put("f", "q", 100, "users");

    private static List<RepairStep> plan(RowImage peer, CellChange... changes) {
        return plan(false, peer, changes);
    }

    private static List<RepairStep> plan(boolean keepsDeletedCells, RowImage peer, CellChange... changes) {
        FamilyTraits traits = new FamilyTraits(new FamilyRules(1, false, Optional.empty()), keepsDeletedCells);
        Map<String, FamilyTraits> families = Map.of("f", traits);
        RepairRules rules = new RepairRules(
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                Instant.ofEpochMilli(1_000),
                families,
                families);
        List<Done> done = Stream.of(changes)
                .map(change -> new Done(Divergence.DIFFERENT, change))
                .toList();
        return new UndoPlanner(rules).plan(new RowPair(seen(), peer), done).steps();
    }

    private static CellChange change(RepairStep step) {
        return ((Write) step).change();
    }

    private static void isLeft(List<RepairStep> steps, boolean settled, String sentence) {
        assertThat(steps).singleElement().isInstanceOfSatisfying(Leave.class, leave -> {
            assertThat(leave.settled()).isEqualTo(settled);
            assertThat(leave.sentence()).contains(sentence);
        });
    }

    @Test
    public void oldValueComesBackWhereTheRepairsIsStillThere() {
        CellChange replaced = CellChange.replace(Side.PEER, ROW, OLD, NEW, true);

        assertThat(plan(seen(NEW), replaced))
                .extracting(UndoPlannerTest::change)
                .containsExactly(CellChange.replace(Side.PEER, ROW, NEW, OLD, true));
        isLeft(plan(seen(OLD), replaced), true, "as before the repair");
        isLeft(plan(seen(USERS), replaced), false, "clients have written or deleted it since");
        isLeft(plan(seen(), replaced), false, "clients have written or deleted it since");
    }

    @Test
    public void whatWasPutIsDeletedWhereItIsStillThere() {
        CellChange added = CellChange.add(Side.PEER, ROW, NEW);

        assertThat(plan(seen(NEW), added))
                .extracting(UndoPlannerTest::change)
                .containsExactly(CellChange.remove(Side.PEER, ROW, NEW, true));
        isLeft(plan(seen(), added), true, "as before the repair");
        isLeft(plan(seen(USERS), added), false, "clients have written or deleted it since");
    }

    @Test
    public void whatWasDeletedComesBackAfterACompactionOfItsMarker() {
        CellChange removed = CellChange.remove(Side.PEER, ROW, OLD, true);

        assertThat(plan(image(List.of(), versionMarker(OLD), OLD), removed))
                .singleElement()
                .isInstanceOfSatisfying(
                        Purge.class,
                        purge -> assertThat(purge.then().change()).isEqualTo(CellChange.add(Side.PEER, ROW, OLD)));
        assertThat(plan(seen(), removed))
                .extracting(UndoPlannerTest::change)
                .containsExactly(CellChange.add(Side.PEER, ROW, OLD));
        isLeft(plan(seen(OLD), removed), true, "as before the repair");
        isLeft(plan(seen(USERS), removed), false, "Clients have written another value there since");
        isLeft(
                plan(image(List.of(), deleteColumn("f", "q", 500)), removed),
                false,
                "Clients have deleted the column or the row since");
        isLeft(
                plan(true, image(List.of(), versionMarker(OLD), OLD), removed),
                false,
                "Impossible: KEEP_DELETED_CELLS keeps the marker");
    }

    @Test
    public void markerThatACompactionTookIsWrittenAgainUnlessItWouldHideWhatClientsWroteSince() {
        CellImage marker = deleteColumn("f", "q", 150);
        CellChange lost = CellChange.lost(Side.PEER, ROW, marker, Means.COMPACTION, false);
        CellChange hidden = CellChange.lost(Side.PEER, ROW, OLD, Means.COMPACTION, false);
        CellChange added = CellChange.add(Side.PEER, ROW, NEW);

        List<RepairStep> steps = plan(seen(NEW), lost, hidden, added);
        assertThat(steps.stream().filter(Write.class::isInstance))
                .extracting(UndoPlannerTest::change)
                .containsExactly(CellChange.add(Side.PEER, ROW, marker));
        assertThat(steps)
                .extracting(RepairStep::sentence)
                .contains("A compaction took it away for ever; clients did not see it.");

        CellImage users = put("f", "q", 120, "users");
        assertThat(plan(seen(users, NEW), lost, added).stream().filter(Write.class::isInstance))
                .extracting(UndoPlannerTest::change)
                .containsExactly(CellChange.remove(Side.PEER, ROW, NEW, true));
    }
}
