package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.PauseRecord;

/** What can go wrong, and how each fault ends. */
final class Faults {

    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration CONCLUSIVE = Duration.ofMillis(800);
    private static final Duration NO_CONTACT = Duration.ofSeconds(2);
    private static final Duration PAUSED_MORE = Duration.ofMillis(500);

    /** Some of these outlast the session of a region server. */
    private static final Duration BEYOND_SESSION = SimZooKeeper.SERVER_SESSION.plusSeconds(15);

    private final World world;
    private final Dice dice;
    private Duration healedFrom = Duration.ZERO;
    private boolean healed;

    /** Kinds of fault; more than once where more of it is wanted. */
    enum Kind {
        CRASH,
        CRASH_AGAIN,
        SHORT_FREEZE,
        SHORT_FREEZE_AGAIN,
        LONG_FREEZE,
        FLAPPING,
        MASS_CUT,
        HOST_LOSS,
        ISOLATED_SERVER,
        STOP,
        ABORT,
        PAIR_CUT,
        FIREWALL,
        ISOLATED_LEADER,
        ISOLATED_CONTROLLER,
        DEAF_CONTROLLER,
        FROZEN_CONTROLLER,
        CONTROLLER_CRASH,
        CONTROLLER_SESSION_LOSS,
        SERVER_SESSION_LOSS,
        ZOOKEEPER_OUTAGE,
        MASTER_FAILOVER,
        SHADOW,
        PAUSE,
        MUTE_SERVER,
        DEAF_SERVER,
        ONE_WAY_TO_LEADER,
        ONE_WAY_FROM_LEADER,
        FLAPPING_LINK,
        RACK_CUT,
        CLOCK_JUMP,
        SERVER_CLOCK_JUMP,
        LONG_ZOOKEEPER_OUTAGE,
        LONG_ISOLATION,
        ZOOKEEPER_CUT,
        BAD_WEATHER,
        BAD_WEATHER_AT_LEADER,
        MAINTENANCE,
        ZOOKEEPER_SLOW,
        FILE_SYSTEM_TROUBLE,
        STUMBLE,
        ROLLING_RESTART,
        CLUSTER_RESTART
    }

    Faults(World world) {
        this.world = world;
        this.dice = world.dice();
    }

