package org.hbaseha.controller.admin;

import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Option;

/** {@code --reason}, the same for whatever is not done without one. */
final class ReasonOption {

    @Option(
            names = {"-r", "--reason"},
            required = true,
            paramLabel = "TEXT",
            description = "Why; kept in the record and the journal.")
    private String reason = "";

    /** Also blank ones. */
    String asGiven() {
        return reason;
    }

    /** Refuses a blank one; {@code sentence} says what has a reason. */
    String require(String sentence) {
        if (reason.isBlank()) {
            throw new Trouble(ExitCode.USAGE, sentence, "add --reason \"why\"");
        }
        return reason;
    }
}
