package org.hbaseha.it.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.hbase.ServerName;

/** Where regions were, one look after the other. A region of the server that dies may move once, every other one never. Pure; one thread. */
final class Relocations {

    private final ServerName dying;
    private final Map<Integer, List<ServerName>> paths = new TreeMap<>();

    Relocations(ServerName dying) {
        this.dying = dying;
    }

    /** Takes one look; a region that is nowhere is absent from it. */
    void note(Map<Integer, ServerName> placement) {
        placement.forEach((region, server) -> {
            List<ServerName> path = paths.computeIfAbsent(region, unseen -> new ArrayList<>());
            if (path.isEmpty() || !path.get(path.size() - 1).equals(server)) {
                path.add(server);
            }
        });
    }

    /** How many moves there were beyond those that had to be. */
    int needless() {
        return paths.values().stream().mapToInt(this::needless).sum();
    }

    private int needless(List<ServerName> path) {
        int moves = path.size() - 1;
        boolean had = path.get(0).equals(dying);
        return Math.max(0, had ? moves - 1 : moves);
    }
}
