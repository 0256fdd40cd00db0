package org.hbaseha.monitor.admin;

import org.hbaseha.config.ConfigException;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry of {@code hbase-ha replication}. Troubles end here, as one sentence on standard error. */
@Command(
        name = "hbase-ha replication",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "How far replication peers are behind, and whether they hold the same data.",
            "The monitors that know it are started by hbase-ha-daemon.sh start replication-monitor; verify compares by itself."
        },
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
        return line(Surroundings.real()).execute(args);
    }

    /** All commands, in that world. */
    static CommandLine line(Surroundings world) {
        ReplicationMain main = new ReplicationMain();
        CommandLine line = new CommandLine(main)
                .addSubcommand(new StatusCommand(world))
                .addSubcommand(new LagCommand(world))
                .addSubcommand(new FindingsCommand(world))
                .addSubcommand(new SweepCommand(world));
        line.setParameterExceptionHandler((e, words) -> {
            line.getErr()
                    .println("hbase-ha: " + e.getMessage() + ": see "
                            + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE.number();
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> main.failed(line, e));
        describe(line);
        return line;
    }

    /** The line of a command that picocli made or was given. */
    static CommandLine lineOf(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("Picocli gives each command its own description");
        }
        return spec.commandLine();
    }

    private static void describe(CommandLine line) {
        line.getCommandSpec()
                .versionProvider(new Version())
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

    /** The version of the jar; a class path of folders has none. As {@code hbase-ha -V} prints it. */
    private static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = ReplicationMain.class.getPackage().getImplementationVersion();
            return new String[] {"hbase-ha " + (version == null ? "(not packaged)" : version)};
        }
    }
}
