package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;

/** When one controller's sockets last gave it a sign of life of each server: what it heard, before anything in it has thought about that. */
final class Silences {

    private final Map<ServerName, Duration> lastLife = new HashMap<>();
    private final Set<ServerName> gone = new HashSet<>();

    void heard(ServerName server, Duration at) {
        lastLife.put(server, at);
    }

    /** It said that it goes: its silence is none. */
    void leaves(ServerName server) {
        gone.add(server);
    }

    /** It was heard, and has not said that it goes. */
    boolean counts(ServerName server) {
        return lastLife.containsKey(server) && !gone.contains(server);
    }

    boolean heardSince(ServerName server, Duration since) {
        return Optional.ofNullable(lastLife.get(server))
                .filter(last -> last.compareTo(since) >= 0)
                .isPresent();
    }

    /** How many of {@code servers} have been silent for {@code least}, and fell so within {@code window} of each other. */
    int mostTogether(List<ServerName> servers, Duration least, Duration window, Duration now) {
        List<Duration> fell = servers.stream()
                .filter(this::counts)
                .map(server -> lastLife.getOrDefault(server, now))
                .filter(last -> now.minus(last).compareTo(least) >= 0)
                .toList();
        return fell.stream()
                .mapToInt(first -> (int) fell.stream()
                        .filter(other -> other.compareTo(first) >= 0)
                        .filter(other -> other.minus(first).compareTo(window) < 0)
                        .count())
                .max()
                .orElse(0);
    }
}
