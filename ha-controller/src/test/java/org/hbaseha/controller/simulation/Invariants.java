package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.Mode;

/**
 * What must hold whatever goes wrong, judged by the truth of the world, which no controller sees. A decision is judged at the instant it was
 * made, with some slack for what had not reached the controller yet. Throws {@link Violation}.
 */
final class Invariants {

    static final DetectorSettings DETECTOR = Facts.SETTINGS;
    static final Duration CRASH_PROCEDURE_GRACE = Duration.ofMillis(300);
    static final Duration BREAKER_WINDOW = Duration.ofMinutes(10);

    /** The last beat before a fault may be this old when it begins: one interval, its way and one turn. */
    private static final Duration BEAT_SLACK = Duration.ofMillis(350);

    /** What ended this long ago may not have been noticed yet. */
    private static final Duration NEWS_SLACK = Duration.ofMillis(500);

    /** A server that serves on while it is isolated learns of its EXPIRE record at the next sign of its session. */
    private static final Duration ISOLATION_SLACK = Duration.ofMillis(1500);
    /** Less than the 3 s within which silences are one event: what the loop notices is up to a turn and a beat late. */
    private static final Duration AT_ONCE = Duration.ofMillis(2_500);

    /** Three beats, and as long as one may be on its way. */
    private static final Duration HEARD_SLACK = BEAT_SLACK.multipliedBy(2);

    private static final Duration LAST_SERVER_SLACK = Duration.ofMillis(700);

    private final World world;
    private final List<Expectation> expectations = new ArrayList<>();
    private final Set<ServerName> closedForGood = new TreeSet<>();
    /** When those of them were last seen without ZooKeeper. */
    private final Map<ServerName, Duration> lastAway = new HashMap<>();

    private final Set<ServerName> expired = new TreeSet<>();
    private final Flaps flaps = new Flaps();
    private int verdicts;
    private int expiries;
    private int boundsHeld;
    private int asked;
    private Refusals refusals = Refusals.NONE;

    /** A fault in calm times: by {@code deadline} this must be true, unless something else happened meanwhile. */
    private record Expectation(
            String what, ServerName server, boolean recovery, Duration calmSince, Duration deadline) {}

    Invariants(World world) {
        this.world = world;
    }

    private Violation violated(String invariant, String text) {
        return new Violation(invariant, text + "\n" + world.trace());
    }

    /** A controller wants a step taken. One that has been deposed may want what it likes: {@link #carriedOut} sees to that. */
    void decided(SimController by, Step step) {
        if (!(step instanceof Step.WriteExpire write) || !world.zooKeeper().isNewest(step.epoch())) {
            return;
        }
        if (!by.knowsItMayAct()) {
            throw violated("no-action-when-switched-off", by.id() + " " + step);
        }
        if (!by.hasFoundDead(step.server())) {
            throw violated("no-act-without-a-verdict", by.id() + " " + step);
        }
        SimServer server = world.server(step.server()).orElseThrow();
        decidedWithPeople(by, write, server);
        if (!isExpirable(server)) {
            throw violated("no-expiry-of-a-healthy-server", by.id() + " " + step + " life=" + server.life());
        }
        if (world.hosts().stream().map(SimHost::current).noneMatch(other -> couldTakeOver(other, server))) {
            throw violated("never-the-last-server", by.id() + " " + step);
        }
        if (write.evidenceClass() != EvidenceClass.CONCLUSIVE) {
            bySilence(by, write, server);
        }
    }

    private void bySilence(SimController by, Step.WriteExpire step, SimServer server) {
        List<ServerName> unexplained = world.hosts().stream()
                .filter(this::isCutOffOrFrozen)
                .map(host -> host.current().name())
                .toList();
        int together = by.silences()
                .mostTogether(
                        unexplained,
                        DETECTOR.suspectAfter().plus(NEWS_SLACK),
                        AT_ONCE,
                        world.time().now());
        if (together > Math.max(1, world.hosts().size() / 4) || isRackSilent(by, unexplained)) {
            throw violated("no-expiry-by-silence-in-a-mass-silence", by.id() + " " + step + " silent=" + unexplained);
        }
        if (by.leadingSince()
                .filter(since -> world.time().now().minus(since).compareTo(DETECTOR.lease()) < 0)
                .isPresent()) {
            throw violated("no-expiry-by-silence-just-after-the-start", by.id() + " " + step);
        }
        Optional<String> trouble = by.ground().trouble(world.time().now());
        if (trouble.isPresent()) {
            throw violated("no-expiry-by-silence-in-trouble-below", by.id() + " " + step + " of=" + trouble.get());
        }
        ofStarts(by, step);
        if (hasJustStoodStill(by)) {
            throw violated("no-expiry-by-silence-by-who-stood-still", by.id() + " " + step);
        }
        if (isDeaf(by, step.server())) {
            throw violated("no-expiry-by-silence-by-who-hears-few", by.id() + " " + step);
        }
        if (flaps.isQuarantined(by, server.host(), world.time().now())) {
            throw violated("no-expiry-by-silence-in-quarantine", by.id() + " " + step);
        }
    }

