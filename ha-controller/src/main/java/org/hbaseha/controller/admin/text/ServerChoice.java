package org.hbaseha.controller.admin.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;

/**
 * Which server an operator means: a host, the first label of a host, {@code host:port}, or HBase's full name. Of several incarnations of one
 * address the newest is meant, for the older ones are gone.
 */
public sealed interface ServerChoice {

    record Found(ServerName server) implements ServerChoice {}

    /** Nobody is meant. */
    record None() implements ServerChoice {}

    /** Servers of different addresses are meant. */
    record Several(List<ServerName> servers) implements ServerChoice {}

    static ServerChoice of(String wanted, Collection<ServerName> known) {
        String word = wanted.strip().toLowerCase(Locale.ROOT);
        List<ServerName> meant = known.stream()
                .filter(server -> matches(word, server))
                .collect(Collectors.toMap(ServerName::getAddress, Function.identity(), ServerChoice::newer))
                .values()
                .stream()
                .sorted()
                .toList();
        return switch (meant.size()) {
            case 0 -> new None();
            case 1 -> new Found(meant.get(0));
            default -> new Several(meant);
        };
    }

    private static ServerName newer(ServerName a, ServerName b) {
        return a.getStartCode() >= b.getStartCode() ? a : b;
    }

    private static boolean matches(String word, ServerName server) {
        String host = server.getHostname().toLowerCase(Locale.ROOT);
        return word.equals(server.getServerName().toLowerCase(Locale.ROOT))
                || names(host)
                        .anyMatch(name -> word.equals(name)
                                || word.equals(name + ":" + server.getPort())
                                || word.equals(name + "," + server.getPort()));
    }

    private static Stream<String> names(String host) {
        int dot = host.indexOf('.');
        return dot < 0 || isAddress(host) ? Stream.of(host) : Stream.of(host, host.substring(0, dot));
    }

    /** An IPv4 address has no first label to be known by. */
    private static boolean isAddress(String host) {
        return host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }
}
