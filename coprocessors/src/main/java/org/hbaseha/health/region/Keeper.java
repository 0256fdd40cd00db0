package org.hbaseha.health.region;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.gate.GateOrder;
import org.hbaseha.health.gate.LeaseGate;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.nio.CloseCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a running agent together: silent until the server is registered, then dials controllers when they are due, samples the load, and
 * starts the beat thread again should it ever die. {@link #tendGate} ticks the lease gate, also after the goodbye for as long as the gate
 * rests on what controllers say. {@link #turn} is called by the keeper thread every few tens of milliseconds and waits for
 * nobody; what ZooKeeper tells comes in the directory's thread.
 */
final class Keeper implements ClusterListener {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration LOAD_SAMPLE = Duration.ofSeconds(1);
    private static final Duration HOSTS_MEMORY = Duration.ofMinutes(15);

    private final AgentConfig config;
    private final AgentParts parts;
    private final AckLedger acks = new AckLedger();
    private final KnownHosts hosts = new KnownHosts(HOSTS_MEMORY);
    private final NameResolver names = new NameResolver();
    private final ControllerLinks links;
    private final DialTrouble trouble = new DialTrouble(LOG);
    private final LoadSampler load;
    private final InstantSource wallClock;
    private final ZooKeeperDirectory directory;
    private final GateTender gate;
    private final GuardWatch guard;
    private final Witness witness;
    private Optional<LivePort> live = Optional.empty();
    private volatile Optional<ServerName> registered = Optional.empty();
    private volatile Optional<BeatThread> beats = Optional.empty();
    private MonotonicInstant nextLoadSample;

    Keeper(AgentConfig config, AgentParts parts) {
        this.config = config;
        this.parts = parts;
        this.links = new ControllerLinks(
                config.reconnect(), () -> ThreadLocalRandom.current().nextDouble());
        this.load = new LoadSampler(parts.host(), LoadSampler.processCpu());
        InstantSource wallClock = InstantSource.system();
        this.wallClock = wallClock;
        this.gate = new GateTender(
                new LeaseGate(config.gate(), parts.clock().now(), wallClock.instant()),
                acks,
                parts.hooks().gate(),
                parts.halt(),
                parts.clock());
        this.guard = new GuardWatch(parts.host()::unguarded, LOG);
        GateErrands errands = new GateErrands(
                config.layout(), parts.access(), parts.hooks().gate().stock(), gate, parts.clock());
        this.directory =
                new ZooKeeperDirectory(config, parts.host()::name, this, errands, parts.counters(), parts.clock());
        this.witness = new Witness(
                parts.streams(), hosts, directory::wantRegionServers, names, parts.counters(), parts.clock());
        this.nextLoadSample = parts.clock().now();
    }

    void start() {
        live = LivePort.open(config.livePort());
        directory.keepAlive();
    }

    /** Asks the gate what is due. Several times in half a lease, whatever else goes on or hangs; waits for nobody. */
    void tendGate() {
        Optional<GateOrder> order = gate.tick(wallClock.instant());
        try {
            order.ifPresent(directory::order);
        } catch (Throwable t) {
            // Whom nobody was told of nobody answers, and the gate would wait for that for ever.
            gate.unanswered();
            throw t;
        }
    }

    /** Any thread. */
    void keepDirectoryAlive() {
        directory.keepAlive();
    }

    /** One round. False when all is said and every stream is closed. Never two at a time. */
    boolean turn(MonotonicInstant now) {
        live.ifPresent(LivePort::hangUp);
        if (registered.isEmpty()) {
            return parts.departure().due().isEmpty();
        }
        ServerName server = registered.orElseThrow();
        // Before the first beat tells of it.
        guard.turn(now);
        BeatThread beat = beats.orElseGet(() -> firstBeat(server));
        if (beat.loop().hasSaidGoodbye()) {
            return !links.open().isEmpty() || mustTendGate();
        }
        beat.keepAlive();
        dialDue(server, now);
        sampleLoad(now);
        return true;
    }

    /**
     * A lease that nobody renews any more would close the gate of a server that serves on, or closes its regions in order. So it is given up for
     * stock rules first; but a server that aborts serves nothing.
     */
    boolean mustTendGate() {
        return gate.isLeased()
                && parts.host()
                        .ending()
                        .filter(reason -> reason == GoodbyeReason.ABORT)
                        .isEmpty();
    }

    private BeatThread firstBeat(ServerName server) {
        LOG.info(
                "Agent beats server={} interval={} lease={}",
                server,
                config.beatInterval(),
                config.gate().lease());
        PauseMeter pauses = new PauseMeter(parts.clock().now());
        BeatLoop loop = new BeatLoop(
                server.getStartCode(),
                config.beatInterval(),
                new BeatLoop.Sources(
                        new BeaconSource(pauses, parts.hooks().writes(), load),
                        pauses,
                        acks,
                        parts.departure(),
                        links,
                        live.map(LivePort::port).orElse(0),
                        () -> guard.told(gate.report())),
                parts.counters(),
                parts.clock());
        BeatThread beat = new BeatThread(loop, work -> AgentThread.urgent("beat", work), parts.counters());
        beats = Optional.of(beat);
        return beat;
    }

    private void dialDue(ServerName server, MonotonicInstant now) {
        Hello self = new Hello(
                Hello.WIRE_VERSION, EnumSet.of(Capability.WITNESS, Capability.WORK_BEACON), server.getServerName());
        for (ControllerAddress controller : links.takeDue(now)) {
            names.resolve(controller.host(), controller.beatPort(), found -> {
                if (found.isPresent()) {
                    ControllerListener listener = new ControllerListener(
                            controller.id(), links, gate, witness, trouble, parts.counters(), parts.clock());
                    parts.streams().dial(found.orElseThrow(), self, listener);
                } else {
                    trouble.seen(
                            controller.id(),
                            controller.host() + ":" + controller.beatPort(),
                            new CloseCause(CloseCause.Kind.NOT_CONNECTED, "Host name is not known"));
                    links.ended(controller.id(), parts.clock().now());
                }
            });
        }
    }

    private void sampleLoad(MonotonicInstant now) {
        if (!now.isBefore(nextLoadSample)) {
            nextLoadSample = now.plus(LOAD_SAMPLE);
            load.sample(now);
        }
    }

    /** Adds what an operator wants to see beside the counters. */
    void show(AgentBean bean) {
        bean.show("OpenStreams", "Controllers beaten to", Integer.class, () -> links.open()
                .size());
        bean.show(
                "Registered", "Whether the server was found in ZooKeeper", Boolean.class, () -> registered.isPresent());
        bean.show("LastBeat", "Number of the newest beat", Long.class, () -> beats.map(
                        beat -> beat.loop().sequence())
                .orElse(0L));
        gate.show(bean);
        bean.show(
                "GateEnforced",
                "Whether all requests that should be refused are, when it is closed",
                String.class,
                guard::sentence);
    }

    /** Ends threads and sockets, without waiting for them. */
    void close() {
        links.leave();
        live.ifPresent(LivePort::close);
        beats.ifPresent(beat -> beat.loop().end());
        directory.close();
        names.close();
        parts.streams().close();
    }

    @Override
    public void registered(ServerName server) {
        registered = Optional.of(server);
    }

    @Override
    public void controllers(List<ControllerAddress> live) {
        links.listed(live, parts.clock().now());
    }

    @Override
    public void regionServerHosts(Set<String> seen) {
        hosts.seen(seen, parts.clock().now());
    }
}
