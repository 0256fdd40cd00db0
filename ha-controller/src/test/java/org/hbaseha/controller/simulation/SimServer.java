package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.health.Beat;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.WorkBeacon;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/** One incarnation of a region server with its agent: the truth about it, which the controllers can only guess. */
final class SimServer {

    static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration STALL = Duration.ofSeconds(3);
    /**
     * What Linux grants at least. With the busiest clients of this world it is full 600 ms after a freeze, just after the first question: class
     * N rests on that. Where more than 200 clients a second connect anew, a second port of the host has to be asked.
     */
    private static final int LEAST_BACKLOG = 128;

    private static final Duration DIAL_LEAST = Duration.ofMillis(100);
    private static final Duration DIAL_MOST = Duration.ofSeconds(2);

    /** What its process does. */
    enum Life {
        RUNNING,
        FROZEN,
        /** It said goodbye, closes its regions and ends. */
        STOPPING,
        /** It aborts: serves nothing any more and ends. */
        ABORTING,
        DEAD
    }

    private final World world;
    private final SimHost machine;
    private final ServerName name;
    private final Map<SimController, SimStream> streams = new LinkedHashMap<>();
    private final Map<SimController, Dialling> dialling = new LinkedHashMap<>();
    private final int backlogSize;
    private final SimGate gate;
    private Life life = Life.RUNNING;
    private Optional<Span> freeze = Optional.empty();
    private Duration budget = Invariants.DETECTOR.pauseBudget();
    private Duration longestPause = Duration.ZERO;
    private Duration lastUp = Duration.ZERO;
    private long sequence;
    private long ticks;
    private int backlog;

    /** When it may dial a controller again. */
    private record Dialling(Duration notBefore, Duration backOff) {}

    SimServer(World world, SimHost machine, ServerName name) {
        this.world = world;
        this.machine = machine;
        this.name = name;
        this.gate = new SimGate(world, machine, this);
        this.backlogSize = world.dice().between(LEAST_BACKLOG, 2 * LEAST_BACKLOG);
    }

    void start() {
        world.time().after(world.dice().millis(0, 100), this::beat);
        gate.start();
    }

    private void beat() {
        if (life == Life.DEAD || !machine.isUp()) {
            return;
        }
        world.time().after(BEAT, this::beat);
        if (life == Life.FROZEN) {
            backlog += world.dice().between(0, machine.clients());
            return;
        }
        if (life == Life.RUNNING) {
            lastUp = world.network().unheard(host()) ? lastUp : world.time().now();
            sequence++;
            world.controllers().forEach(this::beatTo);
        }
        ticks++;
        if (ticks % 10 == 0) {
            world.zooKeeper().pingedBy(this);
        }
    }

    private void beatTo(SimController controller) {
        SimStream stream = streams.get(controller);
        if (stream == null || !stream.agentOpen()) {
            dial(controller);
            return;
        }
        if (!stream.acknowledgedWithin(STALL)) {
            stream.closeByAgent("no acknowledgement");
            return;
        }
        Beat beat = new Beat(
                sequence, name.getStartCode(), gate.beatSent(sequence), machine.wall(), 0, beacon(), gate.report());
        stream.send(() -> controller.beatRead(stream, beat));
    }

    private WorkBeacon beacon() {
        WorkBeacon idle = WorkBeacon.IDLE;
        return new WorkBeacon(
                Duration.ZERO,
                longestPause,
                idle.processCpu(),
                idle.heapUsed(),
                idle.heapMax(),
                idle.oldestUnfinishedWrite(),
                idle.regions(),
                idle.requestsPerSecond());
    }

    private void dial(SimController controller) {
        Dialling last = dialling.getOrDefault(controller, new Dialling(Duration.ZERO, DIAL_LEAST));
        if (world.time().now().compareTo(last.notBefore()) < 0 || !controller.isListening()) {
            return;
        }
        boolean answers = world.network().connected(host(), controller.id())
                && !world.network().rejected(host(), controller.id())
                && !controller.isFrozen();
        Duration wait = answers
                ? last.backOff()
                : last.backOff().plusMillis(world.dice().between(0, 1000));
        Duration doubled = last.backOff().multipliedBy(2);
        dialling.put(
                controller,
                new Dialling(world.time().now().plus(wait), doubled.compareTo(DIAL_MOST) > 0 ? DIAL_MOST : doubled));
        if (answers) {
            world.time().after(world.dice().millis(2, 10), () -> connect(controller));
        }
    }

    private void connect(SimController controller) {
        if (life == Life.RUNNING
                && machine.isUp()
                && world.network().connected(host(), controller.id())
                && controller.isListening()
                && !controller.isFrozen()) {
            SimStream stream = new SimStream(world, this, controller);
            streams.put(controller, stream);
            dialling.remove(controller);
            controller.accepted(stream);
        }
    }

    void mended() {
        streams.values().forEach(SimStream::mended);
    }

    /** kill -9. */
    void crash() {
        if (life != Life.DEAD) {
            life = Life.DEAD;
            streams.values().forEach(stream -> stream.closeByAgent("reset by the kernel"));
        }
    }

