package org.hbaseha.controller.flight;

import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/**
 * The last minute, as the recorder had it at one instant: about one server, and about the observer itself. Immutable.
 *
 * @param dropped entries about this server that were too many to keep, since it is known
 */
public record Cut(
        ServerName server,
        MonotonicInstant at,
        List<BeatSecond> beats,
        List<Seen> aboutServer,
        long dropped,
        Observer observer) {

    /** What the observer saw of itself and of the cluster as a whole. Cuts of one turn share it. */
    public record Observer(List<TurnSecond> turns, List<Seen> seen, long dropped) {}
}
