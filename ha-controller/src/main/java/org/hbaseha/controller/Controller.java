package org.hbaseha.controller;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.hbaseha.config.ConfigException;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.admin.cluster.HttpControllers;
import org.hbaseha.controller.admin.cluster.LiveZnodes;
import org.hbaseha.controller.admin.cluster.Site;
import org.hbaseha.controller.admin.cluster.Znodes;
import org.hbaseha.controller.admin.http.AdminServer;
import org.hbaseha.controller.admin.http.Answer;
import org.hbaseha.controller.admin.preflight.Preflight;
import org.hbaseha.controller.admin.preflight.PreflightAnswer;
import org.hbaseha.controller.admin.preflight.PreflightGatherer;
import org.hbaseha.controller.coordination.CoordinationException;
import org.hbaseha.controller.execution.HBaseStepExecutor;
import org.hbaseha.controller.execution.HookRunner;
import org.hbaseha.controller.execution.SpentRecords;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.observation.BeatServer;
import org.hbaseha.controller.observation.FileSystemWatch;
import org.hbaseha.controller.observation.MasterWatch;
import org.hbaseha.controller.observation.Prober;
import org.hbaseha.controller.observation.RecoveryWatch;
import org.hbaseha.controller.rim.HBaseClient;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
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
    private static final Duration HANGING = Duration.ofSeconds(2);

    private final Self self;
    private final Consumer<Throwable> onBug;
    private final Instant started;
    private final Parts parts = new Parts();

    Controller(ControllerConfig config, Consumer<Throwable> onBug) {
        this.self = new Self(config, idOf(config), MonotonicClock.system(), InstantSource.system());
        this.onBug = onBug;
        this.started = self.wall().instant();
    }

    private static String idOf(ControllerConfig config) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return config.name() + "-" + HexFormat.of().formatHex(random);
    }

    /**
     * Starts every part.
     *
     * @throws ConfigException when a setting or a file cannot be used
     * @throws CoordinationException when ZooKeeper or HBase cannot be reached
     * @throws IOException when a port cannot be had, or a disk fails
     */
    void start(Configuration hbase) throws IOException {
        ControllerConfig config = self.config();
        MonotonicClock clock = self.clock();
        Secret secret = SecretFile.read(config.secretFile());
        LoopReference loop = new LoopReference();
        StreamLoop sockets = parts.keep(
                new StreamLoop("ha-streams", secret, StreamLimits.ofController(config.streamStall()), clock));
        Seats seats = config.core().seats();
        Acknowledgements words =
                new Acknowledgements(seats, config.core().detector().lease(), clock.now());
        ZooKeeperSide zooKeeper = ZooKeeperSide.open(self, secret, words, loop::observe, parts);
        BeatServer beats = new BeatServer(
                clock,
                words,
                () -> !seats.names().isEmpty() && !zooKeeper.isDisarmed() && loop.mayActOnSilence(),
                loop::observe);
        ModeInForce modes = parts.keep(new ModeInForce(config.mode(), zooKeeper::missingRight, () -> preflight(hbase)));
        AsyncConnection connection = parts.keep(connect(hbase));
        Records records = Records.open(self, hbase, beats, loop, parts);
        Prober prober =
                parts.keep(new Prober(sockets, beats, config.core().detector().probeTimeout(), clock, loop::observe));
        RecoveryWatch recoveries = parts.keep(new RecoveryWatch(connection, clock, loop::observe));
        HBaseStepExecutor executor =
                parts.keep(new HBaseStepExecutor(zooKeeper.store(), connection, records.journalWait()));
        Performer performer = new Performer(
                prober,
                config.extraPorts(),
                recoveries,
                executor,
                parts.keep(new SpentRecords(zooKeeper.store())),
                parts.keep(new HookRunner(config.hooks(), clock)),
                zooKeeper::standBack,
                records.journal(),
                records.metrics(),
                clock,
                loop::observe);
        loop.set(controlLoop(performer, zooKeeper, modes, records), prober::know);
        parts.keep(loop.get()).start();
        recoveries.start();
        zooKeeper.observeGates();

        // Only now: what an agent says first, its capabilities, is said once.
        int beatPort =
                listen(beats, sockets, new InetSocketAddress(config.bindAddress(), config.beatPort()), self.id());
        AdminServer http = parts.keep(new AdminServer(config.bindAddress(), config.httpPort(), sources(loop, records)));
        int httpPort = http.start();
        zooKeeper.observeCluster(prober::knowInfoPort, modes);
        parts.keep(new MasterWatch(connection, clock, loop::observe)).start();
        parts.keep(FileSystemWatch.of(hbase, config.fileSystem(), clock, loop::observe))
                .start();
        parts.keep(new GateCleaner(zooKeeper.store(), config.gateRetention(), loop::state))
                .start();
        zooKeeper.stand(new ControllerAddress(self.id(), config.host(), beatPort, httpPort, Self.version()), parts);
        parts.keep(new ScorecardUpkeep(
                        zooKeeper.store(), () -> loop.get().shown().scorecard(), clock, self.wall(), loop::observe))
                .start();
        LOG.info(
                "Controller is up id={} beats={}:{} http={}:{} zooKeeperSession={}ms journal={}",
                self.id(),
                config.host(),
                beatPort,
                config.host(),
                httpPort,
                zooKeeper.terms().granted().toMillis(),
                config.directory());
    }

    private ControlLoop controlLoop(Performer performer, ZooKeeperSide zooKeeper, ModeInForce modes, Records records) {
        return new ControlLoop(
                new ControllerCore(self.id(), self.config().core()),
                performer,
                onBug,
                () -> new ViewMaker.Daemon(
                        Self.version(),
                        started,
                        zooKeeper.leader(),
                        zooKeeper.view(),
                        modes.refusal().orElse("")),
                new FlightLog(records.bundles()),
                self.clock(),
                self.wall());
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

    private AsyncConnection connect(Configuration hbase) throws CoordinationException {
        try {
            return HBaseClient.answer(ConnectionFactory.createAsyncConnection(HBaseClient.tuned(hbase)), Self.PATIENCE);
        } catch (IOException e) {
            throw new CoordinationException(
                    "HBase does not answer zookeeper=" + self.config().hbase().zooKeeper() + " parent="
                            + self.config().hbase().znodeParent() + ": check that the HBase master runs",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CoordinationException("Interrupted while connecting to HBase", e);
        }
    }

    private static AdminServer.Sources sources(LoopReference loop, Records records) {
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
                records.bundleFolder()::read,
                records.metrics().registry());
    }

    @Override
    public void close() {
        parts.close();
    }
}
