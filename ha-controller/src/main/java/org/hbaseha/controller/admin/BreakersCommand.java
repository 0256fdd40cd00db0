package org.hbaseha.controller.admin;

import java.util.List;
import java.util.concurrent.Callable;
import org.hbaseha.controller.admin.cluster.ClusterSnapshot;
import org.hbaseha.controller.admin.cluster.Reply;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.text.BreakersText;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.outcome.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code breakers}: the leader's breakers, what each holds up and what closes it. Exits with 5 when one is open. */
@Command(
        name = "breakers",
        description = {
            "Show what stands between a verdict and an expiry: each breaker, why it is open, what it holds up, what closes it."
        })
final class BreakersCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common;

    private final Surroundings world;

    BreakersCommand(Surroundings world, CommonOptions common) {
        this.world = world;
        this.common = common;
    }

    @Override
    public Integer call() {
        Site site = world.site().get();
        try (Znodes znodes = world.znodes().apply(site)) {
            List<ControllerView.BreakerView> breakers = ofLeader(site, znodes, world);
            new Output(world, common)
                    .data(
                            breakers,
                            () -> BreakersText.lines(
                                    breakers, world.palette(), world.clock().instant()));
            boolean open = breakers.stream().anyMatch(ControllerView.BreakerView::open);
            return (open ? ExitCode.UNHEALTHY : ExitCode.OK).number();
        }
    }

    /** Only a leader can be held up, so only a leader has breakers to show. */
    static List<ControllerView.BreakerView> ofLeader(Site site, Znodes znodes, Surroundings world) {
        ClusterSnapshot snapshot = ClusterSnapshot.of(site, znodes, world.controllers());
        return snapshot.leader()
                .flatMap(Reply::value)
                .map(ControllerView::breakers)
                .orElseThrow(() -> Absence.ofLeader(snapshot));
    }
}