    void strike(Kind kind) {
        Duration disturbedBefore = world.lastDisturbed();
        boolean calm = world.time().now().minus(disturbedBefore).compareTo(CALM) >= 0
                && !world.network().isStormy()
                && world.zooKeeper().isLongPrompt();
        SimHost host = dice.pick(world.hosts());
        SimServer server = host.current();
        SimController leader = world.leader().orElseGet(() -> dice.pick(world.controllers()));
        SimController controller = dice.oneIn(2) ? leader : dice.pick(world.controllers());
        switch (kind) {
            case CRASH, CRASH_AGAIN -> crash(host, calm);
            case SHORT_FREEZE, SHORT_FREEZE_AGAIN -> freeze(server, dice.millis(100, 5_600), false);
            case LONG_FREEZE -> freeze(server, dice.millis(6_000, 25_000), calm);
            case FLAPPING -> flap(server, 3);
            case MASS_CUT -> massCut(dice.millis(200, 20_000));
            case HOST_LOSS -> hostLoss(host, calm);
            case ISOLATED_SERVER -> isolate(host.name(), dice.millis(200, 9_000));
            case STOP -> {
                said(server.name() + " is stopped in order");
                server.stopInOrder();
                restartLater(host, 9_000);
            }
            case ABORT -> {
                said(server.name() + " aborts");
                server.abort("disk");
                restartLater(host, 600);
            }
            case PAIR_CUT -> {
                said(host.name() + " cut from " + leader.id());
                world.network().cut(host.name(), leader.id());
                later(200, 12_000, "mended " + host.name() + " " + leader.id(), () -> world.network()
                        .mend(host.name(), leader.id()));
            }
            case FIREWALL -> firewall(server, leader);
            case ISOLATED_LEADER -> isolate(leader.id(), dice.millis(200, 12_000));
            case ISOLATED_CONTROLLER -> isolate(controller.id(), dice.millis(200, 12_000));
            case DEAF_CONTROLLER -> deafen(controller);
            case FROZEN_CONTROLLER -> {
                said(controller.id() + " is frozen");
                controller.freeze();
                later(300, 12_000, controller.id() + " is thawed", controller::thaw);
            }
            case CONTROLLER_CRASH -> {
                said(controller.id() + " is killed");
                controller.crash();
                later(0, 8_000, "a controller is started", world::startController);
            }
            case CONTROLLER_SESSION_LOSS -> {
                said(controller.id() + " loses its session");
                world.zooKeeper().endSession(controller);
            }
            case SERVER_SESSION_LOSS -> {
                said(server.name() + " loses its session");
                world.zooKeeper().closedSession(server);
                restartLater(host, 4_000);
            }
            case ZOOKEEPER_OUTAGE -> {
                said("ZooKeeper is down");
                world.zooKeeper().setUp(false);
                later(300, 8_000, "ZooKeeper is up", () -> world.zooKeeper().setUp(true));
            }
            case LONG_ZOOKEEPER_OUTAGE -> {
                said("ZooKeeper is down for long");
                world.zooKeeper().setUp(false);
                lastsLonger(BEYOND_SESSION);
                later(20_000, BEYOND_SESSION.toMillis(), "ZooKeeper is up", () -> world.zooKeeper()
                        .setUp(true));
            }
            case ZOOKEEPER_CUT -> {
                said(host.name() + " is cut from ZooKeeper");
                world.network().cut(host.name(), SimNetwork.ZOOKEEPER);
                later(200, 20_000, host.name() + " reaches ZooKeeper", () -> world.network()
                        .mend(host.name(), SimNetwork.ZOOKEEPER));
            }
            case LONG_ISOLATION -> {
                lastsLonger(BEYOND_SESSION);
                isolate(host.name(), dice.millis(20_000, BEYOND_SESSION.toMillis()));
            }
            case MASTER_FAILOVER -> {
                said("the master is killed");
                world.master().crash();
                later(500, 12_000, "the next master is up", () -> world.master().startNext());
            }
            case SHADOW -> {
                said("mode is shadow");
                world.zooKeeper().switches(Mode.SHADOW, Optional.empty());
                later(500, 15_000, "mode is " + world.mode().word(), () -> mode(world.mode()));
            }
            case PAUSE -> pause();
            case MUTE_SERVER -> {
                said(host.name() + " is mute");
                world.network().mute(host.name());
                later(200, 9_000, host.name() + " speaks", () -> world.network().unmute(host.name()));
            }
            case DEAF_SERVER -> {
                said(host.name() + " is deaf");
                world.network().deafen(host.name());
                later(200, 9_000, host.name() + " hears", () -> world.network().undeafen(host.name()));
            }
            case ONE_WAY_TO_LEADER -> oneWay(host.name(), leader.id());
            case ONE_WAY_FROM_LEADER -> oneWay(leader.id(), host.name());
            case FLAPPING_LINK -> flap(host.name(), dice.between(2, 5));
            case RACK_CUT -> cutRack();
            case CLOCK_JUMP -> {
                Duration by = dice.millis(600, 7_200_000);
                said("the clock of " + controller.id() + " jumps by " + by);
                controller.setClock(dice.oneIn(2) ? by : by.negated());
            }
            case SERVER_CLOCK_JUMP -> {
                Duration by = dice.millis(600, 7_200_000);
                said("the clock of " + host.name() + " jumps by " + by);
                host.setClock(dice.oneIn(2) ? by : by.negated());
            }
            case BAD_WEATHER -> badWeather(host.name());
            case BAD_WEATHER_AT_LEADER -> badWeather(leader.id());
            case MAINTENANCE -> maintenance(host);
            case ZOOKEEPER_SLOW -> {
                Duration each = dice.millis(100, 3_000);
                said("ZooKeeper answers after " + each.toMillis() + " ms");
                world.zooKeeper().slow(each);
                later(500, 15_000, "ZooKeeper is prompt", () -> world.zooKeeper()
                        .prompt());
            }
            case FILE_SYSTEM_TROUBLE -> fileSystemTrouble(server);
            case STUMBLE -> stumble(host);
            case ROLLING_RESTART -> restartInOrder(2, Duration.ofSeconds(4));
            case CLUSTER_RESTART -> restartInOrder(world.hosts().size() / 2 + 1, Duration.ZERO);
        }
    }

