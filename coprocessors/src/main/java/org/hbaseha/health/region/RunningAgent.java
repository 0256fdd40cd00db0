package org.hbaseha.health.region;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent from start to end: reads its settings in a thread of its own, puts the parts together and has {@link AgentTurns} turn the {@link
 * Keeper} and clean up. Settings that cannot be used end it with one line in the log; the region server serves on under stock rules.
 */
final class RunningAgent {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);

    private final Configuration serverConfiguration;
    private final HostServer host;
    private final ServerHooks hooks;
    private final StreamsFactory streams;
    private final Consumer<String> halt;
    private final MonotonicClock clock = MonotonicClock.system();
    private final Departure departure;
    private final AgentCounters counters = new AgentCounters();

    RunningAgent(
            Configuration serverConfiguration,
            HostServer host,
            ServerHooks hooks,
            StreamsFactory streams,
            Consumer<String> halt) {
        this.serverConfiguration = serverConfiguration;
        this.host = host;
        this.hooks = hooks;
        this.streams = streams;
        this.halt = halt;
        this.departure = new Departure(host);
    }

    /** Returns at once. {@code ended} is called in a thread of the agent when it is over, for whatever reason. */
    void start(Runnable ended) {
        AgentThread.daemon("start", () -> {
                    boolean runs = false;
                    try {
                        runs = run(ended);
                    } catch (Throwable t) {
                        LOG.error(
                                "HBase HA agent is off after an error, the region server serves as stock HBase does",
                                t);
                    } finally {
                        if (!runs) {
                            ended.run();
                        }
                    }
                })
                .start();
    }

    /** Says goodbye and ends, soon; returns at once. Any thread; later calls change nothing. */
    void leave(GoodbyeReason reason) {
        departure.ask(reason);
    }

    /** As {@link #leave}, with the reason the server itself gives, or {@code otherwise}. */
    void leaveWithServer(GoodbyeReason otherwise) {
        leave(host.ending().orElse(otherwise));
    }

    /** False when there is nothing to run. */
    private boolean run(Runnable ended) throws IOException {
        Optional<Keeper> assembled = assemble();
        if (assembled.isEmpty()) {
            return false;
        }
        Keeper keeper = assembled.orElseThrow();
        Runnable unregister = bean(keeper).register(host.name().getServerName());
        AgentTurns turns = new AgentTurns(keeper, departure, counters, clock, () -> {
            try {
                unregister.run();
            } finally {
                ended.run();
            }
        });
        try {
            keeper.start();
            turns.start();
            return true;
        } catch (Throwable t) {
            unregister.run();
            keeper.close();
            throw t;
        }
    }

    private Optional<Keeper> assemble() throws IOException {
        try {
            AgentConfig config = AgentConfig.read(serverConfiguration);
            Secret secret = SecretFile.read(config.secretFile());
            AgentParts parts = new AgentParts(
                    host,
                    hooks,
                    departure,
                    streams.open(config, secret),
                    ZnodeAcl.of(secret.zooKeeperPassword()),
                    halt,
                    counters,
                    clock);
            return Optional.of(new Keeper(config, parts));
        } catch (ConfigException e) {
            LOG.error("HBase HA agent is off, the region server serves as stock HBase does: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private AgentBean bean(Keeper keeper) {
        AgentBean bean = new AgentBean(counters);
        keeper.show(bean);
        bean.show("Server", "The region server", String.class, () -> host.name().getServerName());
        bean.show("HookErrors", "Exceptions caught in the write hooks", Long.class, hooks.writes()::hookErrors);
        bean.show("OldestUnfinishedWriteMillis", "Age of the oldest unfinished write", Long.class, () -> hooks.writes()
                .oldest()
                .toMillis());
        return bean;
    }
}
