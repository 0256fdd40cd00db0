package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A source cluster that replicates to a peer, in virtual time and steps of 50 ms: servers write, die, freeze, are drained and replaced; queues are claimed
 * and claimed again; sources sleep; the peer is disabled, frozen or refuses a table. All from one seed.
 */
final class LagWorld {

    static final String PEER = "dr";
    static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");
    static final int STEP = 50;

    final Random random;
    final List<WorldServer> servers = new ArrayList<>();
    final List<WorldLog> logs = new ArrayList<>();
    /** Fires at most once; keyed by time. */
    private final TreeMap<Long, List<Runnable>> plans = new TreeMap<>();

    long now;
    boolean peerEnabled = true;
    boolean peerAnswers = true;
    boolean peerRefuses;
    boolean sourceAsleep;
    boolean masterAnswers = true;
    /** Moves of queues so far. */
    int claims;

    private final int faultSteps;
    private int numbers;

    LagWorld(long seed, Duration faultsEvery) {
        faultSteps = (int) (faultsEvery.toMillis() / STEP);
        random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            startServer();
        }
    }

    private void startServer() {
        WorldServer server = new WorldServer(++numbers, random.nextInt(20_001) - 10_000L, now);
        servers.add(server);
        logs.add(new WorldLog(server, random, now));
    }

    void step() {
        now += STEP;
        List<Runnable> due = new ArrayList<>();
        plans.headMap(now, true).values().forEach(due::addAll);
        plans.headMap(now, true).clear();
        due.forEach(Runnable::run);
        if (random.nextInt(faultSteps) == 0) {
            fault();
        }
        for (WorldLog log : logs) {
            write(log);
            WorldServer holder = server(log);
            if (holder.isWell()) {
                log.ship(now, peerEnabled && !sourceAsleep, peerAnswers, peerRefuses);
            }
        }
        servers.forEach(this::report);
    }

    private WorldServer server(WorldLog log) {
        return servers.stream()
                .filter(server -> server.name.equals(log.holder))
                .findFirst()
                .orElseThrow();
    }

    private void write(WorldLog log) {
        WorldServer server = log.owner;
        if (server.isWell() && random.nextInt(300) == 0) {
            log.roll(now);
        }
        if (!server.isWell() || server.regions == 0) {
            return;
        }
        if (random.nextInt(2) == 0) {
            log.append(now, false);
        }
        if (now >= server.nextHeartbeat) {
            log.append(now, true);
            server.nextHeartbeat = now + 1_000;
        }
    }

    private void report(WorldServer server) {
        if (server.isWell() && now - server.reported >= 3_000) {
            server.reported = now;
            server.reportedRegions = server.regions;
        }
    }

    private void plan(int inMillis, Runnable what) {
        plans.computeIfAbsent(now + inMillis, at -> new ArrayList<>()).add(what);
    }

    private WorldServer any() {
        List<WorldServer> well = servers.stream().filter(WorldServer::isWell).toList();
        return well.get(random.nextInt(well.size()));
    }

    private void fault() {
        int lasts = 500 + random.nextInt(45_000);
        switch (random.nextInt(9)) {
            case 0, 1 -> kill();
            case 2 -> startServer();
            case 3 -> freeze(lasts);
            case 4 -> {
                peerEnabled = false;
                plan(lasts, () -> peerEnabled = true);
            }
            case 5 -> {
                peerAnswers = false;
                plan(lasts, () -> peerAnswers = true);
            }
            case 6 -> {
                peerRefuses = true;
                plan(lasts, () -> peerRefuses = false);
            }
            case 7 -> {
                sourceAsleep = true;
                plan(lasts, () -> sourceAsleep = false);
            }
            default -> {
                if (random.nextBoolean()) {
                    drain(2 * lasts);
                } else {
                    masterAnswers = false;
                    plan(lasts, () -> masterAnswers = true);
                }
            }
        }
    }

    private void freeze(int lasts) {
        if (servers.stream().filter(WorldServer::isWell).count() > 2) {
            WorldServer server = any();
            server.frozen = true;
            plan(lasts, () -> server.frozen = false);
        }
    }

    private void drain(int lasts) {
        if (servers.stream().filter(WorldServer::isWell).count() > 2) {
            WorldServer server = any();
            server.regions = 0;
            plan(lasts, () -> server.regions = 1);
        }
    }

    private void kill() {
        if (servers.stream().filter(WorldServer::isWell).count() <= 2) {
            startServer();
            return;
        }
        WorldServer server = any();
        server.runs = false;
        logs.stream().filter(log -> log.holder.equals(server.name)).forEach(WorldLog::interrupt);
        plan(500 + random.nextInt(20_000), () -> {
            server.listed = false;
            server.crash = java.util.Optional.of(Observation.CrashState.RUNNING);
            claimSoon(server);
        });
    }

    private void claimSoon(WorldServer server) {
        int at = 500 + random.nextInt(8_000);
        for (WorldLog log : logs) {
            at += random.nextInt(400);
            plan(at, () -> {
                if (log.holder.equals(server.name) && log.queue().isPresent()) {
                    log.claim(any().name);
                    claims++;
                }
            });
        }
        plan(at + random.nextInt(2_000), () -> {
            if (logs.stream()
                    .anyMatch(
                            log -> log.holder.equals(server.name) && log.queue().isPresent())) {
                claimSoon(server);
            } else {
                server.crash = java.util.Optional.of(Observation.CrashState.ENDED);
            }
        });
    }

    /** How old the oldest edit is that the peer has not. */
    long truth() {
        return logs.stream()
                .flatMap(log -> log.oldestMissing().stream())
                .mapToLong(at -> now - at)
                .max()
                .orElse(0);
    }
}
