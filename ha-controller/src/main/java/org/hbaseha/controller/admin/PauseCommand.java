package org.hbaseha.controller.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.Amounts;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pause}: the controllers observe and act on nothing, until an hour that is set now. */
@Command(
        name = "pause",
        description = {
            "Let the controllers observe only, for maintenance. Ends by itself; a pause in force is replaced."
        })
final class PauseCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Mixin
    private final SpanOptions options = new SpanOptions();

    PauseCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        options.require("A pause");
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            Output output = new Output(world, common);
            if (options.dryRun()) {
                output.say("Plan: write a pause of " + Amounts.span(options.span())
                        + " to ZooKeeper; until then nothing is done about any server, and afterwards as before");
                return Approval.DRY_RUN.end(output);
            }
            znodes.pause(world.operator(), options.reason(), options.span());
            Optional<PauseRecord> pause = znodes.pause();
            output.data(new Answer(pause), () -> List.of(words(pause)));
            return ExitCode.OK.number();
        }
    }

    private String words(Optional<PauseRecord> pause) {
        return pause.map(record -> "paused until " + Amounts.moment(record.until(), world.zone())
                        + " (hbase-ha resume ends it now)")
                .orElse("not paused: somebody has ended the pause already");
    }

    private record Answer(Optional<PauseRecord> pause) {}
}
