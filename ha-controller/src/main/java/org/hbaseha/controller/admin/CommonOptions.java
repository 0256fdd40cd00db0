package org.hbaseha.controller.admin;

import picocli.CommandLine.Option;

/** Options of every command. One object is mixed into all of them. */
final class CommonOptions {

    @Option(names = "--json", description = "Data as JSON on standard output, for programs.")
    private boolean json;

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    boolean json() {
        return json;
    }

    boolean debug() {
        return debug;
    }

    boolean help() {
        return help;
    }
}
