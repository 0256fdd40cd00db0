package org.hbaseha.controller.admin;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.admin.text.ServerChoice;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;

/** The server that an operator names in an argument. */
record ServerArgument(String text) {

    /** Empty when none of these is meant. Throws {@link Trouble} when several are. */
    Optional<ServerName> choose(Collection<ServerName> known) {
        ServerChoice choice = ServerChoice.of(text, known);
        if (choice instanceof ServerChoice.Several several) {
            throw new Trouble(
                    ExitCode.USAGE,
                    "Several servers are meant by " + text,
                    "say which: " + words(several.servers().stream()));
        }
        return choice instanceof ServerChoice.Found found ? Optional.of(found.server()) : Optional.empty();
    }

    Trouble nobody(Collection<ServerName> known) {
        return new Trouble(
                ExitCode.USAGE,
                "No region server is called " + text,
                known.isEmpty()
                        ? "the controllers know of none"
                        : "known are " + words(known.stream().sorted()));
    }

    private static String words(Stream<ServerName> servers) {
        return servers.map(one -> one.getAddress().toString()).collect(Collectors.joining(", "));
    }
}
