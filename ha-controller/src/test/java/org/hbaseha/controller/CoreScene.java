package org.hbaseha.controller;

import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.closedByPeer;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.seenBy;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/** A core with {@code n} servers s0, s1, … that beat each 100 ms unless they are silent; a turn each 20 ms. Steps end only as a test says. */
final class CoreScene {

    static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration PLAN_EXPIRES = Duration.ofSeconds(20);
    static final Seats SEATS = Seats.of(Set.of("c1", "c2", "c3"));
    static final int TERMS = terms(SEATS);
    private static final Seats ALONE = Seats.of(Set.of("c1"));
    private static final long TURN = 20;

    final ControllerCore core;
    private GateReport gate;
    private final List<ServerName> servers = new ArrayList<>();
    private final Set<ServerName> silent = new TreeSet<>();
    private final List<AuditEntry> notes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Effect.Probe> probes = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<Effect.RunHook> hooks = new ArrayList<>();
    private final Map<ServerName, ConnectOutcome> ports = new TreeMap<>();
    private final List<Observation> answers = new ArrayList<>();
    private long now;
    private int standBacks;
    private final Seats seats;

    CoreScene(int n) {
        this(n, HookUse.NONE);
    }

    CoreScene(int n, HookUse hooks) {
        this(n, hooks, ALONE);
    }

    private CoreScene(int n, HookUse hooks, Seats seats) {
        this(n, hooks, seats, new GateReport(GateState.LEASED, terms(seats)));
    }

    private CoreScene(int n, HookUse hooks, Seats seats, GateReport gate) {
        this.core = new ControllerCore(
                "c1",
                new CoreSettings(
                        Facts.SETTINGS,
                        Duration.ofMillis(300),
                        BreakerSettings.of(Duration.ofMinutes(10), Facts.SETTINGS),
                        seats,
                        PLAN_EXPIRES,
                        hooks));
        this.seats = seats;
        this.gate = gate;
        for (int i = 0; i < n; i++) {
            servers.add(server("s" + i, 1));
        }
    }

    /** {@code n} servers that beat, and a leader in automatic mode for longer than a lease. */
    static CoreScene leading(int n) {
        return leading(n, HookUse.NONE);
    }

    static CoreScene leading(int n, HookUse hooks) {
        return new CoreScene(n, hooks).lead();
    }

    /** The same, with three seats on whose leases the servers serve. */
    static CoreScene leased(int n) {
        return new CoreScene(n, HookUse.NONE, SEATS).lead();
    }

    /** The same, with a controller whose {@code ha-site.xml} names no seats, and servers that serve on leases from others. */
    static CoreScene seatless(int n) {
        return new CoreScene(n, HookUse.NONE, Seats.NONE, new GateReport(GateState.LEASED, TERMS)).lead();
    }

    private static int terms(Seats seats) {
        return new GateTerms(seats, Facts.SETTINGS.lease()).fingerprint();
    }

    /** What the servers tell of their gates from now on. */
    CoreScene gate(GateReport report) {
        gate = report;
        return this;
    }

    private CoreScene lead() {
        CoreScene scene = this;
        scene.connectAll();
        scene.seen(registered(Set.copyOf(scene.servers), scene.now));
        scene.seen(new Observation.SwitchesRead(Mode.AUTOMATIC, Optional.empty(), at(scene.now)));
        scene.lead(1);
        scene.runTo(2000);
        return scene;
    }

    void connectAll() {
        servers.forEach(server -> seen(opened(server, now), beat(server)));
    }

    void lead(long epoch, Observation.GateEntry... gate) {
        seen(new Observation.LeadershipGained(new Epoch(epoch), List.of(gate), at(now)));
    }

    static Observation.GateEntry entry(ServerName server, long epoch, Duration age) {
        return new Observation.GateEntry(
                server, new ExpireRecord(new Epoch(epoch), "c0", "nonce", "P", "P: silent", WALL), age);
    }

    ServerName s(int i) {
        return servers.get(i);
    }

    Set<ServerName> all() {
        return Set.copyOf(servers);
    }

    long now() {
        return now;
    }

    /** All of these at the present time, in one turn. */
    CoreScene seen(Observation... observations) {
        take(core.turn(List.of(observations), at(now), WALL.plusMillis(now)));
        return this;
    }

    CoreScene silence(ServerName... gone) {
        silent.addAll(List.of(gone));
        return this;
    }

    CoreScene wake(ServerName server) {
        silent.remove(server);
        return seen(beat(server));
    }

    private Observation beat(ServerName server) {
        return Facts.beat(server, now, Duration.ZERO, gate);
    }

    /** These seats have promised; their last acknowledgement was given {@code ago} milliseconds ago. */
    CoreScene promised(ServerName server, long ago, String... seats) {
        Map<String, LeaseEnd.Seen> promises = new TreeMap<>();
        MonotonicInstant last = at(now - ago);
        for (String seat : seats) {
            promises.put(
                    seat,
                    new LeaseEnd.Seen(
                            new Promise(
                                    Duration.ofMillis(ago),
                                    Optional.of(at(-100_000)),
                                    Optional.of(last),
                                    terms(this.seats)),
                            at(now)));
        }
        return seen(new Observation.PromisesSeen(Map.of(server, promises), at(now)));
    }

    /** From now on connects to its port end like this, for us and for witnesses, in the turn after the question. */
    CoreScene port(ServerName server, ConnectOutcome outcome) {
        ports.put(server, outcome);
        return this;
    }

