package org.hbaseha.monitor.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one table is proved equal with a peer's.
 *
 * @param table its name here
 * @param peerTable its name there
 * @param since when this monitor began to keep proofs of it; what was never proved counts from then
 * @param strips the whole key space in order, so many parts at most that a page can show them
 * @param provedShare the share of strips, by the number of ranges, that were proved equal within the sweep's period: 0 to 1
 * @param oldestProof when the part that waits longest was last proved equal; null where a part never was
 * @param findings how many rows differ for sure, by {@link org.hbaseha.monitor.verification.Divergence}
 * @param inFlightRows rows that differ, and may not for long
 * @param dirtyRanges ranges with writes that are not verified yet
 * @param continuous the last round of the continuous check; null before the first
 * @param continuousBytesRead by all such rounds, since the monitor has begun to work on this pair
 * @param notes families left out, how the tables are declared differently, ranges that cannot be read and why, a sentence each
 */
public record TableView(
        String table,
        String peerTable,
        Instant since,
        List<StripView> strips,
        double provedShare,
        @Nullable Instant oldestProof,
        Map<String, Integer> findings,
        int inFlightRows,
        int dirtyRanges,
        @Nullable RoundView continuous,
        long continuousBytesRead,
        SweepView sweep,
        List<String> notes) {

    /**
     * A part of the key space. Keys as HBase's shell writes them; an empty {@code to} is the end of the table.
     *
     * @param proved when the oldest of it was last proved equal; null where some of it never was
     * @param differs whether a row in it differs for sure
     */
    public record StripView(
            String from, String to, @Nullable Instant proved, boolean differs) {}

    /** One round of the continuous check: {@code ranges} had been written and were compared, by reading so much of both sides. */
    public record RoundView(Instant begun, long millis, int ranges, long rowsRead, long bytesRead) {}

    /**
     * The background sweep.
     *
     * @param ranges of the table, by the borders of its regions
     * @param due ranges that were not proved equal within the period
     * @param periodMs all ranges are proved anew once in so long
     * @param bytesPerSecond so much of both sides together it reads at most; 0 for no limit
     * @param bytesRead since the monitor has begun to work on this pair
     * @param paused why it stands still; null where it does not
     */
    public record SweepView(
            int ranges,
            int due,
            long periodMs,
            long bytesPerSecond,
            long bytesRead,
            @Nullable String paused) {}

    public TableView {
        strips = List.copyOf(strips);
        findings = Map.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
