package org.hbaseha.monitor.admin;

import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;

/** {@code hbase-ha replication repair}: what mends rows that differ, and takes that back. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Mends rows that differ, journals each changed cell, and can undo it.",
        subcommands = {
            RepairRunCommand.class,
            RepairResumeCommand.class,
            RepairUndoCommand.class,
            RepairListCommand.class,
            RepairShowCommand.class
        })
final class RepairCommand implements Runnable {

    @Override
    public void run() {
        throw new Trouble(ExitCode.USAGE, "a command is missing", "hbase-ha replication repair --help lists them");
    }
}
