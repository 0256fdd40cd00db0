package org.hbaseha.it.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.cluster.HaSite;
import org.hbaseha.it.cluster.LocalSite;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.FreshReads;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.workload.FinalContents;
import org.hbaseha.it.workload.History;
import org.hbaseha.it.workload.Pace;
import org.hbaseha.it.workload.RegionWorkload;
import org.hbaseha.it.workload.SteadyWallClock;

/**
 * One variant under load, from its start to the last look at its table: faults are done to it one after the other while two clients use every
 * region, a probe that sees outages to a tenth of a second and a client with HBase's default settings that shows how long an application waits.
 * One thread.
 */
public final class Trial implements AutoCloseable {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration BECOMES_QUIET = Duration.ofSeconds(90);

    private final Variant variant;
    private final FailoverSite site;
    private final InstantSource clock;
    private final Optional<Controllers> controllers;
    private final DeathWatch deaths;
    private final RegionWorkload probe;
    private final RegionWorkload application;
    private int turn;

    private Trial(
            Variant variant,
            FailoverSite site,
            InstantSource clock,
            Optional<Controllers> controllers,
            DeathWatch deaths,
            RegionWorkload probe,
            RegionWorkload application) {
        this.variant = variant;
        this.site = site;
        this.clock = clock;
        this.controllers = controllers;
        this.deaths = deaths;
        this.probe = probe;
        this.application = application;
    }

    /**
     * Starts everything: site, table, controllers where the variant has them, some data, clients.
     *
     * @param ownHosts whether region servers and controllers run on a private network, where they can be cut off
     * @param rowsOfRegion rows of 1 kB to put into each region
     */
    public static Trial start(
            Variant variant, boolean ownHosts, int regions, int rowsOfRegion, Consumer<String> progress)
            throws IOException, InterruptedException, TrialFailure {
        Optional<HaSite> addOn = variant.hasAddOn()
                ? Optional.of(HaSite.start(Controllers.spec(variant, ownHosts), progress))
                : Optional.empty();
        LocalSite local = addOn.isPresent() ? addOn.get().site() : LocalSite.start(variant.site(ownHosts), progress);
        boolean started = false;
        try {
            InstantSource clock = new SteadyWallClock();
            FailoverSite site = FailoverSite.on(local, regions, clock);
            site.table().load(rowsOfRegion, 1_000);
            progress.accept("table of " + regions + " regions is created and loaded, "
                    + regions / site.liveServers().size() + " on each server");
            Configuration client = local.clientConfiguration();
            DeathWatch deaths = DeathWatch.start(client, clock);
            RegionWorkload probe = RegionWorkload.start(client, site.table().name(), regions, Pace.PROBE, clock);
            RegionWorkload application =
                    RegionWorkload.start(client, site.table().name(), regions, Pace.APPLICATION, clock);
            started = true;
            return new Trial(variant, site, clock, addOn.map(Controllers::new), deaths, probe, application);
        } finally {
            if (!started) {
                local.keepLogs();
                local.close();
            }
        }
    }

    public Variant variant() {
        return variant;
    }

    public FailoverSite site() {
        return site;
    }

    /** The ZooKeeper session time-out that a region server was really granted. */
    public Optional<Duration> grantedSession() throws IOException, InterruptedException {
        try (SiteZooKeeper zooKeeper = SiteZooKeeper.connect(site.site())) {
            return zooKeeper.grantedSession(site.liveServers().get(0));
        }
    }

    /**
     * Waits until the site is whole, even and quiet, does one fault, watches it to its end, and makes the site whole again.
     *
     * @param recovered told the result as it is when clients are back, while a frozen victim still stands
     */
    public RoundResult round(Scenario scenario, Consumer<String> progress, Consumer<RoundResult> recovered)
            throws IOException, InterruptedException, TrialFailure {
        awaitReady();
        ServerName victim = site.victim(turn++);
        Optional<GateRefusals> refusals = controllers.isPresent()
                ? Optional.of(GateRefusals.begin(controllers.get(), bystanders(victim)))
                : Optional.empty();
        Round round = roundOf(scenario, victim);
        RoundResult seen = round.run(progress);
        recovered.accept(seen);
        RoundResult finished = round.finish(seen, progress);
        return refusals.isPresent() ? finished.with(refusals.get().end()) : finished;
    }

