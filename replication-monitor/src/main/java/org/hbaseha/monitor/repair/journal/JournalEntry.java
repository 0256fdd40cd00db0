package org.hbaseha.monitor.repair.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hbaseha.monitor.repair.CellChange;
import org.hbaseha.monitor.repair.Side;
import org.hbaseha.monitor.verification.Divergence;
import org.hbaseha.monitor.verification.RowKey;

/** One line of a journal. */
public sealed interface JournalEntry {

    /**
     * The first line: who does what.
     *
     * @param undoes the repair that this one undoes
     * @param who user and host
     * @param table its name on the source
     * @param peerTable its name on the peer
     * @param peer the replication peer's id
     */
    record Opened(
            String id,
            Optional<String> undoes,
            Instant at,
            String who,
            String table,
            String peerTable,
            String peer,
            Policy policy)
            implements JournalEntry {}

    /** What was chosen, for who continues; see {@link org.hbaseha.monitor.repair.RepairRules}. */
    record Policy(
            boolean activeActive,
            Optional<Side> authority,
            Optional<Side> conflicts,
            List<RowChoice> rows,
            boolean restamp) {

        public Policy {
            rows = List.copyOf(rows);
        }
    }

    /** The side that is right about a row. */
    record RowChoice(RowKey row, Side right) {}

    /** A row that something is to be done about. */
    record Planned(RowKey row) implements JournalEntry {}

    /** Before it is sent: that cell is to change. Numbered from 1. */
    record Intent(long number, Divergence divergence, CellChange change) implements JournalEntry {}

    /** What became of it. */
    record Outcome(long number, Fate fate, String sentence) implements JournalEntry {}

    /** Before it is asked for: that region's family is to be major compacted on that side, so that markers go. */
    record Compaction(Side side, String region, String family) implements JournalEntry {}

    /** A row was looked at after all, and clients see what they shall. */
    record Proved(RowKey row) implements JournalEntry {}

    /** A row was looked at after all, and is not as it shall be, or not for sure. */
    record Left(RowKey row, String sentence) implements JournalEntry {}

    /** The last line. */
    record Closed(Instant at, String sentence) implements JournalEntry {}

    /** What became of a change. */
    enum Fate {
        /** It was made. */
        DONE,
        /** It was not: the cell was another by then, or the cluster refused. */
        NOT_DONE,
        /** There was no answer, or no time to write it down: the row has to be looked at. */
        UNKNOWN
    }
}
