package org.hbaseha.controller.flight;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;

/** A list of servers that comes whole each time, and what changed in it since it came last. */
final class Membership {

    private static final int NAMED = 20;

    private final String name;
    private Optional<Set<ServerName>> last = Optional.empty();

    /** Servers that came and went; the first list is told by its size only. */
    record Difference(String text, Set<ServerName> added, Set<ServerName> removed) {}

    Membership(String name) {
        this.name = name;
    }

    Optional<Difference> take(Set<ServerName> now) {
        Set<ServerName> before = last.orElse(Set.of());
        boolean first = last.isEmpty();
        if (!first && before.equals(now)) {
            return Optional.empty();
        }
        last = Optional.of(Set.copyOf(now));
        Set<ServerName> added = new TreeSet<>(now);
        added.removeAll(before);
        Set<ServerName> removed = new TreeSet<>(before);
        removed.removeAll(now);
        String text = first ? "" : words(" +", added) + words(" -", removed);
        return Optional.of(new Difference(name + " " + now.size() + text, added, removed));
    }

    private static String words(String sign, Set<ServerName> servers) {
        String named = servers.stream()
                .limit(NAMED)
                .map(server -> sign + server.getServerName())
                .collect(Collectors.joining());
        return servers.size() > NAMED ? named + sign + (servers.size() - NAMED) + " more" : named;
    }
}
