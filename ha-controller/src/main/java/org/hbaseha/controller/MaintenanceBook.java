package org.hbaseha.controller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Observation.WindowSeen;
import org.hbaseha.time.MonotonicInstant;

/** The maintenance windows as read last: which servers are under one now. Tells of each window once when it begins and once when it is over. */
final class MaintenanceBook {

    private List<WindowSeen> windows = List.of();
    private boolean swept = true;
    private final Map<String, WindowSeen> told = new HashMap<>();

    void apply(Observation.MaintenanceRead read, Turn turn) {
        noticeEnds(turn);
        windows = read.windows();
        swept = false;
        for (WindowSeen window : inForce(turn.now())) {
            if (told.putIfAbsent(window.id(), window) == null) {
                turn.record(
                        read.at(),
                        "MAINTENANCE",
                        "Window " + window.id() + " of " + window.record().owner() + " over " + scope(window)
                                + " until " + turn.wall(window.end()) + ": "
                                + window.record().reason());
            }
        }
        List<WindowSeen> ended = new ArrayList<>(told.values());
        ended.removeIf(window -> windows.stream().anyMatch(other -> other.id().equals(window.id())));
        ended.forEach(window -> over(window, read.at(), "was ended", turn));
    }

    /** A window that ends by itself stays stored for a while, so that nobody else tells of its end. */
    void noticeEnds(Turn turn) {
        for (WindowSeen window : List.copyOf(told.values())) {
            if (!turn.now().isBefore(window.end())) {
                over(window, window.end(), "is over: it lasted as long as was asked", turn);
            }
        }
    }

    private void over(WindowSeen window, MonotonicInstant at, String how, Turn turn) {
        told.remove(window.id());
        turn.record(
                at,
                "MAINTENANCE_OVER",
                "Window " + window.id() + " of " + window.record().owner() + " " + how);
    }

    private static String scope(WindowSeen window) {
        return window.record().coversAll()
                ? "all servers"
                : String.join(" ", window.record().servers());
    }

    List<WindowSeen> inForce(MonotonicInstant now) {
        return windows.stream().filter(window -> now.isBefore(window.end())).toList();
    }

    /** The window this server is under; of several the one that ends last. */
    Optional<WindowSeen> covering(ServerName server, MonotonicInstant now) {
        return inForce(now).stream()
                .filter(window -> window.record().covers(server))
                .reduce((one, other) -> one.end().isBefore(other.end()) ? other : one);
    }

    /** Ids of windows that are over and may be removed, once at each reading. */
    List<String> sweep(MonotonicInstant now) {
        if (swept) {
            return List.of();
        }
        swept = true;
        return windows.stream()
                .filter(window -> !now.isBefore(window.end()))
                .map(WindowSeen::id)
                .toList();
    }
}
