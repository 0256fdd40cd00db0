package org.hbaseha.controller.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.outcome.ExitCode;
import org.hbaseha.controller.admin.outcome.Trouble;
import org.hbaseha.controller.admin.text.Amounts;
import org.hbaseha.layout.PauseRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pause}: the controllers observe and act on nothing, until an hour that is set now. */
@Command(
        name = "pause",
        description = {
            "Let the controllers observe only, for maintenance. Ends by itself; a pause in force is replaced."
        })
final class PauseCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(7);

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    @Option(
            names = {"-r", "--reason"},
            required = true,
            paramLabel = "TEXT",
            description = "Why; kept in the record and the journal.")
    private String reason = "";

    @Option(
            names = "--for",
            required = true,
            paramLabel = "TIME",
            converter = StatusCommand.SpanConverter.class,
            description = "How long, with its unit: 20m, 2h; at most 7d.")
    private Duration span = Duration.ZERO;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    PauseCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        if (reason.isBlank() || span.isZero() || span.compareTo(LONGEST) > 0) {
            throw new Trouble(
                    ExitCode.USAGE, "A pause has a reason and lasts up to 7d", "add --reason \"why\" --for 20m");
        }
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            Output output = new Output(world, common);
            if (dryRun) {
                output.say("Plan: write a pause of " + Amounts.span(span)
                        + " to ZooKeeper; until then nothing is done about any server, and afterwards as before");
                return Approval.DRY_RUN.end(output);
            }
            znodes.pause(world.operator(), reason, span);
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
