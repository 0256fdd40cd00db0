package org.hbaseha.monitor.admin;

import java.time.Duration;
import org.hbaseha.monitor.repair.rim.RepairRun;
import org.hbaseha.monitor.reporting.ValueDisplay;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Option;

/** How a plan is carried out and shown: the same for a repair, its continuation and its undo. */
final class RepairOptions {

    /** A put after a compaction, and what such a put may bring to light, need one each; twice that for a marker that stays. */
    private static final int ROUNDS = 6;

    @Option(
            names = "--rows-per-second",
            paramLabel = "N",
            defaultValue = "100",
            description = "Change no more rows a second (${DEFAULT-VALUE}).")
    private int rowsPerSecond = 1;

    @Option(
            names = "--compaction-wait",
            paramLabel = "TIME",
            defaultValue = "30m",
            converter = SpanConverter.class,
            description = "How long the major compaction of one region may take (${DEFAULT-VALUE}).")
    private Duration compactionWait = Duration.ZERO;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it; without this only the plan is shown.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show so many rows (${DEFAULT-VALUE}).")
    private int shown;

    @Option(names = "--redact", description = "Show no values, only their length and a short hash.")
    private boolean redact;

    @Option(names = "--json", description = "A JSON line for each step, and one for the end, on standard output.")
    private boolean json;

    RepairRun.Settings pace() {
        if (rowsPerSecond < 1) {
            throw new Trouble(ExitCode.USAGE, "No row would be changed", "--rows-per-second is 1 or more");
        }
        return new RepairRun.Settings(rowsPerSecond, ROUNDS);
    }

    Duration compactionWait() {
        return compactionWait;
    }

    /** Whether a person's word was given. */
    boolean isApproved() {
        return yes && !dryRun;
    }

    /** Ends a command that was not approved. */
    ExitCode notApproved(Output output) {
        output.say(dryRun ? "Dry run: nothing was changed." : "Nothing was changed: add --yes to do it.");
        return dryRun ? ExitCode.OK : ExitCode.NEEDS_APPROVAL;
    }

    boolean json() {
        return json;
    }

    RepairText text() {
        return new RepairText(new ValueDisplay(ValueDisplay.DEFAULT.mostBytes(), redact), shown);
    }
}
