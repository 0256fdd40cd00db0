package org.hbaseha.monitor.verification;

import java.util.Optional;

/**
 * One cell that clients of the two clusters do not see alike.
 *
 * @param cell that cell, from the source where its clients see it, else from the peer
 * @param ours what the source has in its place: the cell that clients see, else the marker that hides it, else the put that nobody sees
 * @param theirs the same of the peer
 * @param consequence it goes by itself when the row's other findings are repaired: by the limit of {@code VERSIONS}
 * @param reason one sentence or two for a person, without values
 */
public record Finding(
        Divergence divergence,
        CellImage cell,
        Optional<CellImage> ours,
        Optional<CellImage> theirs,
        boolean consequence,
        String reason) {

    /** It may still change, for that reason. */
    Finding inFlight(String why) {
        return new Finding(
                Divergence.IN_FLIGHT, cell, ours, theirs, consequence, why + " As it stands: " + divergence + ".");
    }
}
