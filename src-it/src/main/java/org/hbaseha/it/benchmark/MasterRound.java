package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.IncidentView.MilestoneView;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.report.Metric;

/**
 * A region server is frozen and expired, and a second later the active master dies: the next one must neither take the frozen server for live,
 * asleep or woken, nor move its regions once more. Used once, by one thread; the master is killed by another one.
 */
final class MasterRound implements Round {

    private static final Duration EXPIRES = Duration.ofSeconds(60);
    private static final Duration AFTER_EXPIRY = Duration.ofSeconds(1);
    private static final Duration SERVES_AGAIN = Duration.ofSeconds(60);

    private final Watchers watchers;
    private final Controllers controllers;
    private final ServerName victim;
    private final FaultRound fault;
    private final LocalProcess master;
    private final PlacementWatch placement;
    private final CompletableFuture<Instant> masterKilled = new CompletableFuture<>();

    private MasterRound(
            Watchers watchers,
            Controllers controllers,
            Scenario scenario,
            ServerName victim,
            LocalProcess master,
            PlacementWatch placement) {
        this.watchers = watchers;
        this.controllers = controllers;
        this.victim = victim;
        this.master = master;
        this.placement = placement;
        this.fault = new FaultRound(watchers, scenario, victim, this::killMasterAfterExpiry);
    }

    /** Needs another master that waits; starts one where there is none. */
    static MasterRound prepare(Watchers watchers, Controllers controllers, Scenario scenario, ServerName victim)
            throws IOException, InterruptedException, TrialFailure {
        FailoverSite site = watchers.site();
        site.requireBackupMaster();
        return new MasterRound(
                watchers,
                controllers,
                scenario,
                victim,
                site.activeMaster(),
                PlacementWatch.start(
                        site.site().clientConfiguration(), site.table().name(), victim));
    }

    @Override
    public RoundResult run(Consumer<String> progress) throws IOException, InterruptedException {
        boolean ran = false;
        try {
            RoundResult seen = fault.run(progress);
            awaitSuccessor(seen.fault(), progress);
            ran = true;
            return seen;
        } finally {
            if (!ran) {
                placement.close();
            }
        }
    }

    private void awaitSuccessor(Instant faultAt, Consumer<String> progress) throws InterruptedException {
        Optional<Instant> killed = killed();
        if (killed.isPresent()) {
            progress.accept("the active master, " + master.name() + ", was killed "
                    + Duration.between(faultAt, killed.get()).toMillis() + " ms after the fault");
            boolean serves = Awaited.within(
                    SERVES_AGAIN, () -> !watchers.site().activeMaster().equals(master));
            progress.accept(serves ? "another master is active" : "no other master is active");
        }
    }

    private Optional<Instant> killed() throws InterruptedException {
        try {
            return Optional.of(masterKilled.get(1, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }

    private void killMasterAfterExpiry() {
        Thread killer = new Thread(
                () -> {
                    try {
                        if (Awaited.within(EXPIRES, () -> expired().isPresent())) {
                            Instant due = expired().orElseThrow().plus(AFTER_EXPIRY);
                            Awaited.pause(
                                    Duration.between(watchers.site().clock().instant(), due));
                            Instant now = watchers.site().clock().instant();
                            master.kill9();
                            placement.lookForTheDead();
                            masterKilled.complete(now);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "master-killer");
        killer.setDaemon(true);
        killer.start();
    }

    private Optional<Instant> expired() {
        return controllers.incident(victim).map(IncidentView::milestones).stream()
                .flatMap(milestones -> milestones.stream())
                .filter(milestone -> milestone.name().equals("ZNODE_DELETED"))
                .map(MilestoneView::at)
                .findFirst();
    }

    @Override
    public RoundResult finish(RoundResult seen, Consumer<String> progress)
            throws IOException, InterruptedException, TrialFailure {
        RoundResult finished = fault.finish(seen, progress);
        placement.close();
        if (!masterKilled.isDone()) {
            return finished;
        }
        master.restart();
        progress.accept("after " + placement.looks() + " looks: " + placement.movedAgain()
                + " regions moved again; the frozen server was listed live " + placement.listedLive() + " times");
        if (placement.looks() == 0) {
            return finished;
        }
        return finished.with(Map.of(
                Metric.MOVED_AGAIN, (long) placement.movedAgain(), Metric.ONLINE_AGAIN, (long) placement.listedLive()));
    }
}
