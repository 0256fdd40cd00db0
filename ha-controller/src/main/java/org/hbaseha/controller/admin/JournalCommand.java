package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;

/** {@code journal}: what can be done with the files of the audit journal. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Work with the controllers' audit journal files.")
final class JournalCommand implements Callable<Integer> {

    private final Surroundings world;

    JournalCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        world.err().println("hbase-ha: a command is missing: hbase-ha journal --help lists them");
        return ExitCode.USAGE.number();
    }
}
