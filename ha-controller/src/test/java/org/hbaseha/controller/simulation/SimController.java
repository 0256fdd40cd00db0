package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.CoreDriver;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.detection.FileSystemState;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.Observation.GateEntry;
import org.hbaseha.controller.lease.Acknowledgements;
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.controller.planning.breaker.Racks;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;

/** One process of the controller: the real core, and around it a simulated rim with sockets, a session, an executor and a loop. */
final class SimController implements CoreDriver.Performer {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration PING = Duration.ofMillis(500);
    private static final Duration SUSPENDED_AFTER = Duration.ofMillis(2600);
    private static final Duration STALL = Duration.ofSeconds(3);
    private static final Duration LOOK_EACH = Duration.ofMillis(100);
    private static final Duration FILE_SYSTEM_EACH = Duration.ofSeconds(2);

    private final World world;
    private final String id;
    private final String seat;
    private final Duration clockOffset;
    private final Acknowledgements words;
    private final Map<ServerName, Map<String, LeaseEnd.Seen>> promises = new LinkedHashMap<>();
    private final CoreDriver core;
    private final SimProber prober;
    private final Lies lies;
    private final Map<ServerName, SimStream> streams = new LinkedHashMap<>();
    private final Set<ServerName> followed = new LinkedHashSet<>();
    /** What waits for the process to run again: bytes in its sockets, time-outs of its timers. */
    private final List<Runnable> waiting = new ArrayList<>();

    private final Set<ServerName> foundDead = new TreeSet<>();
    private final Silences silences = new Silences();
    private final Ground ground = new Ground();
    private final Starts starts = new Starts();
    /** Grows with each question to ZooKeeper, and when one is given up. */
    private int question;

    private boolean asking;
    private List<Observation> inbox = new ArrayList<>();
    private boolean alive = true;
    private boolean frozen;
    private Optional<Span> standstill = Optional.empty();
    private boolean wakePlanned;
    private boolean claimed;
    private boolean suspended;
    private long watched;
    /** Told once at the start, and again at each change: what is read later says nothing of the connection. */
    private boolean connectionTold;

    private Duration lastContact;
    private Optional<Duration> leadingSince = Optional.empty();
    private Mode knownMode = Mode.SHADOW;
    private Optional<Observation.PauseSeen> knownPause = Optional.empty();
    private Duration wallOffset = Duration.ZERO;
    private Set<ServerName> knownRegistered = Set.of();
    private List<Observation.OrderSeen> knownOrders = List.of();
    private List<Observation.WindowSeen> knownWindows = List.of();

    /** {@code seat}: what it is called among those whose word counts. */
    SimController(World world, String id, String seat, Duration clockOffset) {
        this.world = world;
        this.id = id;
        this.seat = seat;
        this.clockOffset = clockOffset;
        this.core = new CoreDriver(
                id, Invariants.DETECTOR, Invariants.CRASH_PROCEDURE_GRACE, breakers(world), world.seats());
        this.lies = new Lies(world, this);
        this.words = new Acknowledgements(world.seats(), Invariants.DETECTOR.lease(), now());
        this.prober = new SimProber(world, this);
        this.lastContact = world.time().now();
    }

