package org.hbaseha.controller.detection;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;

/**
 * Who is asked about a suspected server: the next ones after it in name order, round the ring, so that every controller asks the same and no
 * server is everybody's witness. Only servers that are alive and on another address can testify. Pure.
 */
public final class WitnessRing {

    private WitnessRing() {}

    public static List<ServerName> choose(ServerName suspect, Collection<ServerName> able, int count) {
        List<ServerName> ring = able.stream()
                .filter(server -> !server.getAddress().equals(suspect.getAddress()))
                .sorted(Comparator.comparing(ServerName::getServerName))
                .toList();
        int after = (int) ring.stream()
                .filter(server -> server.getServerName().compareTo(suspect.getServerName()) < 0)
                .count();
        return Stream.concat(ring.stream().skip(after), ring.stream().limit(after))
                .limit(count)
                .toList();
    }
}
