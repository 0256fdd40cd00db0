package org.hbaseha.controller.admin;

import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate disarm}: servers serve as stock HBase does from their next acknowledged beat on, and none is expired for being silent. */
@Command(
        name = "disarm",
        description = {
            "Let all servers serve as stock HBase does, at once and until gate rearm. No server is expired for being",
            "silent meanwhile, except by a person in mode manual; one whose process is certainly gone still is."
        })
final class GateDisarmCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(names = "--all", required = true, description = "All servers: there is no other choice.")
    private boolean all;

    @Option(
            names = {"-r", "--reason"},
            required = true,
            paramLabel = "TEXT",
            description = "Why; kept in the record.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    GateDisarmCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        if (reason.isBlank() || !all) {
            throw new Trouble(ExitCode.USAGE, "All gates are disarmed for a reason", "add --all --reason \"why\"");
        }
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            Output output = new Output(world, common);
            if (dryRun) {
                output.say("Plan: disarm the lease gates of all servers");
                return Approval.DRY_RUN.end(output);
            }
            znodes.disarm(world.operator(), reason);
            output.data(
                    new Answer(true),
                    () -> List.of(
                            "disarmed; servers follow within a second or so (hbase-ha gate status), gate rearm ends it"));
            return ExitCode.OK.number();
        }
    }

    private record Answer(boolean disarmed) {}
}
