package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.it.cluster.LocalProcess;
import org.hbaseha.it.cluster.LocalRegionServer;
import org.hbaseha.it.invariant.RegionOutage;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.TimelineText;
import org.hbaseha.it.workload.Operation;
import org.hbaseha.it.workload.RegionWorkload;

/** One fault from its instant until clients are back, and then until the site is whole again. Used once, by one thread. */
final class FaultRound implements Round {

    /** How long clients are watched; what is not back then counts as not recovered. */
    static final Duration RECOVERS = Duration.ofSeconds(150);

    private static final Duration STEADY = Duration.ofSeconds(1);
    private static final Duration BLOCKED_CLIENTS = Duration.ofSeconds(75);
    private static final Duration GIVES_UP = Duration.ofSeconds(20);
    private static final Duration RECORDED = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 200;

    private final FailoverSite site;
    private final InstantSource clock;
    private final RegionWorkload probe;
    private final RegionWorkload application;
    private final DeathWatch deaths;
    private final Optional<Controllers> controllers;
    private final Scenario scenario;
    private final Prelude prelude;
    private final ServerName victim;
    private final LocalRegionServer server;
    private final LocalProcess process;
    private boolean frozen;

    FaultRound(Watchers watchers, Scenario scenario, ServerName victim) {
        this(watchers, scenario, victim, () -> {});
    }

    FaultRound(Watchers watchers, Scenario scenario, ServerName victim, Prelude prelude) {
        this.site = watchers.site();
        this.clock = site.clock();
        this.probe = watchers.probe();
        this.application = watchers.application();
        this.deaths = watchers.deaths();
        this.controllers = watchers.controllers();
        this.scenario = scenario;
        this.victim = victim;
        this.prelude = prelude;
        this.server = site.process(victim);
        this.process = server.process();
    }

    /** What else is done, at the last moment before the fault. */
    @FunctionalInterface
    interface Prelude {
        void play();
    }

    @Override
    public RoundResult run(Consumer<String> progress) throws IOException, InterruptedException {
        Set<Integer> regions = regionsOfVictim();
        progress.accept(scenario.words() + " of " + process.name() + " (" + victim.getAddress() + ", pid "
                + process.pid() + "), which has " + regions.size() + " of "
                + site.table().regions() + " regions");
        prelude.play();
        Instant fault = clock.instant();
        scenario.inflict(server);
        frozen = scenario.frozenFor().isPresent();

        List<RegionOutage> outages = awaitRecovery(fault, regions);
        Map<Boolean, List<RegionOutage>> byVictim =
                outages.stream().collect(Collectors.partitioningBy(outage -> regions.contains(outage.region())));
        Optional<Instant> death = awaitVerdict();
        Optional<IncidentView> incident = awaitIncident();
        RoundResult seen = new RoundResult(
                scenario,
                victim,
                process.name(),
                fault,
                verdict(fault, death, incident),
                byVictim.getOrDefault(true, List.of()),
                byVictim.getOrDefault(false, List.of()),
                incident,
                death.isPresent(),
                Optional.empty(),
                suspected(fault, incident));
        progress.accept(seen.recovered()
                .map(back -> "all its regions can be written and read again after " + TimelineText.millis(back))
                .orElse("not all of its regions are back after " + RECOVERS.toSeconds() + " s"));
        return seen;
    }

    @Override
    public RoundResult finish(RoundResult seen, Consumer<String> progress)
            throws IOException, InterruptedException, TrialFailure {
        Instant recovered = clock.instant();
        if (frozen) {
            var unused = Awaited.within(RECOVERS, () -> frozenLongEnough(seen.fault()));
            thaw();
        }
        server.restore();
        if (seen.expired()) {
            boolean ended = process.awaitExit(GIVES_UP);
            progress.accept((ended ? process.name() + " has ended" : process.name() + " does not end by itself, killed")
                    + "; starting it again");
            site.restart(process, victim);
        }
        return seen.blockedFor(awaitLongestBlock(seen.fault(), recovered));
    }