    /** The faults are not healed before it is over. */
    private void lastsLonger(Duration time) {
        Duration until = world.time().now().plus(time);
        healedFrom = until.compareTo(healedFrom) > 0 ? until : healedFrom;
    }

    /** When everything may be healed. */
    Duration healedFrom() {
        return healedFrom;
    }

    private void oneWay(String from, String to) {
        said("nothing comes from " + from + " to " + to);
        world.network().block(from, to);
        later(200, 12_000, "mended " + from + " " + to, () -> world.network().unblock(from, to));
    }

    /** The NameNode hangs, and often a server that waits for it. */
    private void fileSystemTrouble(SimServer server) {
        Duration time = dice.millis(1_000, 25_000);
        said("the file system hangs for " + time.toMillis() + " ms");
        world.fileSystem(false);
        if (!dice.oneIn(3)) {
            freeze(server, time.plus(dice.millis(0, 1_000)), false);
        }
        world.time().after(time, () -> {
            said("the file system answers");
            world.fileSystem(true);
        });
    }

    /** It is killed, and falls silent again as soon as it is back. */
    private void stumble(SimHost host) {
        said(host.name() + " is killed and will stumble");
        lastsLonger(Duration.ofSeconds(15));
        host.current().crash();
        later(500, 3_000, host.name() + " is restarted and stumbles", () -> {
            host.restart();
            world.time().after(dice.millis(200, 900), () -> fallSilent(host));
        });
    }

    /** The first {@code count} hosts are stopped so far {@code apart} and come back; then one of all falls silent. */
    private void restartInOrder(int count, Duration apart) {
        Duration back = Duration.ofMillis(8_500);
        Duration begin = Duration.ZERO;
        for (SimHost host : world.hosts().subList(0, count)) {
            world.time().after(begin, () -> {
                said(host.name() + " is stopped to be restarted");
                host.current().stopInOrder();
            });
            world.time().after(begin.plus(back), () -> {
                said(host.name() + " is restarted");
                host.restart();
            });
            begin = begin.plus(apart);
        }
        Duration end = begin.plus(back);
        lastsLonger(end.plusSeconds(15));
        world.time().after(end.plus(dice.millis(0, 3_000)), () -> fallSilent(dice.pick(world.hosts())));
    }

    private void fallSilent(SimHost host) {
        if (healed) {
            return;
        }
        if (dice.oneIn(2)) {
            freeze(host.current(), dice.millis(6_000, 15_000), false);
        } else {
            isolate(host.name(), dice.millis(1_500, 9_000));
        }
    }

    /** Off and on again and again, until everything is healed. */
    private void flap(String place, int times) {
        if (times > 0 && !healed) {
            Duration off = dice.millis(300, 5_000);
            isolate(place, off);
            world.time().after(off.plus(dice.millis(200, 4_000)), () -> flap(place, times - 1));
        }
    }

    /** A switch fails: its servers see each other and nobody else. */
    private void cutRack() {
        Set<String> rack =
                world.racks().isEmpty() ? someHosts() : dice.pick(world.racks().values());
        said("rack " + rack + " is cut off");
        world.network().cutRack(rack);
        later(200, 9_000, "rack is back", () -> world.network().joinRack());
    }