    private void ofStarts(SimController by, Step.WriteExpire step) {
        Duration now = world.time().now();
        if (by.starts().isClusterYoung(now)) {
            throw violated("no-expiry-by-silence-in-a-young-cluster", by.id() + " " + step);
        }
        if (by.starts().isYoung(step.server(), now)) {
            throw violated("no-expiry-by-silence-of-a-young-server", by.id() + " " + step);
        }
        if (by.starts().isBeingRestarted(step.server(), now)) {
            throw violated("no-expiry-by-silence-in-a-rolling-restart", by.id() + " " + step);
        }
    }

    /** It stands still now, or did so less than a lease ago, for longer than its servers may be silent. */
    private boolean hasJustStoodStill(SimController by) {
        Duration now = world.time().now();
        return by.standstill()
                .filter(span -> span.lengthAt(now).compareTo(DETECTOR.suspectAfter()) > 0)
                .filter(span -> span.reaches(now, DETECTOR.lease().minusMillis(1)))
                .isPresent();
    }

    /** All servers of one rack at once, where more than one rack can be told from the others. */
    private boolean isRackSilent(SimController by, List<ServerName> unexplained) {
        List<List<ServerName>> racks = registeredByRack();
        return racks.size() > 1
                && racks.stream()
                        .filter(unexplained::containsAll)
                        .anyMatch(rack -> by.silences()
                                        .mostTogether(
                                                rack,
                                                DETECTOR.suspectAfter().plus(NEWS_SLACK),
                                                AT_ONCE,
                                                world.time().now())
                                == rack.size());
    }

    /** Racks with two hosts or more, of which all have a registered server. */
    private List<List<ServerName>> registeredByRack() {
        return world.racks().values().stream()
                .map(rack -> world.hosts().stream()
                        .filter(host -> rack.contains(host.name()))
                        .map(host -> host.current().name())
                        .toList())
                .filter(rack -> rack.size() > 1 && rack.stream().allMatch(world.zooKeeper()::isRegistered))
                .toList();
    }

    /** It hears fewer than half of the others, by its sockets. */
    private boolean isDeaf(SimController by, ServerName server) {
        Operators.Known known = by.knownOfPeople();
        List<ServerName> others = world.hosts().stream()
                .map(host -> host.current().name())
                .filter(other -> !other.equals(server) && world.zooKeeper().isRegistered(other))
                .filter(other -> by.silences().counts(other) && !known.isUnderWindow(other))
                .toList();
        long heard = others.stream()
                .filter(other ->
                        by.silences().heardSince(other, world.time().now().minus(HEARD_SLACK)))
                .count();
        return heard * 2 < others.size();
    }

    /** Nothing told the controllers why it is silent. */
    private boolean isCutOffOrFrozen(SimHost host) {
        SimServer server = host.current();
        return world.zooKeeper().isRegistered(server.name())
                && (server.life() == SimServer.Life.FROZEN
                        || !host.isUp()
                        || world.network()
                                .isolation(host.name())
                                .filter(span -> span.reaches(world.time().now(), Duration.ZERO))
                                .isPresent());
    }

    Flaps flaps() {
        return flaps;
    }

    private void decidedWithPeople(SimController by, Step.WriteExpire step, SimServer server) {
        Operators.Known known = by.knownOfPeople();
        if (known.isUnderWindow(step.server())) {
            throw violated("no-expiry-under-maintenance", by.id() + " " + step);
        }
        boolean gone = server.life() == SimServer.Life.DEAD || server.life() == SimServer.Life.ABORTING;
        if (known.wantsWord(step, gone)) {
            asked++;
            if (!known.isApproved(step)) {
                throw violated("no-expiry-without-approval", by.id() + " " + known.mode() + " " + step);
            }
        }
    }

