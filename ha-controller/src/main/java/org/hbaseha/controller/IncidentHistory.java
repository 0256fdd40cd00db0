package org.hbaseha.controller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.planning.Incident;

/**
 * The incidents that have ended on this controller, over all its leaderships. Two memories: the latest ones for people, and which incarnations
 * have recovered, for as long as there is evidence about them. The second has no bound of its own: more servers may go in one stroke than people are
 * shown, and each is dead for as long as its evidence lasts. Owned by {@link ControllerCore}; holds no clock.
 */
final class IncidentHistory {

    private static final int SHOWN = 200;

    private final Deque<Incident> ended = new ArrayDeque<>();
    private final Set<ServerName> recovered = new HashSet<>();

    /** It is over, for whatever reason. */
    void add(Incident incident) {
        ended.addLast(incident);
        if (incident.outcome() == Incident.Outcome.RECOVERED) {
            recovered.add(incident.server());
        }
    }

    /** Its regions are open elsewhere: that it is dead is no news any more. */
    boolean hasRecovered(ServerName server) {
        return recovered.contains(server);
    }

    /** Before each turn, so that all that ends in one turn is shown after it. {@code known}: incarnations there is evidence about. */
    void forget(Set<ServerName> known) {
        while (ended.size() > SHOWN) {
            ended.removeFirst();
        }
        recovered.retainAll(known);
    }

    /** Oldest first. */
    Stream<Incident> incidents() {
        return ended.stream();
    }
}