    private Set<String> someHosts() {
        return world.hosts().stream()
                .skip(dice.between(0, world.hosts().size() - 2))
                .limit(dice.between(2, 4))
                .map(SimHost::name)
                .collect(Collectors.toSet());
    }

    private void badWeather(String place) {
        SimNetwork.Weather bad = new SimNetwork.Weather(dice.between(3, 30), dice.between(0, 300));
        said(place + " has " + bad);
        world.network().weather(place, bad);
        later(500, 15_000, place + " has good weather", () -> world.network().clear(place));
    }

    private void said(String what) {
        world.disturbed(what);
    }

    private void later(long least, long most, String what, Runnable end) {
        world.time().after(dice.millis(least, most), () -> {
            said(what);
            end.run();
        });
    }

    private void mode(Mode mode) {
        world.zooKeeper().switches(mode, Optional.empty());
    }

    private void restartLater(SimHost host, long atLeastMillis) {
        if (dice.oneIn(2)) {
            later(atLeastMillis, atLeastMillis + 15_000, host.name() + " is restarted", host::restart);
        }
    }

    private void crash(SimHost host, boolean calm) {
        SimServer server = host.current();
        boolean judged = calm && isWatched(server) && ableOthers(server) >= 1;
        said(server.name() + " is killed");
        server.crash();
        if (judged) {
            world.invariants().expectVerdict(server, CONCLUSIVE);
        }
        restartLater(host, 300);
    }

    private void hostLoss(SimHost host, boolean calm) {
        SimServer server = host.current();
        boolean judged = calm && isWatched(server) && ableOthers(server) >= witnessesNeeded();
        said(host.name() + " loses power");
        host.loseHost();
        if (judged) {
            world.invariants().expectVerdict(server, NO_CONTACT);
        }
        restartLater(host, 5_000);
    }

    private void freeze(SimServer server, Duration time, boolean calm) {
        boolean judged = calm && isWatched(server);
        said(server.name() + " is frozen for " + time.toMillis() + " ms");
        server.freeze();
        Duration bound = server.budget().plus(PAUSED_MORE);
        if (judged && time.compareTo(bound) > 0) {
            world.invariants().expectVerdict(server, bound);
        }
        world.time().after(time, () -> {
            said(server.name() + " is thawed");
            server.thaw();
        });
    }

    /** Frozen for a second again and again, and then for long. */
    private void flap(SimServer server, int times) {
        if (times == 0) {
            freeze(server, dice.millis(6_000, 15_000), false);
            return;
        }
        List<SimController> hearing = listenersOf(server);
        said(server.name() + " flaps");
        server.freeze();
        Duration frozenAt = world.lastDisturbed();
        world.time().after(dice.millis(900, 1_500), () -> {
            // A controller that hears less than half of all doubts itself.
            boolean calm = world.lastDisturbed().equals(frozenAt)
                    && ableOthers(server) * 2 >= world.zooKeeper().registered().size();
            server.thaw();
            Duration thawed = world.time().now();
            world.time().after(dice.millis(1_000, 3_000), () -> {
                if (calm && world.lastDisturbed().equals(frozenAt)) {
                    List<SimController> again = listenersOf(server);
                    hearing.stream()
                            .filter(again::contains)
                            .forEach(controller -> world.invariants().flaps().add(controller, server.host(), thawed));
                }
                flap(server, times - 1);
            });
        });
    }

    private List<SimController> listenersOf(SimServer server) {
        return world.liveControllers().stream()
                .filter(controller -> !controller.isFrozen())
                .filter(controller -> controller
                        .streamOf(server.name())
                        .filter(stream -> stream.agentOpen() && stream.heardWithin(Duration.ofMillis(200)))
                        .isPresent())
                .toList();
    }

    /** A switch fails: several servers are cut off from everybody at once. */
    private void massCut(Duration time) {
        int count = dice.between(2, Math.max(2, world.hosts().size() - 1));
        world.hosts().stream().limit(count).forEach(host -> isolate(host.name(), time));
    }