    private static BreakerSettings breakers(World world) {
        BreakerSettings usual = BreakerSettings.of(Invariants.BREAKER_WINDOW, Invariants.DETECTOR);
        Racks racks = Racks.of(
                world.has(Flaw.RACKS_NOT_TOLD)
                        ? Map.of()
                        : world.racks().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, rack -> List.copyOf(rack.getValue()))));
        Duration lease = world.has(Flaw.NO_PATIENCE) ? Duration.ZERO : usual.lease();
        return new BreakerSettings(usual.window(), usual.grace(), lease, racks);
    }

    void start() {
        world.zooKeeper().openSession(this);
        world.time().after(world.dice().millis(0, 20), this::tick);
        world.time().after(world.dice().millis(0, 50), this::ping);
        look();
        world.time().after(FILE_SYSTEM_EACH, this::lookAtFileSystem);
    }

    // Its loop.

    private void tick() {
        if (alive) {
            world.time().after(TICK, this::tick);
            if (!standsStill()) {
                List.copyOf(streams.values()).stream()
                        .filter(stream -> stream.controllerOpen() && !stream.heardWithin(STALL))
                        .forEach(stream -> stream.closeByController("stalled"));
                turn();
            }
        }
    }

    private void turn() {
        if (alive && !standsStill()) {
            List<Observation> seen = inbox;
            inbox = new ArrayList<>();
            core.turn(lies.told(seen), now(), wall(), this);
            world.bystander().turn();
        }
    }

    /** An observation wakes the loop; a beat may wait for the next tick. */
    private void observe(Observation observation) {
        inbox.add(observation);
        if (!(observation instanceof Observation.BeatSeen) && !wakePlanned) {
            wakePlanned = true;
            world.time().after(world.dice().millis(0, 3), () -> {
                wakePlanned = false;
                turn();
            });
        }
    }

    /** Something for its process to take in: now, or when it runs again. */
    void read(Runnable action) {
        if (!alive) {
            return;
        }
        if (standsStill()) {
            waiting.add(action);
        } else {
            action.run();
        }
    }

    private boolean standsStill() {
        return frozen && !world.has(Flaw.STANDSTILL_NOT_NOTICED);
    }

    void freeze() {
        if (!frozen) {
            standstill = Optional.of(Span.from(world.time().now()));
        }
        frozen = true;
        giveUpQuestion();
    }

    /** What had waited comes in after the first turn or before it, as threads happen to be scheduled. */
    void thaw() {
        if (alive && frozen) {
            frozen = false;
            standstill = standstill.map(span -> span.endedAt(world.time().now()));
            List<Runnable> due = List.copyOf(waiting);
            waiting.clear();
            if (world.dice().oneIn(2)) {
                turn();
            }
            world.time().after(world.dice().millis(0, 30), () -> due.forEach(this::read));
        }
    }

    void crash() {
        alive = false;
        waiting.clear();
        streams.values().forEach(SimStream::controllerDied);
    }

    // Its streams.

    void accepted(SimStream stream) {
        SimStream older = streams.put(stream.server().name(), stream);
        starts.heard(stream.server().name(), world.time().now());
        observe(new Observation.StreamOpened(
                stream.server().name(), Set.of(Capability.WITNESS, Capability.WORK_BEACON), now()));
        if (older != null) {
            older.replaced();
        }
    }

    void beatRead(SimStream stream, Beat beat) {
        boolean armed = knownMode.arms() && !world.seats().names().isEmpty();
        boolean granted = words.grant(stream.server().name(), beat.sent(), beat.gate(), armed, now());
        if (granted || world.has(Flaw.PROMISES_ARE_BROKEN)) {
            stream.acknowledge(beat.sequence(), armed);
        }
        silences.heard(stream.server().name(), world.time().now());
        starts.heard(stream.server().name(), world.time().now());
        world.bystander().beat(stream.server().name());
        observe(new Observation.BeatSeen(stream.server().name(), beat, now()));
    }

    void goodbyeRead(SimStream stream, GoodbyeReason reason, String text) {
        silences.leaves(stream.server().name());
        if (reason == GoodbyeReason.STOP) {
            starts.stops(stream.server().name(), world.time().now());
        }
        observe(new Observation.GoodbyeSeen(stream.server().name(), reason, text, now()));
    }

    void streamClosed(SimStream stream, boolean byPeer, String why) {
        ServerName server = stream.server().name();
        if (streams.remove(server, stream)) {
            observe(new Observation.StreamClosed(server, byPeer, why, now()));
        }
    }

    /** The stream on which it could ask this server. */
    Optional<SimStream> streamOf(ServerName server) {
        return Optional.ofNullable(streams.get(server)).filter(SimStream::controllerOpen);
    }

    // Its session.

    private void ping() {
        if (!alive) {
            return;
        }
        world.time().after(PING, this::ping);
        if (frozen) {
            return;
        }
        Duration time = world.time().now();
        if (!world.zooKeeper().reachableFrom(id)) {
            if (!suspended && time.minus(lastContact).compareTo(SUSPENDED_AFTER) > 0) {
                suspended = true;
                giveUpQuestion();
                ground.zooKeeperLost();
                observe(new Observation.ZooKeeperSeen(world.has(Flaw.BLIND_TO_GROUND), now()));
                leadershipLost();
            }
            return;
        }
        lastContact = time;
        if (!world.zooKeeper().hasSession(this)) {
            leadershipLost();
            world.zooKeeper().openSession(this);
        } else if (suspended) {
            world.zooKeeper().queueAgain(this);
        }
        if (suspended) {
            ground.zooKeeperBack(time);
            observe(new Observation.ZooKeeperSeen(true, now()));
        }
        suspended = false;
        world.zooKeeper().pingedBy(this);
        readWatched();
        ask();
    }

    /** One question at a time, whose answer nobody hurries to take in. */
    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        question++;
        Duration asked = world.time().now();
        ground.asked(asked);
        told(new Observation.ZooKeeperAsked(now()));
        awaitAnswer(question, asked, world.zooKeeper().answersAfter());
    }

    private void awaitAnswer(int number, Duration asked, Duration wait) {
        world.time().after(wait, () -> {
            if (!alive || number != question || !asking) {
                return;
            }
            if (!world.zooKeeper().reachableFrom(id)) {
                awaitAnswer(number, asked, LOOK_EACH);
                return;
            }
            asking = false;
            Duration time = world.time().now();
            ground.answered(time);
            told(new Observation.ZooKeeperAnswered(time.minus(asked), now()));
        });
    }

    private void giveUpQuestion() {
        asking = false;
    }

    private void lookAtFileSystem() {
        if (!alive) {
            return;
        }
        world.time().after(FILE_SYSTEM_EACH, this::lookAtFileSystem);
        if (!frozen) {
            boolean well = world.isFileSystemWell();
            ground.looked(well, world.time().now());
            told(new Observation.FileSystemSeen(
                    well ? FileSystemState.WELL : FileSystemState.NO_ANSWER, "hdfs", "", now()));
        }
    }

    /** Without a wake-up of the loop. */
    private void told(Observation observation) {
        if (!world.has(Flaw.BLIND_TO_GROUND)) {
            inbox.add(observation);
        }
    }

    private void leadershipLost() {
        claimed = false;
        if (leadingSince.isPresent()) {
            leadingSince = Optional.empty();
            world.disturbed(id + " lost the latch");
        }
        observe(new Observation.LeadershipLost(now()));
    }

    void watchFired() {
        Duration delay = world.dice().oneIn(100)
                ? world.dice().millis(50, 1000)
                : world.dice().millis(1, 20);
        world.time().after(delay, () -> read(this::readWatched));
    }

    private void readWatched() {
        SimZooKeeper zooKeeper = world.zooKeeper();
        if (zooKeeper.reachableFrom(id) && watched != zooKeeper.version()) {
            watched = zooKeeper.version();
            knownMode = zooKeeper.mode();
            knownPause = zooKeeper
                    .pause()
                    .map(record -> new Observation.PauseSeen(
                            record,
                            now().plus(Duration.between(
                                    World.WALL.plus(world.time().now()), record.until()))));
            if (!connectionTold) {
                connectionTold = true;
                observe(new Observation.ZooKeeperSeen(true, now()));
            }
            observe(new Observation.SwitchesRead(knownMode, knownPause, now()));
            knownRegistered = zooKeeper.registered();
            starts.listed(knownRegistered, world.time().now());
            observe(new Observation.RegisteredServers(knownRegistered, now()));
            Observation.OrdersRead orders = world.operators().orders(now());
            knownOrders = orders.orders();
            observe(orders);
            Observation.MaintenanceRead windows = world.operators().windows(now());
            knownWindows = windows.windows();
            observe(windows);
            words.retain(zooKeeper.registered());
            readGate();
        }
    }

    /** As {@code GateWatch} does: all promises bind before the first beat after them is acknowledged, and are then told. */
    private void readGate() {
        SimZooKeeper zooKeeper = world.zooKeeper();
        Set<ServerName> expired = zooKeeper.expired();
        expired.forEach(server -> {
            Promise unused = words.promise(server, now());
        });
        words.recordsRead();
        boolean[] news = {false};
        for (ServerName server : expired) {
            if (world.seats().has(seat)) {
                zooKeeper.promise(server, seat, words.promise(server, now()));
            }
            Map<String, LeaseEnd.Seen> known = promises.computeIfAbsent(server, any -> new LinkedHashMap<>());
            zooKeeper
                    .promises(server)
                    .forEach((other, promise) -> known.computeIfAbsent(other, any -> {
                        news[0] = true;
                        return new LeaseEnd.Seen(promise, now());
                    }));
        }
        if (news[0]) {
            Map<ServerName, Map<String, LeaseEnd.Seen>> now = new LinkedHashMap<>();
            promises.forEach((server, known) -> now.put(server, Map.copyOf(known)));
            observe(new Observation.PromisesSeen(now, now()));
        }
    }

    /** It takes part in the election. */
    boolean isConnected() {
        return alive && !frozen && !suspended;
    }

    boolean hasClaimed() {
        return claimed;
    }

    void claimed(Epoch epoch, List<GateEntry> gate) {
        claimed = true;
        world.disturbed(id + " claimed epoch " + epoch);
        world.time()
                .after(
                        world.dice().millis(1, 30),
                        () -> read(() -> {
                            if (claimed) {
                                leadingSince = Optional.of(world.time().now());
                                observe(new Observation.LeadershipGained(epoch, gate, now()));
                            }
                        }));
    }

    // What its core wants.

    @Override
    public void probe(ServerName server, List<ServerName> witnesses) {
        prober.probe(server, witnesses);
    }

    void probed(Observation.Probed answer) {
        observe(answer);
    }

    @Override
    public void follow(ServerName server, boolean on) {
        if (on) {
            followed.add(server);
        } else {
            followed.remove(server);
        }
    }

    private void look() {
        if (!alive) {
            return;
        }
        world.time().after(LOOK_EACH, this::look);
        if (!frozen && world.network().connected(id, SimNetwork.MASTER)) {
            followed.forEach(server -> world.master().recovery(server, now()).ifPresent(this::observe));
        }
    }

    @Override
    public void take(Step wanted) {
        Step step = lies.taken(wanted);
        world.invariants().decided(this, step);
        Duration delay = world.dice().oneIn(50)
                ? world.dice().millis(100, 3000)
                : world.dice().millis(1, 10);
        world.time().after(delay, () -> read(() -> send(step)));
    }

    private void send(Step step) {
        if (!world.zooKeeper().reachableFrom(id)) {
            ended(step, new StepOutcome.Failed("not connected"), Duration.ofMillis(200));
            return;
        }
        world.time().after(world.dice().millis(1, 20), () -> {
            boolean requestLost = world.dice().oneIn(30) || !world.zooKeeper().reachableFrom(id);
            StepOutcome outcome = requestLost
                    ? new StepOutcome.Indeterminate("no answer")
                    : world.zooKeeper().carryOut(this, step);
            if (world.has(Flaw.EXPIRE_COMES_TWICE) && !requestLost) {
                StepOutcome unused = world.zooKeeper().carryOut(this, step);
            }
            boolean answerLost =
                    requestLost || world.dice().oneIn(30) || !world.zooKeeper().reachableFrom(id);
            if (answerLost) {
                ended(step, new StepOutcome.Indeterminate("no answer"), Duration.ofSeconds(1));
            } else if (step instanceof Step.ScheduleCrashProcedure && outcome instanceof StepOutcome.Done) {
                askMaster(step);
            } else {
                ended(step, outcome, world.dice().millis(0, 10));
            }
        });
    }

    private void askMaster(Step step) {
        boolean taken = world.network().connected(id, SimNetwork.MASTER)
                && world.master().schedule(step.server());
        ended(
                step,
                taken ? new StepOutcome.Done("scheduled") : new StepOutcome.Failed("no master"),
                world.dice().millis(1, 100));
    }

    private void ended(Step step, StepOutcome outcome, Duration after) {
        world.time()
                .after(
                        after,
                        () -> read(() -> {
                            world.trace()
                                    .add(id, step.getClass().getSimpleName() + " " + step.server() + " " + outcome);
                            observe(new Observation.StepEnded(step, outcome, now()));
                        }));
    }

    @Override
    public void remove(String id, Epoch epoch) {
        world.time().after(world.dice().millis(1, 30), () -> {
            if (world.zooKeeper().reachableFrom(this.id) && world.zooKeeper().isNewest(epoch)) {
                world.operators().remove(id);
            }
        });
    }

    @Override
    public void standBack() {
        world.time()
                .after(
                        world.dice().millis(1, 30),
                        () -> read(() -> {
                            if (claimed
                                    && world.zooKeeper().reachableFrom(id)
                                    && world.zooKeeper().othersWait()) {
                                leadershipLost();
                                world.zooKeeper().queueAgain(this);
                            }
                        }));
    }

    @Override
    public void note(AuditEntry entry) {
        world.trace().add(id, entry.kind() + " " + entry.subject() + " " + entry.sentence() + " " + entry.facts());
        if (entry.kind().equals("VERDICT")) {
            foundDead.add(ServerName.valueOf(entry.subject()));
            world.invariants().verdict(ServerName.valueOf(entry.subject()));
            world.bystander().verdict(ServerName.valueOf(entry.subject()));
        }
    }

    // What others may know of it.

    String seat() {
        return seat;
    }

    /** Its promise reaches ZooKeeper, and what others promised reaches it. */
    boolean canPromise() {
        return alive && !frozen && !suspended && world.zooKeeper().reachableFrom(id);
    }

    Ground ground() {
        return ground;
    }

    /** Its journal says so. */
    boolean hasFoundDead(ServerName server) {
        return foundDead.contains(server);
    }

    Silences silences() {
        return silences;
    }

    Starts starts() {
        return starts;
    }

    /** When it was last stopped from outside; empty when it never was. */
    Optional<Span> standstill() {
        return standstill;
    }

    String id() {
        return id;
    }

    MonotonicInstant now() {
        return new MonotonicInstant(world.time().now().plus(clockOffset).toNanos());
    }

    private Instant wall() {
        return World.WALL.plus(world.time().now()).plus(wallOffset);
    }

    /** Somebody sets its wall clock. */
    void setClock(Duration by) {
        wallOffset = wallOffset.plus(by);
    }

    boolean isListening() {
        return alive;
    }

    boolean isFrozen() {
        return frozen;
    }

    boolean isLeading() {
        return alive && core.isLeading();
    }

    /** Its own belief, as far as the rim knows. */
    Optional<Duration> leadingSince() {
        return leadingSince;
    }

    /** The switches allow it to act, as far as it has read them. */
    boolean knowsItMayAct() {
        return knownMode.mayAct()
                && knownPause.filter(pause -> now().isBefore(pause.end())).isEmpty();
    }

    /** And nobody needs to be asked. */
    boolean actsByItself() {
        return knownMode == Mode.AUTOMATIC && knowsItMayAct();
    }

    Operators.Known knownOfPeople() {
        return new Operators.Known(knownMode, knownRegistered, knownOrders, knownWindows, now());
    }

    List<PlanView> plans() {
        return core.plans(now(), wall());
    }

    List<ServerName> openIncidents() {
        return core.openIncidents(now(), wall());
    }
}
