package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;

/** {@code gate}: the region servers' lease gates. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = {
            "The lease gates of the region servers: a server serves on a lease from a majority of the controllers,",
            "so that one that is expired for being silent answers no more when it wakes up."
        })
final class GateCommand implements Callable<Integer> {

    private final Surroundings world;

    GateCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        world.err().println("hbase-ha: a command is missing: hbase-ha gate --help lists them");
        return ExitCode.USAGE.number();
    }
}
