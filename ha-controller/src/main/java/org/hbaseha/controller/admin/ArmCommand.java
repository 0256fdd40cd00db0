package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.layout.Mode;
import org.hbaseha.outcome.ExitCode;
import org.hbaseha.outcome.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm}: lets the controllers act, once preflight and the scorecard allow it. {@code mode} asks the same of the same modes. */
@Command(
        name = "arm",
        description = {
            "Let the controllers act by themselves.",
            "Refused while preflight forbids it, and while the scorecard has not passed: hbase-ha scorecard."
        })
final class ArmCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODE",
            converter = ModeCommand.ModeConverter.class,
            description = "The mode to set; automatic when it is left out.")
    private Mode wanted = Mode.AUTOMATIC;

    @Mixin
    private final ReasonOption reason = new ReasonOption();

    @Option(
            names = "--force",
            description = "Although the scorecard has not passed; said in the record. Preflight is not overruled.")
    private boolean force;

    @Mixin
    private final ApprovalOptions approval = new ApprovalOptions();

    ArmCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        if (wanted == Mode.SHADOW) {
            throw new Trouble(
                    ExitCode.USAGE, "Mode shadow acts on nothing", "hbase-ha mode shadow --reason TEXT sets it");
        }
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            return new ModeCommand(world, common, reason.asGiven(), force, approval).set(wanted, site, znodes);
        }
    }
}
