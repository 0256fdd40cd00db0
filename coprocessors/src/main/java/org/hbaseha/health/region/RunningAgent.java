package org.hbaseha.health.region;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.hbaseha.config.ConfigException;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.ZnodeAcl;
import org.hbaseha.time.MonotonicClock;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Secret;
import org.hbaseha.wire.nio.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent from start to end, in the thread {@code hbase-ha-keeper}: reads its settings, puts the parts together, turns the {@link Keeper}
 * and cleans up. Settings that cannot be used end it with one line in the log; the region server serves on under stock rules.
 */
final class RunningAgent {

    private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);
    private static final Duration TURN = Duration.ofMillis(50);
    private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(2);

    private final Configuration serverConfiguration;
    private final HostServer host;
    private final ServerHooks hooks;
    private final StreamsFactory streams;
    private final Consumer<String> halt;
    private final MonotonicClock clock = MonotonicClock.system();
    private final Departure departure;
    private final AgentCounters counters = new AgentCounters();
    private final ErrorLog errors = new ErrorLog(LOG, "Turn of the agent");

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

    /** Returns at once. {@code ended} is called in the agent's thread when it is over, for whatever reason. */
    void start(Runnable ended) {
        AgentThread.daemon("keeper", () -> {
                    try {
                        run();
                    } catch (Throwable t) {
                        LOG.error(
                                "HBase HA agent is off after an error, the region server serves as stock HBase does",
                                t);
                    } finally {
                        ended.run();
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

    private void run() throws IOException {
        Optional<Keeper> assembled = assemble();
        if (assembled.isPresent()) {
            Keeper keeper = assembled.orElseThrow();
            Runnable unregister = bean(keeper).register(host.name().getServerName());
            try {
                keeper.start();
                turnUntilOver(keeper);
            } finally {
                unregister.run();
                keeper.close();
            }
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

    private void turnUntilOver(Keeper keeper) {
        Optional<MonotonicInstant> goodbyeBy = Optional.empty();
        while (goodbyeBy.isEmpty() || clock.now().isBefore(goodbyeBy.orElseThrow()) || keeper.mustTendGate()) {
            try {
                if (!keeper.turn(clock.now())) {
                    return;
                }
            } catch (Throwable t) {
                failed(t);
            }
            if (goodbyeBy.isEmpty() && mustLeave()) {
                goodbyeBy = Optional.of(clock.now().plus(GOODBYE_PATIENCE));
            }
            LockSupport.parkNanos(this, TURN.toNanos());
            // An interrupt has no meaning here; left set it would turn each later wait into none.
            boolean unused = Thread.interrupted();
        }
    }

    /** Not while the server cannot tell: an agent that ended of that would leave the server silent, and its gate to close. */
    private boolean mustLeave() {
        try {
            return departure.due().isPresent();
        } catch (Throwable t) {
            failed(t);
            return false;
        }
    }

    private void failed(Throwable error) {
        counters.add(AgentCounter.ERRORS);
        errors.failed(error, clock.now());
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
