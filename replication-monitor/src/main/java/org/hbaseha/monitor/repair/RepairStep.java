package org.hbaseha.monitor.repair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hbaseha.monitor.verification.CellImage;
import org.hbaseha.monitor.verification.Divergence;

/** One part of what is done about one row. May be done again, and may be the last that is done: the row is planned again after it. */
public sealed interface RepairStep {

    /** What it is about. */
    Divergence divergence();

    /** What is done and why, a sentence or two for a person, without values. */
    String sentence();

    /** The cells it changes, in that order. */
    List<CellChange> changes();

    /**
     * One cell is written or deleted, if it still is as it was.
     *
     * @param newest the newest version that clients see of the column must still be this one, or none; else only the cell's own place counts
     */
    record Write(Divergence divergence, CellChange change, Optional<Newest> newest, String sentence)
            implements RepairStep {

        static Write of(Divergence divergence, CellChange change, String sentence) {
            return new Write(divergence, change, Optional.empty(), sentence);
        }

        @Override
        public List<CellChange> changes() {
            return List.of(change);
        }
    }

    /** The newest version of a column. */
    record Newest(Optional<CellImage> cell) {}

    /**
     * The row's region is major compacted, that family only, so that delete markers go; then the cell is written, in a later round.
     *
     * @param gone the markers that go, and what they hid of this row
     */
    record Purge(Divergence divergence, String family, List<CellChange> gone, Write then, String sentence)
            implements RepairStep {

        public Purge {
            gone = List.copyOf(gone);
        }

        public Side side() {
            return then.change().side();
        }

        @Override
        public List<CellChange> changes() {
            return Stream.concat(gone.stream(), Stream.of(then.change())).toList();
        }
    }

    /** The cell is written on both sides with one new timestamp, first where it is right. */
    record Restamp(Divergence divergence, Write right, Write wrong, CellChange pushedOut, String sentence)
            implements RepairStep {

        @Override
        public List<CellChange> changes() {
            return List.of(pushedOut, right.change(), wrong.change());
        }
    }

    /** Nothing is sent: the newer versions that other steps put push it out, for the family keeps no more. */
    record PushOut(Divergence divergence, CellChange change, String sentence) implements RepairStep {

        @Override
        public List<CellChange> changes() {
            return List.of(change);
        }
    }

    /**
     * Nothing is done.
     *
     * @param place the cell that is left as it is
     * @param settled nothing needs to be: it is well already, or becomes so by the other steps
     */
    record Leave(Divergence divergence, CellImage place, boolean settled, String sentence) implements RepairStep {

        @Override
        public List<CellChange> changes() {
            return List.of();
        }
    }
}
