package org.hbaseha.monitor.repair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.util.Bytes;
import org.hbaseha.monitor.repair.RepairStep.Leave;
import org.hbaseha.monitor.repair.RepairStep.Newest;
import org.hbaseha.monitor.repair.RepairStep.Purge;
import org.hbaseha.monitor.repair.RepairStep.Restamp;
import org.hbaseha.monitor.repair.RepairStep.Write;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowImage;
import org.hbaseha.monitor.verification.RowKey;
import org.hbaseha.monitor.verification.RowPair;

/**
 * What is done about a cell that a delete marker hides, whose put with its own timestamp would be hidden too: the marker must go by a major compaction, or
 * the cell must get a newer timestamp. Immutable.
 */
final class MaskedCells {

    private final RepairRules rules;

    MaskedCells(RepairRules rules) {
        this.rules = rules;
    }

    RepairStep step(Divergence called, CellImage cell, Side right, RowPair pair) {
        Side target = right.other();
        FamilyTraits traits = rules.of(target, cell);
        CellChange write = write(cell, target, pair);
        if (!traits.markersHideLaterPuts()) {
            return Write.of(called, write, "Put it on " + target + " again: with NEW_VERSION_BEHAVIOR it then shows.");
        }
        Optional<String> whyNot = whyNotRestamped(cell, right, pair);
        if (rules.restamp() && whyNot.isEmpty()) {
            return restamp(called, cell, right, pair);
        }
        String refused = whyNot.filter(why -> rules.restamp())
                .map(why -> " It is not given a new timestamp: " + why + ".")
                .orElse("");
        if (traits.keepsDeletedCells()) {
            return new Leave(called, cell, false, Sentences.markerStays(target) + refused);
        }
        return new Purge(
                called,
                Bytes.toString(cell.family()),
                gone(target.of(pair), cell, target, pair.row()),
                Write.of(called, write, "Then put it on " + target + " with its timestamp."),
                Sentences.purge(target) + refused);
    }

    /** Once the marker is gone nothing is in its place, for what it hides goes with it. */
    private static CellChange write(CellImage cell, Side target, RowPair pair) {
        return CellChange.add(target, pair.row(), cell);
    }

    /** The markers, and the puts of the row that they alone keep from clients: a compaction takes both. */
    static List<CellChange> gone(RowImage image, CellImage cell, Side side, RowKey row) {
        List<CellImage> markers = image.markersOver(cell);
        Stream<CellImage> hidden = image.raw().stream()
                .filter(CellImage::isPut)
                .filter(put -> image.visibleAt(put).isEmpty())
                .filter(put -> markers.stream().anyMatch(marker -> marker.hides(put)));
        List<CellChange> gone = new ArrayList<>();
        Stream.concat(markers.stream(), hidden)
                .map(lost -> CellChange.lost(side, row, lost, CellChange.Means.COMPACTION, false))
                .forEach(gone::add);
        return gone;
    }

    private Restamp restamp(Divergence called, CellImage cell, Side right, RowPair pair) {
        Side target = right.other();
        CellImage stamped =
                new CellImage(cell.family(), cell.qualifier(), rules.stamp().toEpochMilli(), cell.type(), cell.value());
        String sentence = "Write it with the timestamp " + stamped.timestamp() + " on both sides.";
        return new Restamp(
                called,
                stamped(called, right, pair, stamped, sentence),
                stamped(called, target, pair, stamped, sentence),
                CellChange.lost(right, pair.row(), cell, CellChange.Means.VERSIONS, true),
                sentence + " That changes the data of " + right + ", once and for all that read timestamps.");
    }

    private static Write stamped(Divergence called, Side side, RowPair pair, CellImage stamped, String sentence) {
        return new Write(
                called,
                CellChange.add(side, pair.row(), stamped),
                Optional.of(new Newest(newest(side.of(pair), stamped))),
                sentence);
    }

    private Optional<String> whyNotRestamped(CellImage cell, Side right, RowPair pair) {
        for (Side side : Side.values()) {
            Optional<String> why = rules.of(side, cell).whyNotRestamped();
            if (why.isPresent()) {
                return why.map(reason -> reason + " on " + side);
            }
        }
        Instant newest = Stream.of(pair.ours(), pair.theirs())
                .flatMap(image -> image.raw().stream())
                .filter(stored -> reaches(stored, cell))
                .map(stored -> Instant.ofEpochMilli(stored.timestamp()))
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        if (!newest.isBefore(rules.stamp())) {
            return Optional.of("the column has a cell or a marker ahead of the clock");
        }
        boolean isNewest = newest(right.of(pair), cell).filter(cell::equals).isPresent();
        return isNewest ? Optional.empty() : Optional.of("it is not the newest of its column on " + right);
    }

    /** It is of the column, or a marker for the whole family. */
    private static boolean reaches(CellImage stored, CellImage cell) {
        CellImage farBack = new CellImage(cell.family(), cell.qualifier(), Long.MIN_VALUE, cell.type(), new byte[0]);
        return stored.isOfColumn(cell) || stored.hides(farBack);
    }

    private static Optional<CellImage> newest(RowImage image, CellImage cell) {
        return image.visible().stream().filter(seen -> seen.isOfColumn(cell)).findFirst();
    }
}
