package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;

/** {@code maintenance}: the group of commands about windows in which somebody works on servers. */
@Command(
        name = "maintenance",
        mixinStandardHelpOptions = true,
        description = {
            "Say that somebody works on servers: nothing is done about them meanwhile, restarts included.",
            "A window ends by itself."
        })
final class MaintenanceCommand implements Callable<Integer> {

    private final Surroundings world;

    MaintenanceCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        world.err().println("hbase-ha: a command is missing: hbase-ha maintenance --help lists them");
        return ExitCode.USAGE.number();
    }
}
