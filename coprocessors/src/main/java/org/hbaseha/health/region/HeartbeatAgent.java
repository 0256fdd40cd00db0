package org.hbaseha.health.region;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.CoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.ObserverContext;
import org.apache.hadoop.hbase.coprocessor.RegionServerCoprocessor;
import org.apache.hadoop.hbase.coprocessor.RegionServerCoprocessorEnvironment;
import org.apache.hadoop.hbase.coprocessor.RegionServerObserver;
import org.apache.hadoop.hbase.regionserver.OnlineRegions;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.StreamLimits;
import org.hbaseha.wire.nio.StreamLoop;
import org.hbaseha.wire.nio.Streams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What HBase loads by {@code hbase.coprocessor.regionserver.classes} and calls; the work is done by one {@link RunningAgent} a region server.
 * No hook waits for anything and none lets an exception out.
 *
 * <p>HBase builds the coprocessors before the server reports for duty. When the list of coprocessors changes with {@code update_config} it
 * builds all of them a second time, without stopping the first; from then on only the second instances are called. So agents are kept by
 * server: a second instance for a server whose agent runs starts none, but passes on that the server stops.
 *
 * <p>A stop and an abort both call {@code preStopRegionServer} of all coprocessors, then {@code stop} of each. Another coprocessor may veto a
 * stop in between, so that goodbye is said only in {@code stop}. {@code stop} alone means that this coprocessor is unloaded.
 */
public final class HeartbeatAgent implements RegionServerCoprocessor, RegionServerObserver {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatAgent.class);

    /** Static, because the instances of one server know nothing of each other. Guarded by itself. */
    private static final IdentityHashMap<OnlineRegions, RunningAgent> RUNNING = new IdentityHashMap<>();

    private final StreamsFactory streams;
    private final Consumer<String> halt;
    private volatile Optional<RunningAgent> started = Optional.empty();
    private volatile boolean serverStops;

    /** For HBase. */
    public HeartbeatAgent() {
        this(JvmHalt::because);
    }

    HeartbeatAgent(Consumer<String> halt) {
        this.streams = HeartbeatAgent::sockets;
        this.halt = halt;
    }

    @Override
    public void start(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        try {
            if (environment instanceof RegionServerCoprocessorEnvironment server) {
                startOnce(server);
            } else {
                LOG.error("HBase HA agent is off: load it by hbase.coprocessor.regionserver.classes only");
            }
        } catch (Throwable t) {
            LOG.error("HBase HA agent is off after an error, the region server serves as stock HBase does", t);
        }
    }

    private void startOnce(RegionServerCoprocessorEnvironment environment) {
        OnlineRegions server = environment.getOnlineRegions();
        RunningAgent agent = new RunningAgent(
                environment.getConfiguration(),
                new CoprocessorServer(environment),
                ServerHooks.of(server),
                streams,
                halt);
        synchronized (RUNNING) {
            if (RUNNING.putIfAbsent(server, agent) != null) {
                LOG.info("Agent of this server runs already server={}", environment.getServerName());
                return;
            }
        }
        try {
            agent.start(() -> ended(server, agent));
            started = Optional.of(agent);
        } catch (Throwable t) {
            // No thread left to run in, mostly. What is not running must not keep a later instance from it.
            ended(server, agent);
            throw t;
        }
    }

    private static void ended(OnlineRegions server, RunningAgent agent) {
        synchronized (RUNNING) {
            RUNNING.remove(server, agent);
        }
    }

    @Override
    public Optional<RegionServerObserver> getRegionServerObserver() {
        return Optional.of(this);
    }

    @Override
    public void preStopRegionServer(ObserverContext<RegionServerCoprocessorEnvironment> context) {
        serverStops = true;
    }

    @Override
    public void stop(@SuppressWarnings("rawtypes") CoprocessorEnvironment environment) {
        try {
            if (!serverStops) {
                started.ifPresent(agent -> agent.leave(GoodbyeReason.AGENT_LEAVES));
            } else if (environment instanceof RegionServerCoprocessorEnvironment server) {
                running(server.getOnlineRegions()).ifPresent(agent -> agent.leaveWithServer(GoodbyeReason.STOP));
            }
        } catch (Throwable t) {
            LOG.error("Agent could not say goodbye", t);
        }
    }

    private static Streams sockets(AgentConfig config, Secret secret) throws IOException {
        StreamLimits limits = StreamLimits.ofAgent(config.streamStall());
        StreamLoop loop = new StreamLoop("hbase-ha-streams", secret, limits, MonotonicClock.system());
        loop.start();
        return loop;
    }

    /** Whether an agent runs for this server, started or about to end. */
    static boolean runsIn(OnlineRegions server) {
        return running(server).isPresent();
    }

    private static Optional<RunningAgent> running(OnlineRegions server) {
        synchronized (RUNNING) {
            return Optional.ofNullable(RUNNING.get(server));
        }
    }
}
