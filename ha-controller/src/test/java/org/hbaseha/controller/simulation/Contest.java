package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.layout.Mode;

/**
 * One day of a cluster, compressed into ten minutes of virtual time: what disturbs every server in a day, which no detector should take for
 * death, and some real deaths. One controller in shadow mode runs the real core; rivals hear the same beats at the same instants. A verdict
 * belongs to the death that is going on, or is a mistake.
 */
final class Contest implements Bystander {

    /** Of virtual time that stands for a day. */
    static final Duration DAY = Duration.ofMinutes(10);

    static final String OURS = "HBase HA";
    private static final Duration WARM = Duration.ofSeconds(8);
    private static final Duration DEATH = Duration.ofSeconds(15);
    private static final Duration LONG_FREEZE = Duration.ofSeconds(25);

    /** What a server is put through in a day. */
    private static final int PAUSES = 24;

    private static final int BAD_WEATHERS = 8;
    private static final int CUTS_FROM_LEADER = 4;
    private static final int OUTAGES = 2;

    /** What the controller, or a rack of servers, is put through in a day. */
    private static final int CONTROLLER_PAUSES = 4;

    private static final int RACK_OUTAGES = 2;
    private static final int RACK = 20;

    /** One server in so many dies of each cause in a compressed day. */
    private static final int DIES_ONE_IN = 5;

    private final World world;
    private final Dice dice;
    private final List<Rival> rivals =
            List.of(Rival.fixed(Duration.ofMillis(1_580)), Rival.fixed(Duration.ofSeconds(6)), Rival.phi(8));
    private final Map<String, Score> scores;
    private final Map<ServerName, Death> deaths = new HashMap<>();
    private final Set<SimHost> busy = new HashSet<>();
    private final Map<ServerName, Duration> heard = new HashMap<>();
    private Optional<Span> away = Optional.empty();

    /** Ways to die. */
    enum Cause {
        CRASH,
        ISOLATION,
        FREEZE
    }

    private record Death(Cause cause, Duration since, Duration heard, Set<String> noticedBy) {}

    /** What one detector achieved. */
    static final class Score {

        private final Map<Cause, List<Duration>> detected = new EnumMap<>(Cause.class);
        private final Map<Cause, Integer> missed = new EnumMap<>(Cause.class);
        private final Map<Excuse, List<String>> excuses = new EnumMap<>(Excuse.class);
        private int mistakes;

        private void detected(Cause cause, Duration after) {
            detected.computeIfAbsent(cause, any -> new ArrayList<>()).add(after);
        }

        /** How long each took. */
        List<Duration> detected(Cause cause) {
            return detected.getOrDefault(cause, List.of());
        }

        /** Those of our own verdicts that have this excuse, in words. */
        List<String> with(Excuse excuse) {
            return excuses.getOrDefault(excuse, List.of());
        }

        int missed(Cause cause) {
            return missed.getOrDefault(cause, 0);
        }

        int mistakes() {
            return mistakes;
        }
    }

    private Contest(long seed, int servers, Map<String, Score> scores) {
        this.world = new World(seed, Flaw.NONE, OptionalInt.of(servers));
        this.dice = world.dice();
        this.scores = scores;
        scores.computeIfAbsent(OURS, name -> new Score());
        rivals.forEach(rival -> scores.computeIfAbsent(rival.name(), name -> new Score()));
    }

    /** Adds the scores of a day, or of the first {@code share} of one, to those there are. */
    static void day(long seed, int servers, double share, Map<String, Score> scores) {
        new Contest(seed, servers, scores).run(Duration.ofMillis((long) (DAY.toMillis() * share)));
    }

    private void run(Duration length) {
        world.watchedBy(this);
        world.start(Mode.SHADOW, 1);
        world.hosts().forEach(this::planDay);
        at(CONTROLLER_PAUSES, this::pauseController);
        at(RACK_OUTAGES * Math.max(1, world.hosts().size() / RACK), this::cutRack);
        Duration end = WARM.plus(length);
        while (world.time().now().compareTo(end) < 0) {
            world.time().step();
        }
    }

    private void planDay(SimHost host) {
        at(
                PAUSES,
                () -> undisturbed(host, logUniform(100, 4_000), time -> {
                    host.current().freeze();
                    world.time().after(time, () -> host.current().thaw());
                }));
        at(
                BAD_WEATHERS,
                () -> undisturbed(host, dice.millis(1_000, 5_000), time -> {
                    world.network().weather(host.name(), new SimNetwork.Weather(8, 100));
                    world.time().after(time, () -> world.network().clear(host.name()));
                }));
        at(
                CUTS_FROM_LEADER,
                () -> undisturbed(host, dice.millis(500, 10_000), time -> {
                    String controller = world.controllers().get(0).id();
                    world.network().cut(host.name(), controller);
                    world.time().after(time, () -> world.network().mend(host.name(), controller));
                }));
        at(
                OUTAGES,
                () -> undisturbed(host, dice.millis(200, 1_000), time -> {
                    world.network().isolate(host.name());
                    world.time().after(time, () -> world.network().rejoin(host.name()));
                }));
        for (Cause cause : Cause.values()) {
            if (dice.oneIn(DIES_ONE_IN)) {
                at(1, () -> die(host, cause));
            }
        }
    }

