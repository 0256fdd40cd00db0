package org.hbaseha.controller.rim;

import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;

/** Server names that come from outside: from znodes, from agents, from the master's JSON. Pure. */
public final class ServerNames {

    private ServerNames() {}

    /** {@code host,port,startcode}, or empty when it is anything else. */
    public static Optional<ServerName> parse(String text) {
        if (!ServerName.isFullServerName(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServerName.valueOf(text));
        } catch (IllegalArgumentException tooManyDigits) {
            return Optional.empty();
        }
    }
}