    private List<ServerName> bystanders(ServerName victim) throws IOException {
        return site.liveServers().stream()
                .filter(server -> !server.equals(victim))
                .toList();
    }

    private Round roundOf(Scenario scenario, ServerName victim) throws IOException, InterruptedException, TrialFailure {
        Watchers watchers = new Watchers(site, probe, application, deaths, controllers);
        return switch (scenario) {
            case CRASH, FREEZE, FREEZE_2S, ISOLATION -> new FaultRound(watchers, scenario, victim);
            case CONTROLLER_KILLED, LEADER_FROZEN ->
                new TakeoverRound(watchers, requireControllers(), scenario, victim);
            case CONTROLLERS_ALL_KILLED -> new NoControllerRound(watchers, requireControllers(), scenario, victim);
            case FREEZE_THEN_MASTER_KILLED -> MasterRound.prepare(watchers, requireControllers(), scenario, victim);
        };
    }

    private Controllers requireControllers() {
        return controllers.orElseThrow(
                () -> new IllegalStateException("Scenario needs controllers variant=" + variant));
    }

    /** Waits until servers are live, regions even, clients undisturbed and controllers willing. */
    public void awaitReady() throws IOException, InterruptedException, TrialFailure {
        Awaited.until("a whole site", BECOMES_QUIET, () -> {
            int servers = site.site().regionServers().size();
            int live = site.liveServers().size();
            return live == servers
                    ? Optional.empty()
                    : Optional.of(live + " of " + servers + " region servers are live");
        });
        site.spread();
        Awaited.until("undisturbed clients", BECOMES_QUIET, this::disturbance);
        if (controllers.isPresent()) {
            controllers.get().awaitWilling(site);
        }
    }

    private Optional<String> disturbance() {
        Instant since = clock.instant().minus(QUIET);
        History recent = probe.since(since);
        if (recent.byRegion().size() < site.table().regions()) {
            return Optional.of("the probe heard of " + recent.byRegion().size() + " regions only");
        }
        return recent.lastFailure()
                .or(() -> application.since(since).lastFailure())
                .map(at -> "an operation failed at " + at);
    }

    /** Stops the clients, reads the table, and judges the whole run. The trial takes no more faults. */
    public List<InvariantResult> judge() throws IOException {
        probe.close();
        application.close();
        List<InvariantResult> results = new ArrayList<>();
        FinalContents probed = site.table().contents(Pace.PROBE.client());
        FinalContents applied = site.table().contents(Pace.APPLICATION.client());
        results.add(AcknowledgedWrites.judge(probe.history(), probed)
                .and(AcknowledgedWrites.judge(application.history(), applied)));
        results.add(FreshReads.judge(probe.history()).and(FreshReads.judge(application.history())));
        return results;
    }

    /** How long the breaker of this trial's controllers looks back. */
    public Duration breakerWindow() {
        return Controllers.BREAKER_WINDOW;
    }

    /** A folder for {@code HBASE_CONF_DIR} by which operators' commands find the site; empty without the add-on. */
    public Optional<Path> operatorConf() {
        return controllers.map(Controllers::operatorConf);
    }

    /** Leaves the site running when this JVM ends, and lets go of it. */
    public void detach() throws IOException {
        site.site().detach();
        letGo();
        site.disconnect();
    }

    private void letGo() throws IOException {
        deaths.close();
        probe.close();
        application.close();
    }

    /** Stops everything; nothing is left. */
    @Override
    public void close() throws IOException {
        try {
            letGo();
        } finally {
            site.close();
        }
    }
}
