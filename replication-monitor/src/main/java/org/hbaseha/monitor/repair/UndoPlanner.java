package org.hbaseha.monitor.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.repair.CellChange.Means;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/**
 * Says what makes clients of a row see again what they saw before a repair. A cell is put back only where the row still holds what the repair left there:
 * what clients have written since stays, and so does what they have deleted. Immutable; any thread.
 */
public final class UndoPlanner {

    private final RepairRules rules;

    /** Of {@code rules} only the families and the moment count. */
    public UndoPlanner(RepairRules rules) {
        this.rules = rules;
    }

    /** A change of a journal that was made, or may have been. */
    public record Done(Divergence divergence, CellChange change) {}

    /** The steps back, from a row as it is now and what was done to it, in that order. */
    public RowRepair plan(RowPair now, List<Done> done) {
        List<RepairStep> steps = new ArrayList<>();
        List<CellImage> restored = new ArrayList<>();
        for (Done each : done) {
            if (each.change().isOfMarker()) {
                steps.add(marker(each, now, done, restored));
            }
        }
        for (int i = done.size() - 1; i >= 0; i--) {
            Done each = done.get(i);
            if (!each.change().isOfMarker()) {
                steps.add(step(each, each.change().side().of(now), restored));
            }
        }
        return new RowRepair(now.row(), RepairPlanner.inOrder(steps));
    }

    private static RepairStep marker(Done done, RowPair now, List<Done> all, List<CellImage> restored) {
        CellChange change = done.change();
        CellImage marker = change.place();
        RowImage image = change.side().of(now);
        if (change.before().isEmpty()) {
            return leave(
                    done, false, "Only a major compaction takes away a marker that was written: repair run does that.");
        }
        if (image.raw().contains(marker)) {
            restored.add(marker);
            return leave(done, true, "The marker is there.");
        }
        boolean hidesOnlyOurs = image.visible().stream().filter(marker::hides).allMatch(seen -> all.stream()
                .anyMatch(each -> isOurs(each.change(), change.side(), seen)));
        if (!hidesOnlyOurs) {
            return leave(done, true, "The marker is not written again: it would hide what clients have written since.");
        }
        restored.add(marker);
        return Write.of(
                done.divergence(),
                CellChange.add(change.side(), change.row(), marker),
                "Write the marker again that the compaction took away, with its timestamp.");
    }

    /** The repair has put it where nothing showed. */
    private static boolean isOurs(CellChange change, Side side, CellImage seen) {
        return change.side() == side
                && change.before().isEmpty()
                && change.after().filter(seen::equals).isPresent();
    }

    private RepairStep step(Done done, RowImage image, List<CellImage> restored) {
        CellChange change = done.change();
        if (change.means() == Means.COMPACTION) {
            return leave(done, true, "A compaction took it away for ever; clients did not see it.");
        }
        return change.after().isPresent() ? written(done, image, restored) : removed(done, image);
    }

    private static RepairStep written(Done done, RowImage image, List<CellImage> restored) {
        CellChange change = done.change();
        CellImage after = change.place();
        Optional<CellImage> now = image.visibleAt(after);
        boolean hiddenAsBefore = !change.seen() && now.isEmpty();
        if (hiddenAsBefore || now.equals(change.before())) {
            return leave(done, true, "Clients see it as before the repair.");
        }
        if (now.filter(after::equals).isEmpty()) {
            return leave(done, false, "It is not what the repair wrote: clients have written or deleted it since.");
        }
        if (change.before().isPresent()) {
            return Write.of(
                    done.divergence(),
                    CellChange.replace(
                            change.side(), change.row(), after, change.before().get(), true),
                    "Put the value back that was there, with the same timestamp.");
        }
        return restored.stream().anyMatch(marker -> marker.hides(after))
                ? leave(done, true, "The marker hides it again.")
                : Write.of(
                        done.divergence(),
                        CellChange.remove(change.side(), change.row(), after, true),
                        "Delete exactly the version that the repair wrote.");
    }

    private RepairStep removed(Done done, RowImage image) {
        CellChange change = done.change();
        CellImage before = change.place();
        Optional<CellImage> now = image.visibleAt(before);
        if (!change.seen()) {
            return leave(done, true, "It is not put back: clients did not see it.");
        }
        if (now.isPresent()) {
            boolean same = now.get().equals(before);
            return same
                    ? leave(done, true, "Clients see it as before the repair.")
                    : leave(done, false, "Clients have written another value there since.");
        }
        FamilyTraits traits = rules.of(change.side(), before);
        if (traits.rules().expires(before.timestamp(), rules.stamp())) {
            return leave(done, false, "It is older than TTL by now and would not show.");
        }
        return putBack(done, image, traits);
    }

    private static RepairStep putBack(Done done, RowImage image, FamilyTraits traits) {
        CellChange change = done.change();
        CellImage before = change.place();
        List<CellImage> markers = traits.markersHideLaterPuts() ? image.markersOver(before) : List.of();
        Write put = Write.of(
                done.divergence(),
                CellChange.add(change.side(), change.row(), before),
                "Put it back with its timestamp.");
        if (markers.isEmpty()) {
            return put;
        }
        if (!markers.stream().allMatch(marker -> marker.type() == Cell.Type.Delete)) {
            return leave(done, false, "Clients have deleted the column or the row since.");
        }
        if (traits.keepsDeletedCells()) {
            return leave(done, false, "Impossible: KEEP_DELETED_CELLS keeps the marker that deleted it.");
        }
        return purge(done, image, put);
    }

    private static Purge purge(Done done, RowImage image, Write put) {
        CellImage before = done.change().place();
        RowKey row = done.change().row();
        Side side = done.change().side();
        return new Purge(
                done.divergence(),
                Bytes.toString(before.family()),
                MaskedCells.gone(image, before, side, row),
                put,
                "Major compact the row's region on " + side
                        + ", which takes away the marker that deleted it, and then put it back with its timestamp.");
    }

    private static Leave leave(Done done, boolean settled, String sentence) {
        return new Leave(done.divergence(), done.change().place(), settled, sentence);
    }
}