    /** Its host lost power. */
    void vanish() {
        life = Life.DEAD;
        streams.values().forEach(SimStream::vanish);
    }

    void freeze() {
        if (life == Life.RUNNING) {
            life = Life.FROZEN;
            budget = budgetNow();
            freeze = Optional.of(Span.from(world.time().now()));
        }
    }

    void thaw() {
        if (life == Life.FROZEN) {
            life = Life.RUNNING;
            backlog = 0;
            Duration now = world.time().now();
            freeze = freeze.map(span -> span.endedAt(now));
            Duration pause = freeze.orElseThrow().lengthAt(now);
            gate.thawed(pause);
            longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
            lastUp = now;
        }
    }

    /** It serves nothing from now on; its process ends shortly, and its znode with its session, or only when that runs out. */
    void abort(String why) {
        if (life == Life.RUNNING || life == Life.STOPPING) {
            life = Life.ABORTING;
            sayGoodbye(GoodbyeReason.ABORT, why);
            boolean closesSession = world.dice().oneIn(2);
            world.time().after(world.dice().millis(5, 500), () -> {
                crash();
                if (closesSession) {
                    world.zooKeeper().closedSession(this);
                }
            });
        }
    }

    /** It closes its regions, then its port, then its session. */
    void stopInOrder() {
        if (life == Life.RUNNING) {
            life = Life.STOPPING;
            sayGoodbye(GoodbyeReason.STOP, "stopping");
            streams.values().forEach(stream -> stream.closeByAgent("stopped"));
            world.time().after(world.dice().millis(200, 8_000), () -> {
                if (life == Life.STOPPING) {
                    world.master().closedAllRegions(name);
                    crash();
                    world.time().after(world.dice().millis(0, 300), () -> world.zooKeeper()
                            .closedSession(this));
                }
            });
        }
    }

    private void sayGoodbye(GoodbyeReason reason, String text) {
        streams.forEach((controller, stream) -> {
            if (stream.agentOpen()) {
                stream.send(() -> controller.goodbyeRead(stream, reason, text));
            }
        });
    }

    /** What a connect from {@code place} to its own port, or to another one of its host, would find now. */
    ConnectOutcome connectFrom(String place, boolean serverPort) {
        if (!machine.isUp() || !world.network().connected(place, host())) {
            return world.dice().oneIn(5) ? ConnectOutcome.UNREACHABLE : ConnectOutcome.TIMED_OUT;
        }
        if (world.network().rejected(place, host())) {
            return ConnectOutcome.REFUSED;
        }
        if (world.network().losesConnect(place, host())) {
            return ConnectOutcome.TIMED_OUT;
        }
        if (world.dice().oneIn(200)) {
            return world.dice().oneIn(4) ? ConnectOutcome.NOT_TRIED : ConnectOutcome.TIMED_OUT;
        }
        SimServer owner = machine.current();
        return serverPort ? owner.connect() : ConnectOutcome.CONNECTED;
    }

    private ConnectOutcome connect() {
        if (life == Life.DEAD) {
            return ConnectOutcome.REFUSED;
        }
        if (life != Life.FROZEN) {
            return ConnectOutcome.CONNECTED;
        }
        if (world.has(Flaw.NO_LATCH)) {
            return ConnectOutcome.TIMED_OUT;
        }
        backlog++;
        return backlog > backlogSize ? ConnectOutcome.TIMED_OUT : ConnectOutcome.CONNECTED;
    }

    SimGate gate() {
        return gate;
    }

    ServerName name() {
        return name;
    }

    String host() {
        return machine.name();
    }

    boolean hostUp() {
        return machine.isUp();
    }

    Life life() {
        return life;
    }

    boolean isUp() {
        return life == Life.RUNNING && machine.isUp() && !world.network().isolated(host());
    }

    /** When it last ran and could be heard. */
    Duration lastUp() {
        return lastUp;
    }

    Optional<Span> freezing() {
        return freeze;
    }

    /** What class P allowed it when it froze. */
    Duration budget() {
        return budget;
    }

    /** What class P would allow it if it froze now. */
    Duration budgetNow() {
        return Invariants.DETECTOR.pauseBudgetFor(longestPause);
    }

    Optional<SimStream> streamTo(SimController controller) {
        return Optional.ofNullable(streams.get(controller)).filter(SimStream::agentOpen);
    }

    void forget(SimController controller) {
        streams.remove(controller);
        dialling.remove(controller);
    }

    /** Its own clocks, which agree with nobody's. {@code set}: by how much the wall clock was set since. */
    record Clocks(Duration offset, Duration set) {

        MonotonicInstant monotonic(Duration now) {
            return new MonotonicInstant(now.plus(offset).toNanos());
        }

        Instant wall(Duration now) {
            return World.WALL.plus(now).plus(offset).plus(set);
        }

        /** Somebody sets the wall clock; the other one does not care. */
        Clocks wallSet(Duration by) {
            return new Clocks(offset, set.plus(by));
        }
    }
}
