package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation.GateEntry;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.layout.Promise;

/** One linearizable object: sessions, the latch with its epoch, EXPIRE records, HBase's list of region servers, the switches. */
final class SimZooKeeper {

    static final Duration SERVER_SESSION = Duration.ofSeconds(40);
    static final Duration CONTROLLER_SESSION = Duration.ofSeconds(4);
    private static final Duration SWEEP = Duration.ofMillis(500);
    /** A point of an observer's doubt goes each 2 s, and it has four at most for this; the last slow answer may be 3 s on its way. */
    private static final Duration DOUBTS = Duration.ofSeconds(12);

    private static final Duration PROMPT = Duration.ofMillis(5);

    private final World world;
    private final Map<SimServer, Duration> servers = new LinkedHashMap<>();
    private final Set<ServerName> registered = new TreeSet<>();
    private final Map<SimController, Duration> sessions = new LinkedHashMap<>();
    private final Set<SimController> latch = new LinkedHashSet<>();
    private final Map<ServerName, Gate> gate = new HashMap<>();
    private Epoch epoch = Epoch.NONE;
    private long version = 1;
    private Mode mode = Mode.SHADOW;
    private Optional<PauseRecord> pause = Optional.empty();
    private boolean up = true;
    private Duration answersAfter = PROMPT;
    private Optional<Duration> lastSlow = Optional.empty();

    private final Set<ServerName> claimed = new HashSet<>();
    private final Map<ServerName, Map<String, Promise>> promises = new HashMap<>();

    private record Gate(ExpireRecord record, Duration created) {}

    SimZooKeeper(World world) {
        this.world = world;
    }

    void start() {
        sweep();
    }

