package org.hbaseha.controller.admin;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.hbaseha.config.ConfigException;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * {@code hbase-ha}: what operators type. Each verb is a class of its own that answers with an {@link ExitCode}; troubles end here, as one
 * sentence on standard error.
 */
@Command(
        name = "hbase-ha",
        mixinStandardHelpOptions = true,
        versionProvider = HbaseHa.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Fast failure detection and region reassignment for Apache HBase.",
            "The commands quickstart and benchmark run local clusters, replication compares replicated tables; they have a --help of their own."
        })
public final class HbaseHa implements Callable<Integer> {

    private final Surroundings world;

    private HbaseHa(Surroundings world) {
        this.world = world;
    }

    public static void main(String[] args) {
        System.exit(run(RealSurroundings.open(), args));
    }

    /** Runs one command and returns what the process shall exit with. */
    static int run(Surroundings world, String... args) {
        CommonOptions common = new CommonOptions();
        CommandLine line = new CommandLine(new HbaseHa(world))
                .addSubcommand(new StatusCommand(world, common))
                .addSubcommand(new WhyCommand(world, common))
                .addSubcommand(new CommandLine(new HistoryCommand(world, common))
                        .addSubcommand(new HistoryShowCommand(world, common)))
                .addSubcommand(new DetectorCommand(world, common))
                .addSubcommand(new ModeCommand(world, common))
                .addSubcommand(new ArmCommand(world, common))
                .addSubcommand(new ScorecardCommand(world, common))
                .addSubcommand(new PlansCommand(world, common))
                .addSubcommand(new ApproveCommand(world, common))
                .addSubcommand(new RejectCommand(world, common))
                .addSubcommand(new CommandLine(new MaintenanceCommand(world))
                        .addSubcommand(new MaintenanceStartCommand(world, common))
                        .addSubcommand(new MaintenanceListCommand(world, common))
                        .addSubcommand(new MaintenanceEndCommand(world, common)))
                .addSubcommand(new PauseCommand(world, common))
                .addSubcommand(new ResumeCommand(world, common))
                .addSubcommand(new CommandLine(new GateCommand(world))
                        .addSubcommand(new GateStatusCommand(world, common))
                        .addSubcommand(new GateDisarmCommand(world, common))
                        .addSubcommand(new GateRearmCommand(world, common)))
                .addSubcommand(new CommandLine(new BreakersCommand(world, common))
                        .addSubcommand(new BreakersResetCommand(world, common)))
                .addSubcommand(new PreflightCommand(world, common))
                .addSubcommand(new DeployCommand(world, common))
                .addSubcommand(new UninstallCommand(world, common))
                .addSubcommand(new CommandLine(new JournalCommand(world))
                        .addSubcommand(new JournalVerifyCommand(world, common)));
        line.setOut(new PrintWriter(world.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(world.err(), true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, arguments) -> wrongUsage(world, e));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(world, common, e));
        describe(line);
        return line.execute(args);
    }

    /** Without a command: the help. */
    @Override
    public Integer call() {
        world.err().println("hbase-ha: a command is missing: hbase-ha --help lists them");
        return ExitCode.USAGE.number();
    }

    /** Every help page ends with the exit codes and fits a terminal. */
    private static void describe(CommandLine line) {
        line.getCommandSpec()
                .usageMessage()
                .width(110)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.table())
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false);
        line.getSubcommands().values().forEach(HbaseHa::describe);
    }

    private static int wrongUsage(Surroundings world, ParameterException e) {
        String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        world.err().println("hbase-ha: " + e.getMessage() + ": see " + help);
        return ExitCode.USAGE.number();
    }

    private static int failed(Surroundings world, CommonOptions common, Exception e) {
        world.out().flush();
        if (common.debug()) {
            e.printStackTrace(world.err());
        }
        if (e instanceof Trouble trouble) {
            world.err().println("hbase-ha: " + trouble.sentence());
            return trouble.code().number();
        }
        if (e instanceof ConfigException) {
            world.err().println("hbase-ha: " + e.getMessage());
            return ExitCode.USAGE.number();
        }
        world.err().println("hbase-ha: failed in a way nobody foresaw: " + e + " (the stack trace: --debug)");
        return ExitCode.ERROR.number();
    }

    /** The version of the jar; a class path of folders has none. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = HbaseHa.class.getPackage().getImplementationVersion();
            return new String[] {"hbase-ha " + (version == null ? "(not packaged)" : version)};
        }
    }
}