    private Set<Integer> regionsOfVictim() throws IOException {
        return site.placement().entrySet().stream()
                .filter(entry -> entry.getValue().equals(victim))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Until all regions of the victim have been back for a while, or the time is over; thaws a frozen victim when its time has come. */
    private List<RegionOutage> awaitRecovery(Instant fault, Set<Integer> regions) throws InterruptedException {
        while (true) {
            Thread.sleep(POLL_MILLIS);
            Instant now = clock.instant();
            if (frozen && !scenario.expectsExpiry() && frozenLongEnough(fault)) {
                thaw();
            }
            List<RegionOutage> outages = RegionOutage.since(fault, probe.since(fault));
            if (isBack(outages, regions, fault, now)) {
                return outages;
            }
            if (Duration.between(fault, now).compareTo(RECOVERS) > 0) {
                return outages;
            }
        }
    }

    private boolean isBack(List<RegionOutage> outages, Set<Integer> regions, Instant fault, Instant now) {
        Instant last = fault;
        int back = 0;
        for (RegionOutage outage : outages) {
            if (regions.contains(outage.region())
                    && outage.failures() > 0
                    && outage.back().isPresent()) {
                back++;
                last = Comparator.<Instant>naturalOrder()
                                        .compare(last, fault.plus(outage.back().get()))
                                > 0
                        ? last
                        : fault.plus(outage.back().get());
            }
        }
        return back == regions.size() && Duration.between(last, now).compareTo(STEADY) >= 0;
    }

    private boolean frozenLongEnough(Instant fault) {
        return scenario.frozenFor()
                .filter(length -> Duration.between(fault, clock.instant()).compareTo(length) >= 0)
                .isPresent();
    }

    private void thaw() {
        process.thaw();
        frozen = false;
    }

    /** When the master took the victim for dead. It may be seen a moment after clients are back, but not where none is expected. */
    private Optional<Instant> awaitVerdict() throws InterruptedException {
        if (scenario.expectsExpiry()) {
            var unused = Awaited.within(
                    Duration.ofSeconds(2), () -> deaths.deathOf(victim).isPresent());
        }
        return deaths.deathOf(victim);
    }

    private Optional<IncidentView> awaitIncident() throws InterruptedException {
        if (controllers.isEmpty()) {
            return Optional.empty();
        }
        if (scenario.expectsExpiry()) {
            var unused = Awaited.within(
                    RECORDED, () -> incident().filter(FaultRound::isClosed).isPresent());
        }
        return incident();
    }

    private Optional<IncidentView> incident() {
        return controllers.flatMap(all -> all.incident(victim));
    }

    private static boolean isClosed(IncidentView incident) {
        return !incident.outcome().equals("OPEN");
    }

    private Optional<Duration> verdict(Instant fault, Optional<Instant> death, Optional<IncidentView> incident) {
        if (controllers.isEmpty()) {
            return death.map(instant -> Duration.between(fault, instant));
        }
        return incident.flatMap(found -> reached(found, "VERDICT", fault));
    }

    private static Map<Metric, Long> suspected(Instant fault, Optional<IncidentView> incident) {
        return incident.flatMap(found -> reached(found, "SUSPECTED", fault))
                .map(after -> Map.of(Metric.SUSPECTED, after.toMillis()))
                .orElse(Map.of());
    }

    private static Optional<Duration> reached(IncidentView incident, String milestone, Instant fault) {
        return incident.milestones().stream()
                .filter(reached -> reached.name().equals(milestone))
                .map(reached -> Duration.between(fault, reached.at()))
                .findFirst();
    }

    /** The longest of the application's calls that began before clients were back; waits until all of those have ended. */
    private Optional<Duration> awaitLongestBlock(Instant fault, Instant recovered) throws InterruptedException {
        boolean allEnded = Awaited.within(
                BLOCKED_CLIENTS,
                () -> application.oldestUnderWay().filter(recovered::isAfter).isEmpty());
        if (!allEnded) {
            return Optional.empty();
        }
        return application.since(fault).operations().stream()
                .filter(operation -> operation.start().isBefore(recovered))
                .map(Operation::took)
                .max(Comparator.naturalOrder());
    }
}
