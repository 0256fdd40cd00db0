package org.hbaseha.it;

import java.util.Objects;
import java.util.function.Consumer;
import org.hbaseha.it.benchmark.BenchmarkCommand;
import org.hbaseha.it.quickstart.QuickstartCommand;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Entry of {@code scripts/hbase-ha quickstart} and {@code scripts/hbase-ha benchmark}. */
@Command(
        name = "hbase-ha",
        synopsisSubcommandLabel = "quickstart | benchmark",
        description = "Shows and measures HBase HA on a local site of real processes.",
        mixinStandardHelpOptions = true,
        subcommands = {QuickstartCommand.class, BenchmarkCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        logQuietly();
        CommandLine command = new CommandLine(new Main())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explain);
        everyCommand(command, spec -> spec.exitCodeOnInvalidInput(ExitCode.USAGE.number()));
        System.exit(command.execute(args));
    }

    private static void everyCommand(CommandLine command, Consumer<CommandSpec> settings) {
        settings.accept(command.getCommandSpec());
        command.getSubcommands().values().forEach(each -> everyCommand(each, settings));
    }

    /** The HBase client warns a lot while the cluster it talks to is hurt on purpose; it is to be seen only when asked for. */
    private static void logQuietly() {
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty(
                    "log4j2.configurationFile",
                    Objects.requireNonNull(Main.class.getResource("log4j2-commands.xml"), "log4j2-commands.xml")
                            .toString());
        }
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("hbase-ha " + command.getCommandName() + " broke off: " + message);
        if (System.getenv("HBASE_HA_TRACE") != null) {
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.ERROR.number();
    }

    /** The version of this build, as its jar tells; {@code unpackaged} when it runs from classes. */
    public static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
