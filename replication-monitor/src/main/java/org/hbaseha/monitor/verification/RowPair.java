package org.hbaseha.monitor.verification;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row as both clusters have it.
 *
 * @param ours of the source, which is right where replication goes one way
 * @param theirs of the peer
 */
public record RowPair(RowImage ours, RowImage theirs) {

    public RowPair {
        if (!ours.row().equals(theirs.row())) {
            throw new IllegalArgumentException("Images of two rows ours=" + ours.row() + " theirs=" + theirs.row());
        }
    }

    public RowKey row() {
        return ours.row();
    }

    /** Whether clients of both see the same; what is stored besides may differ, by flushes and compactions. */
    public boolean looksEqual() {
        return ours.visible().size() == theirs.visible().size()
                && ours.visible().stream()
                        .allMatch(cell ->
                                theirs.visibleAt(cell).filter(cell::equals).isPresent());
    }

    /** The newest cell of either side, stored or seen, that is not newer than {@code bound}. */
    Optional<CellImage> newestUpTo(Instant bound) {
        return Stream.concat(ours.cells(), theirs.cells())
                .filter(cell -> !Instant.ofEpochMilli(cell.timestamp()).isAfter(bound))
                .max(Comparator.comparingLong(CellImage::timestamp));
    }

    /** Says which side's cell it is. */
    String describe(CellImage cell) {
        boolean isOurs = ours.cells().anyMatch(cell::equals);
        return cell + (isOurs ? " on the source" : " on the peer");
    }
}