    private boolean couldTakeOver(SimServer other, SimServer victim) {
        return !other.host().equals(victim.host())
                && !world.zooKeeper().hasExpire(other.name())
                && other.life() != SimServer.Life.STOPPING
                && world.time().now().minus(other.lastUp()).compareTo(LAST_SERVER_SLACK) <= 0;
    }

    /**
     * Gone, frozen beyond its budget, or cut off: from the leader for its lease, and from everybody since the witnesses were first asked, which is
     * when it was suspected.
     */
    private boolean isExpirable(SimServer server) {
        return server.life() == SimServer.Life.DEAD
                || server.life() == SimServer.Life.ABORTING
                || !world.zooKeeper().isRegistered(server.name())
                || lasted(server.freezing(), server.budget())
                || lasted(
                        world.network().isolation(server.host()),
                        DETECTOR.leaseWait().minus(DETECTOR.suspectAfter()));
    }

    private boolean lasted(Optional<Span> span, Duration bound) {
        Duration now = world.time().now();
        return span.filter(s -> s.reaches(now, NEWS_SLACK))
                .filter(s -> s.lengthAt(now).compareTo(bound.minus(BEAT_SLACK)) >= 0)
                .isPresent();
    }

    /** ZooKeeper makes a step's effect. */
    void carriedOut(Step step, Epoch newest) {
        if (!step.epoch().equals(newest)) {
            throw violated("no-step-with-an-old-epoch", step + " newest=" + newest);
        }
        boolean decides = step instanceof Step.WriteExpire || step instanceof Step.LookForExpire;
        if (!decides && !world.zooKeeper().hasExpire(step.server())) {
            throw violated("record-before-effect", step.toString());
        }
    }

    /** The znode is deleted by us: from now on its regions may open elsewhere, so it must not answer any more. */
    void regionsMayMove(ServerName name, Optional<ExpireRecord> record) {
        boolean silent = record.filter(ExpireRecord::isConclusive).isEmpty();
        // In manual mode no gate is armed, and a person has said so.
        boolean byPerson = world.mode() == Mode.MANUAL
                && world.server(name)
                        .filter(server -> server.gate().report().state() == GateState.LEASED)
                        .isEmpty();
        if (!world.seats().names().isEmpty() && silent && !byPerson) {
            closedForGood.add(name);
        }
    }

    /** A server has refused for a long time what stock HBase would have served. */
    Violation refusesWithoutCause(SimServer server) {
        return violated(
                "no-refusal-while-stock-would-serve",
                server.name() + " " + server.gate().report());
    }

    private void checkGates() {
        for (ServerName name : closedForGood) {
            SimServer server = world.server(name).orElseThrow();
            boolean answers = server.life() == SimServer.Life.RUNNING || server.life() == SimServer.Life.STOPPING;
            // Isolated servers may serve as long as stock ones would, but on no lease.
            boolean allowed = world.servesIsolated()
                    && isAwayFromZooKeeper(server)
                    && !server.gate().refusals().isSessionOver()
                    && !server.gate().isOnALease();
            if (answers && !allowed && server.gate().isOpen()) {
                throw violated(
                        "no-read-once-the-successor-may-open",
                        name + " " + server.gate().report());
            }
        }
    }

    /** Cut off, or ZooKeeper is down, or it was so until a moment ago: it cannot know of its EXPIRE record. */
    private boolean isAwayFromZooKeeper(SimServer server) {
        Duration now = world.time().now();
        boolean cutOff = world.network()
                .isolation(server.host())
                .filter(span -> span.reaches(now, ISOLATION_SLACK))
                .isPresent();
        if (!world.zooKeeper().reachableFrom(server.host())) {
            lastAway.put(server.name(), now);
        }
        return cutOff
                || Optional.ofNullable(lastAway.get(server.name()))
                        .filter(last -> now.minus(last).compareTo(ISOLATION_SLACK) <= 0)
                        .isPresent();
    }

