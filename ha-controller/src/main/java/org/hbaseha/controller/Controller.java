package org.hbaseha.controller;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.util.VersionInfo;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.controller.admin.AddressFile;
import org.hbaseha.controller.admin.cluster.HttpControllers;
import org.hbaseha.controller.admin.cluster.LiveZnodes;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.http.AdminServer;
import org.hbaseha.controller.admin.http.Answer;
import org.hbaseha.controller.admin.http.ControllerMetrics;
import org.hbaseha.controller.admin.http.DetectorMetrics;
import org.hbaseha.controller.admin.preflight.Preflight;
import org.hbaseha.controller.admin.preflight.PreflightAnswer;
import org.hbaseha.controller.admin.preflight.PreflightGatherer;
import org.hbaseha.controller.audit.AuditJournal;
import org.hbaseha.controller.bundle.BundleFolder;
import org.hbaseha.controller.bundle.BundleWriter;
import org.hbaseha.controller.bundle.Origin;
import org.hbaseha.controller.coordination.ControllerRegistration;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.coordination.ExpiryRights;
import org.hbaseha.controller.coordination.FencedStore;
import org.hbaseha.controller.coordination.GateWatch;
import org.hbaseha.controller.coordination.Leadership;
import org.hbaseha.controller.coordination.OperatorRecords;
import org.hbaseha.controller.coordination.RegionServerList;
import org.hbaseha.controller.coordination.Resets;
import org.hbaseha.controller.coordination.SessionTerms;
import org.hbaseha.controller.coordination.Switches;
import org.hbaseha.controller.coordination.ZooKeeperSession;
import org.hbaseha.controller.coordination.ZooKeeperSettings;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.execution.HBaseStepExecutor;
import org.hbaseha.controller.execution.HookRunner;
import org.hbaseha.controller.execution.JournalWait;
import org.hbaseha.controller.execution.SpentRecords;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.observation.BeatServer;
import org.hbaseha.controller.observation.MasterWatch;
import org.hbaseha.controller.observation.Prober;
import org.hbaseha.controller.observation.RecoveryWatch;
import org.hbaseha.controller.rim.HBaseClient;
import org.hbaseha.controller.rim.RimThreads;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.CloseCause;
import org.hbaseha.wire.nio.SecretFile;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One controller: all its parts, wired. {@link #start} opens the ports before it tells ZooKeeper of them, and stands for election last;
 * {@link #close} goes the other way, so that a successor need not wait for our session to end. Used by the daemon's main thread.
 */
final class Controller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration HANGING = Duration.ofSeconds(2);
    private static final Duration CLEAN_EACH = Duration.ofMinutes(10);

    private final ControllerConfig config;
    private final String id;
    private final Consumer<Throwable> onBug;
    private final MonotonicClock clock = MonotonicClock.system();
    private final InstantSource wall = InstantSource.system();
    private final Instant started = wall.instant();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    Controller(ControllerConfig config, Consumer<Throwable> onBug) {
        this.config = config;
        this.onBug = onBug;
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        this.id = config.name() + "-" + HexFormat.of().formatHex(random);
    }

    /**
     * Starts every part.
     *
     * @throws ConfigException when a setting or a file cannot be used
     * @throws CoordinationException when ZooKeeper or HBase cannot be reached
     * @throws IOException when a port cannot be had, or a disk fails
     */
    void start(Configuration hbase) throws IOException {
        Secret secret = SecretFile.read(config.secretFile());
        LoopReference loop = new LoopReference();

        StreamLoop sockets =
                keep(new StreamLoop("ha-streams", secret, StreamLimits.ofController(config.streamStall()), clock));
        Seats seats = config.core().seats();
        Acknowledgements words =
                new Acknowledgements(seats, config.core().detector().lease(), clock.now());

        ZooKeeperSession session = keep(new ZooKeeperSession(
                new ZooKeeperSettings(config.hbase().zooKeeper(), config.session(), PATIENCE, config.layout()),
                secret,
                clock,
                loop::observe));
        session.start();
        session.terms().tooShortFor(config.core().detector().lease()).ifPresent(sentence -> {
            throw new ConfigException(sentence);
        });
        GateWatch gates = new GateWatch(session, config.name(), seats, words, clock, loop::observe);
        BeatServer beats = new BeatServer(
                clock,
                words,
                () -> !seats.names().isEmpty() && !gates.isDisarmed() && loop.mayActOnSilence(),
                loop::observe);
        ModeInForce modes = keep(new ModeInForce(
                config.mode(),
                () -> session.mayExpire() ? Optional.empty() : Optional.of(ExpiryRights.missing(config.layout())),
                () -> preflight(hbase)));
        AsyncConnection connection = keep(connect(hbase));
        Leadership leadership = new Leadership(session, id, clock, loop::observe);
        FencedStore store = new FencedStore(session, leadership, id, wall, clock);

        AuditJournal journal = keep(AuditJournal.open(config.directory(), id, wall));
        BundleFolder bundleFolder = new BundleFolder(config.directory(), BundleFolder.Bounds.DEFAULT);
        BundleWriter bundles = keep(new BundleWriter(bundleFolder, origin(hbase)));
        bundles.start();
        JournalWait journalWait = new JournalWait(journal, clock);
        ControllerMetrics metrics = new ControllerMetrics(loop::state);
        DetectorMetrics.register(metrics, loop::state);
        Prober prober = keep(new Prober(sockets, beats, config.core().detector().probeTimeout(), clock, loop::observe));
        RecoveryWatch recoveries = keep(new RecoveryWatch(connection, clock, loop::observe));
        HBaseStepExecutor executor = keep(new HBaseStepExecutor(store, connection, journalWait));
        loop.set(
                new ControlLoop(
                        new ControllerCore(id, config.core()),
                        new Performer(
                                prober,
                                config.extraPorts(),
                                recoveries,
                                executor,
                                keep(new SpentRecords(store)),
                                keep(new HookRunner(config.hooks(), clock)),
                                journal,
                                metrics,
                                clock,
                                loop::observe),
                        onBug,
                        () -> new ViewMaker.Daemon(
                                version(),
                                started,
                                leadership.leaderId().orElse(""),
                                view(session.terms()),
                                modes.refusal().orElse("")),
                        new FlightLog(bundles),
                        clock,
                        wall),
                prober::know);
        keep(loop.get()).start();
        recoveries.start();
        gates.start();
        loop.observe(new Observation.ZooKeeperSeen(session.isConnected(), clock.now()));
        showInternals(metrics, beats, journal, journalWait);
        showScorecard(metrics, () -> loop.get().shown().scorecard());
        showBundles(metrics, bundles);

        // Only now: what an agent says first, its capabilities, is said once.
        int beatPort = listen(beats, sockets, new InetSocketAddress(config.bindAddress(), config.beatPort()), id);
        AdminServer http =
                keep(new AdminServer(config.bindAddress(), config.httpPort(), sources(loop, metrics, bundleFolder)));
        int httpPort = http.start();
        new RegionServerList(session, clock, loop::observe, prober::knowInfoPort).start();
        modes.start();
        new Switches(session, wall).watch(modes, clock, loop::observe);
        new Resets(session, wall).watch(clock, loop::observe);
        new OperatorRecords(session).watch(clock, wall, loop::observe);
        keep(new MasterWatch(connection, clock, loop::observe)).start();
        cleanGate(store, loop);
        ControllerAddress address = new ControllerAddress(id, config.host(), beatPort, httpPort, version());
        keep(new ControllerRegistration(session, address)).start();
        AddressFile.write(address);
        keep(leadership).start();
        keep(new ScorecardUpkeep(store, () -> loop.get().shown().scorecard(), clock, wall, loop::observe))
                .start();
        LOG.info(
                "Controller is up id={} beats={}:{} http={}:{} zooKeeperSession={}ms journal={}",
                id,
                config.host(),
                beatPort,
                config.host(),
                httpPort,
                session.terms().granted().toMillis(),
                config.directory());
    }

    /** Returns the port bound. Who holds a port may let go of it, so that this is no {@link ConfigException}. */
    static int listen(BeatServer beats, StreamLoop sockets, InetSocketAddress address, String id) throws IOException {
        if (address.isUnresolved()) {
            throw new ConfigException("Bind address is not known address=" + address.getHostString() + ": set "
                    + HaKeys.CONTROLLER_BIND.name() + " to an address of this host");
        }
        try {
            sockets.start();
            return beats.listen(sockets, address, id);
        } catch (IOException e) {
            throw new IOException(
                    "Beat port cannot be opened address=" + address + " error=" + e.getMessage() + ": set "
                            + HaKeys.CONTROLLER_BEAT_PORT.name() + " to a free port, or stop what uses it",
                    e);
        }
    }

    /** As an operator's {@code hbase-ha mode automatic} would ask it. */
    private static PreflightAnswer preflight(Configuration hbase) {
        Site site = Site.of(hbase);
        try (Znodes znodes = LiveZnodes.open(site)) {
            return Preflight.answer(PreflightGatherer.gather(site, znodes, new HttpControllers(HANGING)));
        }
    }

    private ControllerView.SessionView view(SessionTerms terms) {
        return new ControllerView.SessionView(
                terms.asked().toMillis(),
                terms.granted().toMillis(),
                terms.tooShortFor(config.core().detector().lease())
                        .or(terms::difference)
                        .orElse(""));
    }

    private Origin origin(Configuration hbase) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("hbase-ha", version());
        versions.put("hbase-client", VersionInfo.getVersion());
        versions.put("java", Runtime.version().toString());
        return new Origin(id, versions, Settings.of(hbase, hbase::get).inForce());
    }

    private AsyncConnection connect(Configuration hbase) throws CoordinationException {
        try {
            return HBaseClient.answer(ConnectionFactory.createAsyncConnection(HBaseClient.tuned(hbase)), PATIENCE);
        } catch (IOException e) {
            throw new CoordinationException(
                    "HBase does not answer zookeeper=" + config.hbase().zooKeeper() + " parent="
                            + config.hbase().znodeParent() + ": check that the HBase master runs",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CoordinationException("Interrupted while connecting to HBase", e);
        }
    }

    private static AdminServer.Sources sources(LoopReference loop, ControllerMetrics metrics, BundleFolder bundles) {
        return new AdminServer.Sources(
                () -> new Answer(
                        loop.get().lag().compareTo(HANGING) < 0,
                        Map.of("loopLagMillis", loop.get().lag().toMillis())),
                () -> new Answer(
                        loop.state().zooKeeperConnected(),
                        Map.of("zooKeeperConnected", loop.state().zooKeeperConnected())),
                () -> new Answer(
                        loop.state().leading(),
                        Map.of(
                                "leading", loop.state().leading(),
                                "leader", loop.state().leader(),
                                "epoch", loop.state().epoch())),
                loop::state,
                () -> loop.get().shown().history(),
                bundles::read,
                metrics.registry());
    }

    private static void showBundles(ControllerMetrics metrics, BundleWriter bundles) {
        metrics.counter(
                "hbase_ha_bundles_written_total", "Parts of incident bundles that were written", () -> bundles.counts()
                        .written());
        metrics.counter(
                "hbase_ha_bundles_lost_total",
                "Parts of incident bundles that the disk did not take, or not in time",
                () -> bundles.counts().failed() + bundles.counts().dropped());
    }

    private static void showInternals(
            ControllerMetrics metrics, BeatServer beats, AuditJournal journal, JournalWait journalWait) {
        for (CloseCause.Kind kind : CloseCause.Kind.values()) {
            String cause = kind.name().toLowerCase(java.util.Locale.ROOT);
            metrics.counter(
                    "hbase_ha_connections_refused_" + cause + "_total",
                    "Connections that ended before they were authenticated, by this cause",
                    () -> beats.counts().refused(kind));
            metrics.counter(
                    "hbase_ha_streams_closed_" + cause + "_total",
                    "Streams that ended, by this cause",
                    () -> beats.counts().closed(kind));
        }
        metrics.counter("hbase_ha_journal_written_total", "Lines of the audit journal", () -> journal.counts()
                .written());
        metrics.counter("hbase_ha_journal_errors_total", "Failed writes to the audit journal", () -> journal.counts()
                .errors());
        metrics.counter("hbase_ha_journal_dropped_total", "Entries the audit journal lost", () -> journal.counts()
                .dropped());
        metrics.counter(
                "hbase_ha_journal_waits_exceeded_total",
                "Expiries that were begun before the audit journal had their verdict on its disk",
                journalWait::exceeded);
        metrics.gauge(
                "hbase_ha_journal_wait_longest_seconds",
                "Longest time an expiry waited for the audit journal",
                () -> journalWait.longest().toNanos() / 1e9);
    }

    /** Nothing while this controller does not lead: another one has the score. */
    private static void showScorecard(ControllerMetrics metrics, Supplier<Optional<Scorekeeper.Shown>> shown) {
        metrics.gaugeWhileKnown(
                "hbase_ha_scorecard_clean_server_seconds",
                "Time servers were heard, added up, since the last verdict that would have been a mistake",
                () -> shown.get().map(now -> now.record().clean().toMillis() / 1e3));
        metrics.gaugeWhileKnown(
                "hbase_ha_scorecard_mistaken",
                "Servers that would have been expired and beat again, over all leaders",
                () -> shown.get().map(now -> (double) now.record().mistaken()));
        metrics.gaugeWhileKnown(
                "hbase_ha_scorecard_missed",
                "Servers that ZooKeeper let go unforeseen, over all leaders",
                () -> shown.get().map(now -> (double) now.record().missed()));
    }

    /** Gate records of servers that are long gone protect nobody any more. */
    private void cleanGate(FencedStore store, LoopReference loop) {
        ScheduledExecutorService thread = RimThreads.oneScheduled("ha-gate-cleaner");
        keep(thread::shutdownNow);
        var unused = thread.scheduleWithFixedDelay(
                () -> removeOld(store, loop.state()),
                CLEAN_EACH.toMillis(),
                CLEAN_EACH.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void removeOld(FencedStore store, ControllerView state) {
        if (!state.leading()) {
            return;
        }
        try {
            int removed = store.removeOldRecords(
                    config.gateRetention(),
                    state.servers().stream()
                            .filter(ServerView::registered)
                            .map(server -> org.apache.hadoop.hbase.ServerName.valueOf(server.server()))
                            .collect(Collectors.toSet()));
            LOG.info("Old gate records removed count={}", removed);
        } catch (CoordinationException | RuntimeException e) {
            LOG.warn("Old gate records could not be removed, trying again later", e);
        }
    }

    static String version() {
        String version = Controller.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A part did not close in order", e);
            }
        }
    }
}
