package org.hbaseha.monitor.admin;

import org.hbaseha.config.ConfigException;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry of {@code hbase-ha replication}. Troubles end here, as one sentence on standard error. */
@Command(
        name = "hbase-ha replication",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Whether replication peers hold the same data.",
        subcommands = {VerifyCommand.class, RepairCommand.class})
public final class ReplicationMain implements Runnable {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    private ReplicationMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command and returns what the process shall exit with. */
    static int run(String... args) {
        ReplicationMain main = new ReplicationMain();
        CommandLine line = new CommandLine(main);
        line.setParameterExceptionHandler((e, words) -> {
            line.getErr()
                    .println("hbase-ha: " + e.getMessage() + ": see "
                            + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE.number();
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> main.failed(line, e));
        describe(line);
        return line.execute(args);
    }

    private static void describe(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .width(110)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.table())
                .sortOptions(false);
        line.getSubcommands().values().forEach(ReplicationMain::describe);
    }

    @Override
    public void run() {
        throw new Trouble(ExitCode.USAGE, "a command is missing", "hbase-ha replication --help lists them");
    }

    private int failed(CommandLine line, Exception e) {
        if (debug) {
            e.printStackTrace(line.getErr());
        }
        if (e instanceof Trouble trouble) {
            line.getErr().println("hbase-ha: " + trouble.sentence());
            return trouble.code().number();
        }
        if (e instanceof ConfigException) {
            line.getErr().println("hbase-ha: " + e.getMessage());
            return ExitCode.USAGE.number();
        }
        line.getErr().println("hbase-ha: " + whole(e) + " (the stack trace: --debug)");
        return ExitCode.ERROR.number();
    }

    /** A failure with what caused it, for the first often only says who was asked. */
    private static String whole(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        if (cause != null && cause.getMessage() != null && text.indexOf(cause.getMessage()) < 0) {
            text.append(": ").append(cause.getMessage());
        }
        return text.toString();
    }
}