    /** Time passes; who is not silent beats. */
    CoreScene runTo(long millis) {
        while (now < millis) {
            now += TURN;
            List<Observation> due = new ArrayList<>(answers);
            answers.clear();
            if (now % 100 == 0) {
                servers.stream().filter(s -> !silent.contains(s)).forEach(s -> due.add(beat(s)));
            }
            take(core.turn(due, at(now), WALL.plusMillis(now)));
        }
        return this;
    }

    CoreScene run(long millis) {
        return runTo(now + millis);
    }

    /** The controller itself stands still: no turn, no beat. */
    CoreScene standStill(long millis) {
        now += millis;
        return this;
    }

    /** Class C in the next turn: closed, and refused here and at a witness. */
    CoreScene crash(ServerName server) {
        silent.add(server);
        ServerName witness = servers.stream()
                .filter(other -> !other.equals(server) && !silent.contains(other))
                .findFirst()
                .orElseThrow();
        now += TURN;
        return seen(closedByPeer(server, now - 1)).crashProbed(server, witness);
    }

    private CoreScene crashProbed(ServerName server, ServerName witness) {
        return seen(own(server, ConnectOutcome.REFUSED, now), seenBy(witness, server, ConnectOutcome.REFUSED, now));
    }

    CoreScene ended(Step step, StepOutcome outcome) {
        return seen(new Observation.StepEnded(step, outcome, at(now)));
    }

    /** Where the leader has the only seat, its promise comes with the record, and its last acknowledgement is long past. */
    CoreScene done(Step step) {
        ended(step, new StepOutcome.Done("done"));
        return seats.equals(ALONE) && step instanceof Step.WriteExpire ? promised(step.server(), 60_000, "c1") : this;
    }

    CoreScene mode(Mode mode) {
        return seen(new Observation.SwitchesRead(mode, Optional.empty(), at(now)));
    }

    /** From now on; {@code operatorAhead} is how far the operator's clock is ahead of ours. */
    CoreScene pause(Duration duration, Duration operatorAhead) {
        return seen(pauseRead(duration, operatorAhead));
    }

    /** What {@link #pause} shows; it says the same however often it is read. */
    Observation.SwitchesRead pauseRead(Duration duration, Duration operatorAhead) {
        Instant wall = WALL.plusMillis(now).plus(operatorAhead);
        PauseRecord record = new PauseRecord("ada", "test", wall, wall.plus(duration));
        return new Observation.SwitchesRead(
                Mode.AUTOMATIC, Optional.of(new Observation.PauseSeen(record, at(now).plus(duration))), at(now));
    }

    CoreScene znodeGone(ServerName... gone) {
        Set<ServerName> left = new TreeSet<>(servers);
        left.removeAll(List.of(gone));
        return seen(registered(left, now));
    }

    CoreScene recovered(ServerName server) {
        return seen(new Observation.RecoverySeen(server, true, true, List.of(), 0, at(now)));
    }

    ControllerView view() {
        ViewMaker.Daemon daemon =
                new ViewMaker.Daemon("test", WALL, "c1", new ControllerView.SessionView(4_000, 4_000, ""), "");
        return core.view(daemon, at(now), WALL.plusMillis(now));
    }

    List<IncidentView> history() {
        return core.history(at(now), WALL.plusMillis(now));
    }

    /** Hooks wanted since this was last asked. */
    List<Effect.RunHook> hooks() {
        List<Effect.RunHook> taken = List.copyOf(hooks);
        hooks.clear();
        return taken;
    }

    /** Ids of operators' records that the leader wanted removed since this was last asked. */
    List<String> removed() {
        List<String> taken = List.copyOf(removed);
        removed.clear();
        return taken;
    }

    /** How often it wanted another controller to lead. */
    int standBacks() {
        return standBacks;
    }

    private void take(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.RunHook hook) {
                hooks.add(hook);
            }
            if (effect instanceof Effect.Remove remove) {
                removed.add(remove.id());
            }
            standBacks += effect instanceof Effect.StandBack ? 1 : 0;
            if (effect instanceof Effect.Take take) {
                steps.add(take.step());
            } else if (effect instanceof Effect.Note note) {
                notes.add(note.entry());
            } else if (effect instanceof Effect.Probe probe) {
                probes.add(probe);
                answer(probe);
            }
        }
    }

    private void answer(Effect.Probe probe) {
        ServerName server = probe.server();
        if (ports.containsKey(server)) {
            ConnectOutcome outcome = ports.get(server);
            answers.add(own(server, Facts.RPC_PORT, outcome, now, now + TURN));
            probe.witnesses().forEach(witness -> answers.add(seenBy(witness, server, outcome, now, now + TURN)));
        }
    }

    /** Steps wanted since this was last asked. */
    List<Step> steps() {
        List<Step> taken = List.copyOf(steps);
        steps.clear();
        return taken;
    }

    /** The one step wanted since this was last asked. */
    Step step() {
        List<Step> taken = steps();
        if (taken.size() != 1) {
            throw new AssertionError("One step was expected steps=" + taken + " notes=" + notes);
        }
        return taken.get(0);
    }

    List<Effect.Probe> probes() {
        List<Effect.Probe> taken = List.copyOf(probes);
        probes.clear();
        return taken;
    }

    List<String> noted() {
        return notes.stream().map(AuditEntry::kind).toList();
    }

    List<AuditEntry> notes(String kind) {
        return notes.stream().filter(note -> note.kind().equals(kind)).toList();
    }

    /** Codes of refusals noted so far. */
    List<String> refusals() {
        return notes("REFUSED").stream().map(note -> note.facts().get("code")).toList();
    }
}
