package org.hbaseha.controller.admin.preflight;

import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.preflight.PreflightFacts.ServerFacts;

/** Servers in a sentence: the first three by name, the others by number. */
final class ServerList {

    private static final int SHOWN = 3;

    private ServerList() {}

    static String of(Collection<ServerFacts> servers) {
        return ofNames(servers.stream().map(ServerFacts::name).toList());
    }

    static String ofNames(Collection<ServerName> servers) {
        String shown = servers.stream()
                .sorted()
                .limit(SHOWN)
                .map(server -> server.getAddress().toString())
                .collect(Collectors.joining(", "));
        return servers.size() <= SHOWN ? shown : shown + " and " + (servers.size() - SHOWN) + " more";
    }
}