    private void isolate(String place, Duration time) {
        said(place + " is isolated for " + time.toMillis() + " ms");
        world.network().isolate(place);
        world.time().after(time, () -> {
            said(place + " is back");
            world.network().rejoin(place);
        });
    }

    /** It reaches ZooKeeper and the master, but no server. */
    private void deafen(SimController controller) {
        said(controller.id() + " is deaf");
        world.hosts().forEach(host -> world.network().cut(host.name(), controller.id()));
        later(300, 12_000, controller.id() + " hears", () -> world.hosts()
                .forEach(host -> world.network().mend(host.name(), controller.id())));
    }

    /** A box between the two resets their connection and answers connects in the server's name. */
    private void firewall(SimServer server, SimController controller) {
        said(server.host() + " and " + controller.id() + " are rejected");
        world.network().reject(server.host(), controller.id());
        server.streamTo(controller).ifPresent(SimStream::reset);
        later(300, 12_000, server.host() + " and " + controller.id() + " are admitted", () -> world.network()
                .admit(server.host(), controller.id()));
    }

    private void pause() {
        said("paused");
        PauseRecord record = new PauseRecord(
                "ada", "test", World.WALL, World.WALL.plus(world.time().now()).plus(dice.millis(1000, 10_000)));
        world.zooKeeper().switches(world.zooKeeper().mode(), Optional.of(record));
        later(500, 12_000, "resumed", () -> world.zooKeeper()
                .switches(world.zooKeeper().mode(), Optional.empty()));
    }

    /** Somebody works on a server, and often restarts it under the window. */
    private void maintenance(SimHost host) {
        boolean all = dice.oneIn(3);
        said("somebody works on " + (all ? "all servers" : host.name()));
        world.operators().declareWindow(all ? List.of() : List.of(host.name()), dice.millis(1_000, 20_000));
        if (!dice.oneIn(3)) {
            world.time().after(dice.millis(0, 2_000), () -> {
                said(host.name() + " is stopped for work");
                host.current().stopInOrder();
                restartLater(host, 3_000);
            });
        }
    }

    /** A leader of some standing hears it. */
    private boolean isWatched(SimServer server) {
        Duration now = world.time().now();
        return server.isUp()
                && world.leader()
                        .filter(leader -> !leader.isFrozen())
                        .filter(leader -> leader.leadingSince()
                                .filter(since -> now.minus(since).compareTo(CALM) > 0)
                                .isPresent())
                        .flatMap(leader -> leader.streamOf(server.name()))
                        .filter(stream -> stream.agentOpen() && stream.heardWithin(Duration.ofMillis(200)))
                        .isPresent();
    }

    /** Others that the leader hears and can ask. */
    private int ableOthers(SimServer server) {
        return (int) world.hosts().stream()
                .map(SimHost::current)
                .filter(other -> other != server && isWatched(other))
                .count();
    }

    private int witnessesNeeded() {
        return Math.min(
                                Invariants.DETECTOR.witnesses(),
                                world.zooKeeper().registered().size() - 1)
                        / 2
                + 1;
    }

    /** Ends whatever goes wrong now, so that what follows must end well. */
    void healAll() {
        said("everything is healed");
        healed = true;
        world.network().mendAll();
        world.zooKeeper().setUp(true);
        world.zooKeeper().prompt();
        world.fileSystem(true);
        world.master().startNext();
        mode(Mode.AUTOMATIC);
        world.operators().endWindows();
        world.controllers().forEach(SimController::thaw);
        world.hosts().forEach(host -> host.current().thaw());
        if (world.liveControllers().isEmpty()) {
            world.startController();
        }
        List<SimHost> running =
                world.hosts().stream().filter(host -> host.current().isUp()).toList();
        if (running.isEmpty()) {
            world.hosts().forEach(SimHost::restart);
        }
    }
}
