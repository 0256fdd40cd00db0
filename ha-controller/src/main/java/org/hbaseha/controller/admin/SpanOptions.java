package org.hbaseha.controller.admin;

import java.time.Duration;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Why, for how long, and whether at all: the same for whatever keeps the controllers from acting and ends by itself. */
final class SpanOptions {

    private static final Duration LONGEST = Duration.ofDays(7);

    @Mixin
    private final ReasonOption reason = new ReasonOption();

    @Option(
            names = "--for",
            required = true,
            paramLabel = "TIME",
            converter = StatusCommand.SpanConverter.class,
            description = "How long, with its unit: 30m, 2h; at most 7d.")
    private Duration span = Duration.ZERO;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    /** Refuses a blank reason and a span out of bounds; {@code what} has both. */
    void require(String what) {
        if (reason.asGiven().isBlank() || span.isZero() || span.compareTo(LONGEST) > 0) {
            throw new Trouble(
                    ExitCode.USAGE, what + " has a reason and lasts up to 7d", "add --reason \"why\" --for 30m");
        }
    }

    String reason() {
        return reason.asGiven();
    }

    Duration span() {
        return span;
    }

    boolean dryRun() {
        return dryRun;
    }
}
