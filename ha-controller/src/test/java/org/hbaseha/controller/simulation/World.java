package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.gate.Seats;
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

    private final Flaw flaw;
    private final OptionalInt size;
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
    private Seats seats = Seats.NONE;
    private final Map<String, Set<String>> racks = new TreeMap<>();
    private boolean servesIsolated;
    private Bystander bystander = Bystander.NOBODY;
    private boolean fileSystemWell = true;

    /** {@code size}: how many servers; empty leaves that to the seed. */
    World(long seed, Flaw flaw, OptionalInt size) {
        this.flaw = flaw;
        this.size = size;
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
        start(mode, dice.between(1, 3));
    }

    void start(Mode mode, int count) {
        if (!dice.oneIn(6)) {
            seats = Seats.of(Stream.of("a", "b", "c").limit(count).toList());
        }
        servesIsolated = dice.oneIn(2);
        int servers = size.orElseGet(this::someServers);
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
        if (dice.oneIn(3)) {
            fillRacks();
        }
        zooKeeper.start();
        zooKeeper.switches(mode, Optional.empty());
        operators.start();
        for (int i = 0; i < count; i++) {
            startController();
        }
        trace.add("world", servers + " servers, " + count + " controllers, mode " + mode.word());
    }

    /** Racks of two at least, so that a large enough cluster has several; what is left over is in the last one. */
    private void fillRacks() {
        int size = Math.max(2, hosts.size() / dice.between(2, 5));
        int most = Math.max(1, hosts.size() / size);
        for (int i = 0; i < hosts.size(); i++) {
            String rack = "r" + Math.min(i / size, most - 1);
            racks.computeIfAbsent(rack, name -> new TreeSet<>())
                    .add(hosts.get(i).name());
        }
    }

    /** Small clusters are where majorities are tight. */
    private int someServers() {
        if (dice.oneIn(40)) {
            return dice.between(20, 50);
        }
        return dice.between(3, dice.oneIn(3) ? 12 : 6);
    }

    /** It takes a seat whose holder is dead; when there is none, its word counts for nothing. */
    void startController() {
        String seat = seats.names().stream()
                .sorted()
                .filter(name -> liveControllers().stream()
                        .noneMatch(other -> other.seat().equals(name)))
                .findFirst()
                .orElse("none");
        SimController controller = new SimController(this, "c" + controllers.size(), seat, dice.millis(0, 100_000_000));
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

    /** Whose acknowledgements make a lease; none in a cluster without gates. */
    Seats seats() {
        return seats;
    }

    /** Hosts by rack; none where nobody has configured racks. */
    Map<String, Set<String>> racks() {
        return racks;
    }

    /** Whether a server that reaches neither controllers nor ZooKeeper serves, stale or not, as stock HBase does. */
    boolean servesIsolated() {
        return servesIsolated;
    }

    /** Whether the file system under HBase answers the controllers. */
    boolean isFileSystemWell() {
        return fileSystemWell;
    }

    void fileSystem(boolean well) {
        fileSystemWell = well;
    }

    void watchedBy(Bystander who) {
        bystander = who;
    }

    Bystander bystander() {
        return bystander;
    }

    /** This world has that flaw. */
    boolean has(Flaw some) {
        return flaw == some;
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