    /** An EXPIRE record has been created. */
    void expired(Step.WriteExpire step) {
        expiries++;
        world.trace().add("zk", "EXPIRE " + step.server());
        if (!expired.add(step.server())) {
            throw violated("one-expiry-of-an-incarnation", step.toString());
        }
        int most = Math.max(1, world.hosts().size() / 3);
        if (world.zooKeeper().expiriesSince(world.time().now().minus(BREAKER_WINDOW)) > most) {
            throw violated("at-most-a-third", step + " most=" + most);
        }
    }

    void verdict(ServerName server) {
        verdicts++;
        if (expectations.removeIf(expected -> expected.server().equals(server) && !expected.recovery())) {
            boundsHeld++;
        }
    }

    /** {@code server} has just been struck: a verdict is due within {@code bound}, and its regions are due elsewhere soon after. */
    void expectVerdict(SimServer server, Duration bound) {
        Duration now = world.time().now();
        Duration calmSince = world.lastDisturbed();
        expectations.add(new Expectation("verdict", server.name(), false, calmSince, now.plus(bound)));
        boolean mayAct = world.zooKeeper().expiriesSince(Duration.ZERO) == 0
                && world.zooKeeper().pause().isEmpty()
                && world.leader().filter(SimController::actsByItself).isPresent()
                && !world.operators().hasWindows()
                && world.master().isUp()
                && world.isFileSystemWell()
                && (isGone(server) || leaseCanEnd(server));
        if (mayAct) {
            expectations.add(new Expectation(
                    "recovery", server.name(), true, calmSince, now.plus(bound).plusSeconds(12)));
        }
    }

    /** Its lease is from seats that are all there to promise. */
    private boolean leaseCanEnd(SimServer server) {
        boolean leased = server.gate().report().state() == GateState.LEASED;
        boolean allCanPromise = world.seats().names().stream().allMatch(seat -> world.liveControllers().stream()
                .anyMatch(controller -> controller.seat().equals(seat) && controller.canPromise()));
        return leased && allCanPromise;
    }

    /** Its kernel can tell everybody. */
    private static boolean isGone(SimServer server) {
        return server.life() == SimServer.Life.DEAD && server.hostUp();
    }

    /** Looks at whatever is due; called after every event. */
    void check() {
        checkGates();
        if (expectations.isEmpty()) {
            return;
        }
        Duration now = world.time().now();
        expectations.removeIf(expected -> world.lastDisturbed().compareTo(expected.calmSince()) > 0);
        expectations.removeIf(expected -> {
            boolean held = expected.recovery() && world.master().regionsOf(expected.server()) == 0;
            boundsHeld += held ? 1 : 0;
            return held;
        });
        for (Expectation expected : expectations) {
            if (now.compareTo(expected.deadline()) > 0) {
                throw violated(expected.what() + "-in-time", expected.toString());
            }
        }
    }

    /** Empty when everything that died has been recovered and nothing is left to do; otherwise what is. */
    Optional<String> unsettled() {
        if (world.zooKeeper().registered().isEmpty()) {
            // Nobody is left who could take a region.
            return Optional.empty();
        }
        for (ServerName holder : world.master().holders()) {
            if (world.server(holder).filter(SimServer::isUp).isEmpty()
                    || !world.zooKeeper().isRegistered(holder)) {
                return Optional.of("regions are on " + holder);
            }
        }
        if (!world.zooKeeper().unfinished().isEmpty()) {
            return Optional.of("EXPIRE is not finished of " + world.zooKeeper().unfinished());
        }
        if (world.leader().isEmpty()) {
            return Optional.of("nobody leads");
        }
        for (SimController controller : world.liveControllers()) {
            if (!controller.openIncidents().isEmpty()) {
                return Optional.of(controller.id() + " has open incidents of " + controller.openIncidents());
            }
        }
        return Optional.empty();
    }

    Violation unsettledAtTheEnd(String what) {
        return violated("everything-recovered-in-the-end", what);
    }

    int verdicts() {
        return verdicts;
    }

    int expiries() {
        return expiries;
    }

    /** Expiries that needed a person's word, and had it. */
    int asked() {
        return asked;
    }

    /** A gate refuses, and is right. */
    void refused(RefusalJudge.Reason reason) {
        refusals = refusals.plus(reason);
    }

    Refusals refusals() {
        return refusals;
    }

    /** How often a bound in time was asked for and kept. */
    int boundsHeld() {
        return boundsHeld;
    }
}
