package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.layout.Mode;

/** Everybody in one simulated cluster, wired together and started. */
final class World {

    static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final int REGIONS_EACH = 2;

    /** Most clusters act by themselves. */
    private static final List<Mode> MODES = List.of(
            Mode.AUTOMATIC,
            Mode.AUTOMATIC,
            Mode.AUTOMATIC,
            Mode.AUTOMATIC,
            Mode.SEMI_AUTOMATIC,
            Mode.SEMI_AUTOMATIC,
            Mode.MANUAL,
            Mode.SHADOW);

    private final Rules rules;
    private final VirtualTime time = new VirtualTime();
    private final Dice dice;
    private final Trace trace;
    private final SimNetwork network;
    private final SimZooKeeper zooKeeper;
    private final SimMaster master;
    private final Invariants invariants;
    private final List<SimHost> hosts = new ArrayList<>();
    private final Map<ServerName, SimServer> servers = new HashMap<>();
    private final List<SimController> controllers = new ArrayList<>();
    private final boolean probesAnotherPort;
    private final Operators operators;
    private final Mode mode;
    private Duration disturbed = Duration.ZERO;

    World(long seed, Rules rules) {
        this.rules = rules;
        dice = new Dice(seed);
        trace = new Trace(time);
        network = new SimNetwork(time, dice);
        zooKeeper = new SimZooKeeper(this);
        master = new SimMaster(this);
        invariants = new Invariants(this);
        probesAnotherPort = dice.oneIn(3);
        mode = dice.pick(MODES);
        operators = new Operators(this);
        network.onHeal(() -> hosts.forEach(host -> host.current().mended()));
    }

    /** Servers that register at once, then controllers, then its mode. */
    void start() {
        int servers = dice.between(3, dice.oneIn(3) ? 12 : 6);
        int clients = dice.oneIn(3) ? dice.between(1, 20) : 0;
        for (int i = 0; i < servers; i++) {
            Duration offset = dice.oneIn(4) ? Duration.ofHours(dice.between(-1, 1)) : dice.millis(0, 10_000);
            SimHost host = new SimHost(this, "s" + i, clients, offset);
            hosts.add(host);
            host.start();
            for (int r = 0; r < REGIONS_EACH; r++) {
                master.open(i * REGIONS_EACH + r, host.current().name());
            }
        }
        zooKeeper.start();
        zooKeeper.switches(mode, Optional.empty());
        operators.start();
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            startController();
        }
        trace.add("world", servers + " servers, " + count + " controllers, mode " + mode.word());
    }

    void startController() {
        SimController controller = new SimController(this, "c" + controllers.size(), dice.millis(0, 100_000_000));
        controllers.add(controller);
        controller.start();
    }

    /** A fault began or ended, or leadership changed: what was expected of calm times is not from here on. */
    void disturbed(String by) {
        disturbed = time.now();
        trace.add("world", by);
    }

    Duration lastDisturbed() {
        return disturbed;
    }

    Rules rules() {
        return rules;
    }

    VirtualTime time() {
        return time;
    }

    Dice dice() {
        return dice;
    }

    Trace trace() {
        return trace;
    }

    SimNetwork network() {
        return network;
    }

    SimZooKeeper zooKeeper() {
        return zooKeeper;
    }

    SimMaster master() {
        return master;
    }

    Invariants invariants() {
        return invariants;
    }

    List<SimHost> hosts() {
        return hosts;
    }

    List<SimController> controllers() {
        return controllers;
    }

    List<SimController> liveControllers() {
        return controllers.stream().filter(SimController::isListening).toList();
    }

    Optional<SimController> leader() {
        return controllers.stream().filter(SimController::isLeading).findFirst();
    }

    Operators operators() {
        return operators;
    }

    /** The mode of this run, but for faults. */
    Mode mode() {
        return mode;
    }

    boolean probesAnotherPort() {
        return probesAnotherPort;
    }

    void created(SimServer server) {
        servers.put(server.name(), server);
    }

    Optional<SimServer> server(ServerName name) {
        return Optional.ofNullable(servers.get(name));
    }
}
