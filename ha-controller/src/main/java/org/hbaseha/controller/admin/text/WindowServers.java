package org.hbaseha.controller.admin.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** Servers as maintenance windows name them: {@code host} or {@code host,port}, never an incarnation. Pure. */
public final class WindowServers {

    private WindowServers() {}

    /**
     * The name to store for what an operator typed. {@code known} is empty when nobody could be asked; otherwise somebody there must be meant.
     */
    public static String named(String typed, Optional<List<ServerView>> known) {
        String word = typed.strip().toLowerCase(Locale.ROOT);
        List<ServerName> servers = known.stream()
                .flatMap(List::stream)
                .map(ServerView::server)
                .filter(ServerName::isFullServerName)
                .map(ServerName::valueOf)
                .toList();
        List<ServerName> meant = servers.stream()
                .filter(server -> !(ServerChoice.of(word, List.of(server)) instanceof ServerChoice.None))
                .toList();
        if (known.isPresent() && meant.isEmpty()) {
            throw new Trouble(
                    ExitCode.USAGE,
                    "No region server is called " + typed,
                    servers.isEmpty()
                            ? "the controllers know of none"
                            : "known are "
                                    + servers.stream()
                                            .map(server -> server.getAddress().toString())
                                            .distinct()
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
        }
        boolean wholeHost = word.indexOf(',') < 0 && word.indexOf(':') < 0;
        if (meant.isEmpty()) {
            return withoutStartCode(word);
        }
        ServerName first = meant.get(0);
        return first.getHostname() + (wholeHost ? "" : "," + first.getPort());
    }

    private static String withoutStartCode(String word) {
        String commas = word.replace(':', ',');
        int port = commas.indexOf(',');
        int code = commas.indexOf(',', port + 1);
        return port >= 0 && code >= 0 ? commas.substring(0, code) : commas;
    }

    public static String words(List<String> servers) {
        return servers.isEmpty() ? "all servers" : String.join(" ", servers);
    }
}
