package org.hbaseha.controller.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.lease.ModelZooKeeper.Held;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.health.gate.Seats;

/**
 * Two hosts with one region server process after the other, three controllers of which any may lead or think so, and one ZooKeeper. Holds no
 * opinion on what happens next. Since a host's regions may open anywhere once its incarnation's znode is gone, what must hold is said for each
 * incarnation by itself: from then on it does not serve, whoever the successor is and whatever becomes of that one.
 */
final class GateWorld {

    static final Duration LEASE = Duration.ofMillis(1600);
    static final Seats SEATS = Seats.of(List.of("a", "b", "c"));

    /** Between two beats here. */
    static final Duration ROUND = LEASE.dividedBy(8);

    static final int HOSTS = 2;

    /** All region servers' clocks are slower than all controllers', by less than what the lease allows for. */
    private static final double SLOW = 0.985;

    /** By host and start code: making one takes longer than a schedule. */
    private static final Map<List<Integer>, ServerName> NAMES = new HashMap<>();

    private final Flaw flaw;
    private final ModelTime time;
    private final ModelZooKeeper zooKeeper;
    private final List<ModelSeat> seats = new ArrayList<>();
    /** By host. */
    private final List<ModelServer> current = new ArrayList<>();

    private final Map<ServerName, ModelServer> everyone = new LinkedHashMap<>();

    GateWorld(Flaw flaw, boolean traced) {
        this.flaw = flaw;
        this.time = new ModelTime(traced);
        this.zooKeeper = new ModelZooKeeper(flaw);
        for (String name : List.of("a", "b", "c")) {
            ModelTime.Clock clock = time.clock(Duration.ofDays(10 + seats.size()), 1);
            seats.add(new ModelSeat(name, flaw, time, clock, zooKeeper));
        }
        for (int host = 0; host < HOSTS; host++) {
            current.add(start(host, 1));
        }
        seats.get(0).lead();
    }

    private ModelServer start(int host, int startCode) {
        ServerName name = NAMES.computeIfAbsent(
                List.of(host, startCode), any -> ServerName.valueOf("s" + host, 16020, startCode));
        ModelTime.Clock clock = time.clock(Duration.ofDays(1 + host), SLOW);
        ModelServer server = new ModelServer(name, flaw, time, clock, zooKeeper);
        everyone.put(name, server);
        return server;
    }

    /** A new incarnation where the last one is gone. */
    void restart(int host) {
        ModelServer next = start(host, (int) current.get(host).name().getStartCode() + 1);
        time.say("starts", next.name());
        current.set(host, next);
    }

    // Time and beats.

    /** All stand still meanwhile. */
    void pass(Duration length) {
        time.pass(length);
        time.say("time passes", length);
    }

    /** A while passes, and all servers that run tick and beat. */
    void round() {
        round(ROUND, server -> false, (server, seat) -> true);
    }

    /** {@code hears}: whether a seat hears a server's beat. */
    interface Hears {
        boolean hears(ModelServer server, ModelSeat seat);
    }

    void round(Hears hears) {
        round(ROUND, server -> false, hears);
    }

    /** {@code late}: whether a server's acknowledgements wait. */
    void round(Duration length, Predicate<ModelServer> late, Hears hears) {
        time.pass(length);
        for (ModelServer server : current) {
            if (server.isRunning()) {
                server.tick();
            }
            if (server.isRunning()) {
                beat(server, hears);
                if (!late.test(server)) {
                    server.deliver();
                }
            }
        }
    }

    private void beat(ModelServer server, Hears hears) {
        ModelSeat.Beat beat = server.beat();
        for (ModelSeat seat : seats) {
            if (hears.hears(server, seat)) {
                time.say("beat: state, heard by", server.name(), beat.report().state(), seat.name());
                seat.hear(beat);
            }
        }
    }

    // Leaders.

    void lead(ModelSeat seat) {
        seat.lead();
        if (flaw == Flaw.ASKS_BEFORE_RECORD) {
            for (ModelServer server : current) {
                seats.forEach(other -> other.tellUnbound(seat, server.name()));
            }
        }
    }

    /** With or without reason; but only of a process that is gone it says so. */
    void suspect(ModelSeat leader, ModelServer server) {
        boolean gone = !server.isAlive() || flaw == Flaw.CALLS_LIVING_GONE;
        leader.suspect(server.name(), gone ? EvidenceClass.CONCLUSIVE : EvidenceClass.NO_CONTACT);
    }

    /** A leader's step is carried out, and its end is told. */
    void carryOut(ModelSeat leader, Step step) {
        leader.ended(step, zooKeeper.carryOut(step));
    }

    /** All that are awake see what was promised and do what follows, with an answer at once. */
    void leadersAct() {
        for (ModelSeat seat : seats) {
            seat.leader().ifPresent(desk -> {
                seat.see();
                seat.turn();
                desk.underWay().forEach(step -> carryOut(seat, step));
            });
        }
    }

    /** The answer is lost; so may be the request. */
    void loseAnswer(ModelSeat leader, Step step, boolean request) {
        if (!request) {
            StepOutcome unseen = zooKeeper.carryOut(step);
            time.say("nobody is told", leader.name(), step, unseen);
        }
        leader.ended(step, new StepOutcome.Indeterminate("lost"));
    }

    /** Its successor may open. */
    boolean isOver(ModelServer server) {
        return !zooKeeper.isRegistered(server.name());
    }

    boolean hasExpire(ModelServer server) {
        return zooKeeper.held(server.name()) == Held.EXPIRE;
    }

    boolean hasRecord(ModelServer server) {
        return zooKeeper.held(server.name()) != Held.NONE;
    }

    /** The question all of this is about. */
    void check() {
        for (ModelServer server : everyone.values()) {
            if (isOver(server) && server.isOpen()) {
                throw new AssertionError(flaw + ": two servers may serve " + server.name() + "\n" + story());
            }
        }
    }

    List<ModelSeat> seats() {
        return seats;
    }

    /** The newest incarnation of each host. */
    List<ModelServer> current() {
        return current;
    }

    List<ModelServer> everyone() {
        return List.copyOf(everyone.values());
    }

    String story() {
        return time.story();
    }

    void say(String what) {
        time.say(what);
    }
}