    private void sweep() {
        world.time().after(SWEEP, this::sweep);
        if (!up) {
            return;
        }
        Duration now = world.time().now();
        servers.entrySet().stream()
                .filter(session -> now.minus(session.getValue()).compareTo(SERVER_SESSION) > 0)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::closedSession);
        sessions.entrySet().stream()
                .filter(session -> now.minus(session.getValue()).compareTo(CONTROLLER_SESSION) > 0)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::endSession);
    }

    /** An ensemble that comes back gives every session its full time again. */
    void setUp(boolean now) {
        up = now;
        if (up) {
            servers.replaceAll((server, at) -> world.time().now());
            sessions.replaceAll((controller, at) -> world.time().now());
        }
    }

    /** From now on its answers to the controllers' questions take so long. */
    void slow(Duration each) {
        answersAfter = each;
        lastSlow = Optional.of(world.time().now());
    }

    void prompt() {
        answersAfter = PROMPT;
        lastSlow = lastSlow.map(any -> world.time().now());
    }

    Duration answersAfter() {
        return answersAfter;
    }

    /** Nobody doubts his ears any more for an answer that came late. */
    boolean isLongPrompt() {
        return answersAfter.equals(PROMPT)
                && lastSlow.filter(at -> world.time().now().minus(at).compareTo(DOUBTS) < 0)
                        .isEmpty();
    }

    boolean reachableFrom(String place) {
        return up && world.network().connected(place, SimNetwork.ZOOKEEPER);
    }

    void register(SimServer server) {
        servers.put(server, world.time().now());
        registered.add(server.name());
        changed();
        world.master().registered(server.name());
    }

    /** A sign of life of a server's session, which also tells it what became of its znode. */
    void pingedBy(SimServer server) {
        if (!reachableFrom(server.host())) {
            return;
        }
        if (!registered.contains(server.name())) {
            world.time().after(world.dice().millis(0, 3000), () -> server.abort("You are dead"));
        } else {
            servers.put(server, world.time().now());
        }
        server.gate().zooKeeperHeard();
        if (gate.containsKey(server.name())) {
            server.gate().expired();
        }
    }

    void closedSession(SimServer server) {
        servers.remove(server);
        unregister(server.name());
    }

    private void unregister(ServerName server) {
        if (registered.remove(server)) {
            changed();
            world.master().unregistered(server);
        }
    }

    boolean isRegistered(ServerName server) {
        return registered.contains(server);
    }

    Set<ServerName> registered() {
        return Set.copyOf(registered);
    }

    private void changed() {
        version++;
        world.controllers().forEach(SimController::watchFired);
    }

    /** Grows with each change of what controllers watch. */
    long version() {
        return version;
    }

    Mode mode() {
        return mode;
    }

    Optional<PauseRecord> pause() {
        return pause;
    }

    /** Operators wrote or removed something. */
    void recordsChanged() {
        changed();
    }

    void switches(Mode nextMode, Optional<PauseRecord> nextPause) {
        mode = nextMode;
        pause = nextPause;
        changed();
    }

    /** A controller's new session, with a place at the end of the latch's queue. */
    void openSession(SimController controller) {
        sessions.put(controller, world.time().now());
        latch.add(controller);
        grantSoon();
    }

    boolean hasSession(SimController controller) {
        return sessions.containsKey(controller);
    }

    void pingedBy(SimController controller) {
        sessions.replace(controller, world.time().now());
    }

    void endSession(SimController controller) {
        sessions.remove(controller);
        leaveLatch(controller);
    }

    /** What Curator does after a suspended connection: let the latch go and queue again. */
    void queueAgain(SimController controller) {
        leaveLatch(controller);
        latch.add(controller);
        grantSoon();
    }

    /** Somebody else could lead. */
    boolean othersWait() {
        return latch.size() > 1;
    }

    /** It found a newer epoch than its own: it claims again if the latch is its own all the same. */
    void deposed(SimController controller) {
        if (latch.contains(controller)) {
            grantSoon();
        }
    }

    private void leaveLatch(SimController controller) {
        if (latch.remove(controller)) {
            grantSoon();
        }
    }

    private void grantSoon() {
        world.time().after(world.dice().millis(5, 100), this::grant);
    }

    private void grant() {
        Optional<SimController> first = latch.stream().findFirst();
        if (first.isEmpty() || first.get().hasClaimed()) {
            return;
        }
        SimController holder = first.get();
        if (!holder.isConnected() || !reachableFrom(holder.id())) {
            grantSoon();
            return;
        }
        epoch = epoch.next();
        holder.claimed(epoch, entries());
    }

    private List<GateEntry> entries() {
        List<GateEntry> entries = new ArrayList<>();
        gate.forEach((server, found) -> entries.add(
                new GateEntry(server, found.record(), world.time().now().minus(found.created()))));
        return entries;
    }

    boolean isNewest(Epoch asked) {
        return epoch.equals(asked);
    }

    /** A server's test-and-set; false when it has been expired. */
    boolean claimStock(ServerName server) {
        if (gate.containsKey(server)) {
            return false;
        }
        claimed.add(server);
        return true;
    }

    /** False when it has been expired. */
    boolean releaseStock(ServerName server) {
        return claimed.remove(server) || !gate.containsKey(server);
    }

    Set<ServerName> expired() {
        return new TreeSet<>(gate.keySet());
    }

    /** The first of a seat stands. */
    void promise(ServerName server, String seat, Promise promise) {
        if (promises.computeIfAbsent(server, any -> new TreeMap<>()).putIfAbsent(seat, promise) == null) {
            changed();
        }
    }

    Map<String, Promise> promises(ServerName server) {
        return promises.getOrDefault(server, Map.of());
    }

    boolean hasExpire(ServerName server) {
        return gate.containsKey(server);
    }

    /** Servers whose EXPIRE record was written after {@code since}. */
    long expiriesSince(Duration since) {
        return gate.values().stream()
                .filter(record -> record.created().compareTo(since) > 0)
                .count();
    }

    /** Expired servers that are registered still. */
    List<ServerName> unfinished() {
        return gate.keySet().stream().filter(registered::contains).toList();
    }

    /** One transaction: the epoch is checked and the step's effect made, or neither. */
    StepOutcome carryOut(SimController by, Step step) {
        if (!world.has(Flaw.NO_EPOCH_CHECK) && !isNewest(step.epoch())) {
            return new StepOutcome.Deposed("the newest epoch is " + epoch);
        }
        world.invariants().carriedOut(step, epoch);
        if (step instanceof Step.WriteExpire write) {
            return writeExpire(by, write);
        } else if (step instanceof Step.LookForExpire) {
            return gate.containsKey(step.server())
                    ? new StepOutcome.Done("is there")
                    : new StepOutcome.Absent("is not there");
        } else if (step instanceof Step.DeleteZnode) {
            boolean there = registered.contains(step.server());
            if (there) {
                world.invariants()
                        .regionsMayMove(
                                step.server(),
                                Optional.ofNullable(gate.get(step.server())).map(Gate::record));
            }
            unregister(step.server());
            return new StepOutcome.Done(there ? "deleted" : "was gone");
        }
        return new StepOutcome.Done("epoch confirmed");
    }

    private StepOutcome writeExpire(SimController by, Step.WriteExpire step) {
        if (world.has(Flaw.EXPIRE_IS_LOST)) {
            return new StepOutcome.Done("written");
        }
        if (gate.containsKey(step.server()) && !world.has(Flaw.EXPIRE_COMES_TWICE)) {
            return new StepOutcome.Done("was there");
        }
        ExpireRecord record =
                new ExpireRecord(step.epoch(), by.id(), "", step.evidenceClass().letter(), step.reason(), World.WALL);
        if (claimed.contains(step.server()) && !record.isConclusive()) {
            return new StepOutcome.Failed("the server holds its gate record");
        }
        claimed.remove(step.server());
        gate.put(step.server(), new Gate(record, world.time().now()));
        changed();
        world.server(step.server()).ifPresent(this::tellOfExpire);
        world.invariants().expired(step);
        return new StepOutcome.Done("written");
    }

    /** The server's own watch. */
    private void tellOfExpire(SimServer server) {
        world.time().after(world.dice().millis(1, 50), () -> {
            if (reachableFrom(server.host())) {
                server.gate().expired();
            }
        });
    }
}
