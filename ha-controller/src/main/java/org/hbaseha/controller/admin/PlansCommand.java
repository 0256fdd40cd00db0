package org.hbaseha.controller.admin;

import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.PlansText;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plans}: what waits for a person, on what evidence, what it would do and cost, and what was said about it. */
@Command(
        name = "plans",
        description = {
            "Show the plans that wait for a person: what would be done, why, and what it costs.",
            "There are plans in the modes manual and semi-automatic."
        })
final class PlansCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    PlansCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            LedPlans led = LedPlans.of(ClusterSnapshot.of(site, znodes, world.controllers()));
            new Output(world, common).data(led.plans(), () -> PlansText.lines(led.plans(), world.palette()));
            return ExitCode.OK.number();
        }
    }
}
