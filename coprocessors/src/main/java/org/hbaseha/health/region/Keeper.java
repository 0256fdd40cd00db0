package org.hbaseha.health.region;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.layout.ControllerAddress;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;
import org.hbaseha.wire.Hello;
import org.hbaseha.wire.nio.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the parts of a running agent together: silent until the server is registered, then dials controllers when they are due, samples the
 * load, and starts the beat thread again should it ever die. {@link #turn} is called by the keeper thread every few tens of milliseconds and
 * waits for nobody; what ZooKeeper tells comes in the directory's thread.
 */
final class Keeper implements ClusterListener {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration LOAD_SAMPLE = Duration.ofSeconds(1);
    private static final Duration HOSTS_MEMORY = Duration.ofMinutes(15);

    private final AgentConfig config;
    private final Departure departure;
    private final Streams streams;
    private final AgentCounters counters;
    private final MonotonicClock clock;
    private final ControllerLinks links;
    private final AckLedger acks = new AckLedger();
    private final KnownHosts hosts = new KnownHosts(HOSTS_MEMORY);
    private final NameResolver names = new NameResolver();
    private final LoadSampler load;
    private final PauseMeter pauses;
    private final BeaconSource beacon;
    private final ZooKeeperDirectory directory;
    private final Witness witness;
    private volatile Optional<ServerName> registered = Optional.empty();
    private volatile Optional<BeatLoop> beats = Optional.empty();
    private Optional<Thread> beatThread = Optional.empty();
    private MonotonicInstant nextLoadSample;

    Keeper(
            AgentConfig config,
            HostServer host,
            UnfinishedWrites writes,
            Departure departure,
            Streams streams,
            AgentCounters counters,
            MonotonicClock clock) {
        this.config = config;
        this.departure = departure;
        this.streams = streams;
        this.counters = counters;
        this.clock = clock;
        this.links = new ControllerLinks(
                config.reconnect(), () -> ThreadLocalRandom.current().nextDouble());
        this.load = new LoadSampler(host, LoadSampler.processCpu());
        this.pauses = new PauseMeter(clock.now());
        this.beacon = new BeaconSource(pauses, writes, load);
        this.directory = new ZooKeeperDirectory(config, host::name, this, counters, clock);
        this.witness = new Witness(streams, hosts, directory::wantRegionServers, names, counters, clock);
        this.nextLoadSample = clock.now();
    }

    void start() {
        directory.start();
    }

    /** One round. False when all is said and every stream is closed. */
    boolean turn(MonotonicInstant now) {
        if (registered.isEmpty()) {
            return departure.due().isEmpty();
        }
        BeatLoop loop = beats.orElseGet(() -> firstBeat(registered.orElseThrow()));
        if (loop.hasSaidGoodbye()) {
            return !links.open().isEmpty();
        }
        keepBeating(loop);
        dialDue(registered.orElseThrow(), now);
        sampleLoad(now);
        return true;
    }

    private BeatLoop firstBeat(ServerName server) {
        LOG.info("Agent beats server={} interval={} lease={}", server, config.beatInterval(), config.lease());
        BeatLoop loop = new BeatLoop(
                server.getStartCode(),
                config.beatInterval(),
                new BeatLoop.Sources(beacon, pauses, acks, departure, links),
                counters,
                clock);
        beats = Optional.of(loop);
        return loop;
    }

    private void keepBeating(BeatLoop loop) {
        if (beatThread.isPresent() && beatThread.orElseThrow().isAlive()) {
            return;
        }
        if (beatThread.isPresent() && !loop.hasSaidGoodbye()) {
            counters.add(AgentCounter.BEAT_THREAD_RESTARTS);
            LOG.error("Beat thread was dead and is started again lastBeat={}", loop.sequence());
        }
        Thread thread = AgentThread.urgent("beat", loop);
        thread.start();
        beatThread = Optional.of(thread);
    }

    private void dialDue(ServerName server, MonotonicInstant now) {
        for (ControllerAddress controller : links.takeDue(now)) {
            names.resolve(controller.host(), controller.beatPort(), found -> {
                if (found.isPresent()) {
                    streams.dial(
                            found.orElseThrow(),
                            hello(server),
                            new ControllerListener(controller.id(), links, acks, witness, counters, clock));
                } else {
                    LOG.debug("Controller's host has no address id={} host={}", controller.id(), controller.host());
                    links.ended(controller.id(), clock.now());
                }
            });
        }
    }

    private static Hello hello(ServerName server) {
        return new Hello(
                Hello.WIRE_VERSION, EnumSet.of(Capability.WITNESS, Capability.WORK_BEACON), server.getServerName());
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
        bean.show("LastBeat", "Number of the newest beat", Long.class, () -> beats.map(BeatLoop::sequence)
                .orElse(0L));
    }

    /** Ends threads and sockets, without waiting for them. */
    void close() {
        links.leave();
        directory.close();
        names.close();
        streams.close();
    }

    @Override
    public void registered(ServerName server) {
        registered = Optional.of(server);
    }

    @Override
    public void controllers(List<ControllerAddress> live) {
        links.listed(live, clock.now());
    }

    @Override
    public void regionServerHosts(Set<String> seen) {
        hosts.seen(seen, clock.now());
    }
}
