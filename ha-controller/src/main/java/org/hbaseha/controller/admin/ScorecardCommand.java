package org.hbaseha.controller.admin;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.ScorecardText;
import org.hbaseha.controller.planning.scorecard.PassRule;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code scorecard}: what the verdicts that were not carried out were worth. Read from ZooKeeper, so it needs no controller. */
@Command(
        name = "scorecard",
        description = {
            "Show what the controllers would have done and what ZooKeeper said later, and whether that is proof enough to arm them.",
            "Written each half minute by the leader; it survives controllers."
        })
final class ScorecardCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    ScorecardCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            Optional<ScorecardRecord> record = znodes.scorecard();
            int needed = site.settings().get(HaKeys.SCORECARD_SERVER_HOURS);
            Optional<String> missing = PassRule.of(site.settings()).missing(record);
            new Output(world, common)
                    .data(
                            new Answer(
                                    missing.isEmpty(),
                                    missing,
                                    needed,
                                    site.settings().get(HaKeys.SCORECARD_HOURS),
                                    record),
                            () -> ScorecardText.lines(
                                    record,
                                    missing,
                                    world.palette(),
                                    world.clock().instant()));
            return ExitCode.OK.number();
        }
    }

    private record Answer(
            boolean passes,
            Optional<String> missing,
            int serverHoursNeeded,
            int hoursNeeded,
            Optional<ScorecardRecord> scorecard) {}
}
