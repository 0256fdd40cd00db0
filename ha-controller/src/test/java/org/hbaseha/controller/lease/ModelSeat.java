package org.hbaseha.controller.lease;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;

/**
 * One controller: its real word to the servers, what it has read of the promises, its own view of whether gates are armed, and its desk while it
 * takes itself for the leader. Frozen, it hears and reads nothing; beats wait in its sockets.
 */
final class ModelSeat {

    /** On its way, or in the socket of a frozen controller. */
    record Beat(ModelServer from, MonotonicInstant sent, GateReport report) {}

    private final String name;
    private final Flaw flaw;
    private final ModelTime time;
    private final ModelTime.Clock clock;
    private final ModelZooKeeper zooKeeper;
    private final List<Beat> inbox = new ArrayList<>();
    private final Map<ServerName, GateReport> lastReports = new LinkedHashMap<>();
    private final Map<ServerName, Map<String, LeaseEnd.Seen>> seen = new LinkedHashMap<>();
    private Acknowledgements words;
    /** The same but that it never binds itself; for {@link Flaw#ASKS_BEFORE_RECORD}. */
    private Acknowledgements unbound;

    private boolean hasReadRecords;
    private boolean armed = true;
    private boolean frozen;
    private Optional<ModelLeader> leader = Optional.empty();

    ModelSeat(String name, Flaw flaw, ModelTime time, ModelTime.Clock clock, ModelZooKeeper zooKeeper) {
        this.name = name;
        this.flaw = flaw;
        this.time = time;
        this.clock = clock;
        this.zooKeeper = zooKeeper;
        begin(clock.now().minus(GateWorld.LEASE.multipliedBy(3)));
        read();
    }

    private void begin(MonotonicInstant started) {
        words = new Acknowledgements(GateWorld.SEATS, GateWorld.LEASE, started);
        unbound = new Acknowledgements(GateWorld.SEATS, GateWorld.LEASE, started);
        unbound.recordsRead();
        hasReadRecords = false;
    }

    // The process.

    /** It knows nothing of what it said, and does not lead. */
    void restart() {
        time.say("restart", name);
        boolean talks = flaw == Flaw.STARTS_TALKING;
        begin(talks ? clock.now().minus(GateWorld.LEASE.multipliedBy(3)) : clock.now());
        if (talks) {
            words.recordsRead();
        }
        inbox.clear();
        lastReports.clear();
        seen.clear();
        leader = Optional.empty();
        frozen = false;
    }

    void freeze() {
        frozen = true;
        time.say("frozen", name);
    }

    void thaw() {
        frozen = false;
        time.say("thawed", name);
        hearAll();
    }

    void arm(boolean now) {
        armed = now;
        time.say("armed", name, now);
    }

    // Beats.

    void hear(Beat beat) {
        inbox.add(beat);
        if (!frozen) {
            hearAll();
        }
    }

    private void hearAll() {
        for (Beat beat : inbox) {
            ServerName server = beat.from().name();
            lastReports.put(server, beat.report());
            if (flaw == Flaw.ASKS_BEFORE_RECORD) {
                boolean unused = unbound.grant(server, beat.sent(), beat.report(), armed, clock.now());
            }
            if (words.grant(server, beat.sent(), beat.report(), armed, clock.now())) {
                beat.from().acknowledged(new ModelServer.Ack(name, beat.sent(), armed));
            }
        }
        inbox.clear();
    }

    /** What {@code BeatServer} does when it is told who is registered. */
    void forgetOthers() {
        words.retain(zooKeeper.registered());
    }

    // Promises.

    /** What {@code GateWatch} does at every change: binds itself by every EXPIRE record, and takes in what others promised. */
    void read() {
        for (ServerName server : zooKeeper.expireRecords()) {
            Promise promise = words.promise(server, clock.now());
            zooKeeper.promise(server, name, promise);
            time.say("promise", name, server, promise);
        }
        words.recordsRead();
        hasReadRecords = true;
        see();
    }

    /** Takes in the promises that are there, and no more. */
    void see() {
        for (ServerName server : zooKeeper.expireRecords()) {
            zooKeeper.promises(server).forEach((seat, promise) -> take(server, seat, promise));
        }
    }

    private void take(ServerName server, String seat, Promise promise) {
        seen.computeIfAbsent(server, any -> new LinkedHashMap<>())
                .putIfAbsent(seat, new LeaseEnd.Seen(promise, clock.now()));
    }

    /** Only wrong rules let a leader ask for this. */
    void tellUnbound(ModelSeat asker, ServerName server) {
        asker.take(server, name, unbound.promise(server, clock.now()));
    }

    /** Whether a reading would change anything. */
    boolean hasNews() {
        if (!hasReadRecords) {
            return true;
        }
        for (ServerName server : zooKeeper.expireRecords()) {
            Map<String, Promise> promises = zooKeeper.promises(server);
            Map<String, LeaseEnd.Seen> known = seen.getOrDefault(server, Map.of());
            if (!promises.containsKey(name) || !known.keySet().containsAll(promises.keySet())) {
                return true;
            }
        }
        return false;
    }

    // Leading.

    /** Takes a new epoch, and finds what others began. */
    void lead() {
        time.say("leads", name);
        ModelLeader desk = new ModelLeader(this, zooKeeper.nextEpoch(), flaw, zooKeeper);
        desk.takeUp(clock.now());
        leader = Optional.of(desk);
    }

    Optional<ModelLeader> leader() {
        return frozen ? Optional.empty() : leader;
    }

    boolean isNewestLeader() {
        return leader.filter(held -> zooKeeper.isNewest(held.epoch())).isPresent();
    }

    /** By its own account: class C of a process that is gone, class N of any other. */
    void suspect(ServerName server, EvidenceClass kind) {
        time.say("suspects", name, server, kind);
        if (leader().isPresent()) {
            Incident unused = leader().get().suspect(server, kind, clock.now());
        }
    }

    void turn() {
        leader().ifPresent(desk -> desk.turn(clock.now()));
    }

    /** A step's end; one that was deposed leads no more. */
    void ended(Step step, StepOutcome outcome) {
        time.say("step", name, step, outcome);
        if (leader.isPresent() && !leader.get().ended(step, outcome, clock.now())) {
            leader = Optional.empty();
        }
    }

    Map<String, LeaseEnd.Seen> promises(ServerName server) {
        return seen.getOrDefault(server, Map.of());
    }

    Map<ServerName, Map<String, LeaseEnd.Seen>> allPromises() {
        return seen;
    }

    Optional<GateReport> lastReport(ServerName server) {
        return Optional.ofNullable(lastReports.get(server));
    }

    String name() {
        return name;
    }

    boolean isFrozen() {
        return frozen;
    }

    boolean isArmed() {
        return armed;
    }
}