    private void at(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            world.time().at(WARM.plus(dice.millis(0, DAY.toMillis())), action);
        }
    }

    private Duration logUniform(long least, long most) {
        double exponent = dice.millis(0, 1_000_000).toNanos() / 1e12;
        return Duration.ofMillis(Math.round(least * Math.pow((double) most / least, exponent)));
    }

    private interface Trouble {
        void last(Duration time);
    }

    /** One trouble at a time, and some time to get over it. */
    private void undisturbed(SimHost host, Duration time, Trouble trouble) {
        if (host.current().isUp() && busy.add(host)) {
            trouble.last(time);
            free(host, time.plusSeconds(3));
        }
    }

    private void free(SimHost host, Duration after) {
        world.time().after(after, () -> busy.remove(host));
    }

    private void pauseController() {
        SimController controller = world.controllers().get(0);
        if (!controller.isFrozen()) {
            controller.freeze();
            Span stop = Span.from(world.time().now());
            world.time().after(logUniform(100, 3_000), () -> {
                controller.thaw();
                away = Optional.of(stop.endedAt(world.time().now()));
            });
        }
    }

    private void cutRack() {
        int first = dice.between(0, Math.max(0, world.hosts().size() - RACK));
        // A rack is a part of a cluster, not the whole of it.
        int size = Math.min(RACK, world.hosts().size() / 3);
        Set<String> rack = new HashSet<>();
        world.hosts().stream().skip(first).limit(size).forEach(host -> rack.add(host.name()));
        world.network().cutRack(rack);
        world.time().after(dice.millis(200, 1_000), () -> world.network().joinRack());
    }

    /** When something else is the matter with it, a little later. */
    private void die(SimHost host, Cause cause) {
        if (!host.current().isUp() || !busy.add(host)) {
            world.time().after(Duration.ofSeconds(1), () -> die(host, cause));
            return;
        }
        SimServer server = host.current();
        Duration now = world.time().now();
        deaths.put(
                server.name(),
                new Death(cause, now, heard.getOrDefault(server.name(), Duration.ZERO), new HashSet<>()));
        switch (cause) {
            case CRASH -> server.crash();
            case ISOLATION -> world.network().isolate(host.name());
            case FREEZE -> server.freeze();
        }
        world.time().after(cause == Cause.FREEZE ? LONG_FREEZE : DEATH, () -> {
            bury(server);
            world.network().rejoin(host.name());
            server.crash();
            world.zooKeeper().closedSession(server);
            world.time().after(Duration.ofSeconds(2), host::restart);
            free(host, Duration.ofSeconds(10));
        });
    }

    private void bury(SimServer server) {
        Death death = Optional.ofNullable(deaths.get(server.name())).orElseThrow();
        scores.forEach((name, score) -> {
            if (death.noticedBy().add(name)) {
                score.missed.merge(death.cause(), 1, Integer::sum);
            }
        });
    }

    @Override
    public void beat(ServerName server) {
        heard.put(server, world.time().now());
        rivals.forEach(rival -> rival.beat(server, world.time().now()));
    }

    @Override
    public void turn() {
        for (Rival rival : rivals) {
            rival.turn(world.time().now(), server -> verdict(rival.name(), server));
        }
    }

    @Override
    public void verdict(ServerName server) {
        verdict(OURS, server);
    }

    private void excuse(ServerName server, Death death, Score score) {
        Duration now = world.time().now();
        Duration budget = world.server(server).orElseThrow().budgetNow();
        Excuse excuse = new Excuse.Circumstances(death.cause(), budget, death.since(), death.heard(), away).of(now);
        score.excuses
                .computeIfAbsent(excuse, any -> new ArrayList<>())
                .add(death.cause() + " of " + server + " at " + death.since() + " last heard at " + death.heard()
                        + " noticed at " + now + " budget " + budget + " controller away " + away);
    }

    private void verdict(String by, ServerName server) {
        Score score = Optional.ofNullable(scores.get(by)).orElseThrow();
        Death death = deaths.get(server);
        if (death == null) {
            score.mistakes++;
        } else if (death.noticedBy().add(by)) {
            score.detected(death.cause(), world.time().now().minus(death.since()));
            if (by.equals(OURS)) {
                excuse(server, death, score);
            }
        }
    }
}
