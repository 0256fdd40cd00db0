package org.hbaseha.monitor.lag;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.hbase.ServerName;

/**
 * The id of a replication queue. A server's own queue has the peer's id; each claim appends the name of the server it was taken from, so the first
 * one is whose logs are in it, and the rest are those that died while shipping them.
 *
 * @param dead in the order of their claims; empty for a server's own queue
 */
public record QueueId(String peer, List<ServerName> dead) {

    /** A host name may have dashes; what ends a server name is its start code. */
    private static final Pattern SERVER = Pattern.compile("([^,]+,\\d{1,5},\\d{1,18})(?:-|$)");

    public QueueId {
        dead = List.copyOf(dead);
    }

    /** Empty for what is not formed like one. */
    public static Optional<QueueId> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new QueueId(text, List.of()));
        }
        List<ServerName> dead = new java.util.ArrayList<>();
        Matcher servers = SERVER.matcher(text);
        int at = dash + 1;
        while (at < text.length()) {
            if (!servers.find(at) || servers.start() != at || !ServerName.isFullServerName(servers.group(1))) {
                return Optional.empty();
            }
            dead.add(ServerName.valueOf(servers.group(1)));
            at = servers.end();
        }
        return dead.isEmpty() ? Optional.empty() : Optional.of(new QueueId(text.substring(0, dash), dead));
    }

    /** Whose logs are in a queue of this id that {@code holder} has. */
    public ServerName owner(ServerName holder) {
        return dead.isEmpty() ? holder : dead.get(0);
    }
}
