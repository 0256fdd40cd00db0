package org.hbaseha.health.region;

import java.time.Instant;
import org.hbaseha.health.gate.GateState;

/** The state of the gate as operators read it. Pure. */
final class GateSentence {

    private GateSentence() {}

    static String of(GateState state, boolean open, Instant since) {
        return text(state, open) + " since=" + since;
    }

    private static String text(GateState state, boolean open) {
        return switch (state) {
            case OPEN -> "Serves as stock HBase does: no majority of the controllers has armed the gate";
            case LEASED ->
                open
                        ? "Serves while a majority of the controllers acknowledges its beats"
                        : "Refuses: a majority of the controllers does not acknowledge its beats, and it may not serve without";
            case STOCK ->
                "Serves under stock rules, ZooKeeper alone may end it: a majority of the controllers did not acknowledge its beats, and it won its gate record";
            case EXPIRED -> "Refuses and ends: a controller has declared this incarnation dead";
        };
    }
}
