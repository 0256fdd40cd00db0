package org.hbaseha.it.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;

/**
 * Which regions to move so that every server has as many as any other, give or take one. Moves as few as possible. Pure; the same input gives
 * the same plan.
 */
final class EvenSpread {

    private EvenSpread() {}

    /** Ask for a region to be opened somewhere else. */
    record Move(int region, ServerName to) {}

    /**
     * @param placement where each region is
     * @param servers who may have regions; a region elsewhere moves
     */
    static List<Move> plan(Map<Integer, ServerName> placement, List<ServerName> servers) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("No server to spread regions over regions=" + placement.size());
        }
        Map<ServerName, List<Integer>> kept = new TreeMap<>();
        servers.forEach(server -> kept.put(server, new ArrayList<>()));
        List<Integer> homeless = new ArrayList<>();
        new TreeMap<>(placement).forEach((region, server) -> {
            List<Integer> there = kept.get(server);
            (there == null ? homeless : there).add(region);
        });
        trim(kept, placement.size(), homeless);

        List<Move> moves = new ArrayList<>();
        for (int region : homeless) {
            ServerName least = leastLoaded(kept);
            kept.getOrDefault(least, new ArrayList<>()).add(region);
            moves.add(new Move(region, least));
        }
        return moves;
    }

    /** Takes from every server what it has too much. The fullest servers keep one more where the number does not divide. */
    private static void trim(Map<ServerName, List<Integer>> kept, int regions, List<Integer> homeless) {
        int floor = regions / kept.size();
        int extra = regions % kept.size();
        List<List<Integer>> fullestFirst = kept.values().stream()
                .sorted(Comparator.comparingInt((List<Integer> there) -> there.size())
                        .reversed())
                .collect(Collectors.toList());
        for (List<Integer> there : fullestFirst) {
            int quota = floor + (extra > 0 ? 1 : 0);
            extra = Math.max(0, extra - 1);
            while (there.size() > quota) {
                homeless.add(there.remove(there.size() - 1));
            }
        }
    }

    private static ServerName leastLoaded(Map<ServerName, List<Integer>> kept) {
        return kept.entrySet().stream()
                .min(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow()
                .getKey();
    }
}
