package org.hbaseha.controller;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.controller.detection.Detector;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.detection.EvidenceBook;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Inquiry;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.detection.ServerEvidence;
import org.hbaseha.controller.detection.StreamState;
import org.hbaseha.controller.detection.SuspicionBook;
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.controller.planning.StateHash;
import org.hbaseha.controller.planning.breaker.Sight;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.PauseRecord;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.Capability;

/** Everything this controller has seen, added up; what leader and followers alike know. Owned by {@link ControllerCore}. */
final class ClusterPicture {

    /** One late beat is an accident of the network, this many in a row at most servers are ours. */
    private static final int BEATS_TO_HEAR = 3;

    private final EvidenceBook book = new EvidenceBook();
    private final Detector detector;
    private final SuspicionBook suspicions;
    /** A distance between two turns that is no accident of scheduling. */
    private final Duration ownStall;

    private final Duration hearWithin;
    private Optional<MonotonicInstant> lastTurn = Optional.empty();
    private Optional<MonotonicInstant> stoodStillUntil = Optional.empty();
    private Map<ServerName, Finding> findings = Map.of();
    private boolean registrationsKnown;
    private boolean zooKeeperConnected;
    private Mode mode = Mode.SHADOW;
    private Optional<Observation.PauseSeen> pause = Optional.empty();
    private Optional<PauseRecord> toldPause = Optional.empty();
    private Optional<ServerName> master = Optional.empty();
    private Map<ServerName, Map<String, LeaseEnd.Seen>> promises = Map.of();
    private final MaintenanceBook maintenance = new MaintenanceBook();
    private List<Observation.OrderSeen> orders = List.of();
    private int orderReadings;
    private Set<ServerName> registered = Set.of();
    private String registeredHash = StateHash.ofServers(registered);

    ClusterPicture(DetectorSettings settings) {
        this.detector = new Detector(settings);
        this.suspicions = new SuspicionBook(settings);
        this.ownStall = settings.suspectAfter();
        this.hearWithin = settings.beatInterval().multipliedBy(BEATS_TO_HEAR);
    }

    /** Before anything is taken in. */
    void begin(Turn turn) {
        suspicions.turn(turn.now(), turn.wallNow());
    }

    void apply(Observation observation, Turn turn) {
        suspicions.apply(observation, server -> book.find(server), turn.now());
        book.apply(observation);
        if (observation instanceof Observation.RegisteredServers read) {
            registrationsKnown = true;
            registered(read.servers());
        } else if (observation instanceof Observation.MasterView view) {
            master = view.master();
        } else if (observation instanceof Observation.ZooKeeperSeen seen) {
            zooKeeperConnected = seen.connected();
        } else if (observation instanceof Observation.PromisesSeen seen) {
            promises = seen.promises();
        } else if (observation instanceof Observation.ModeStored stored) {
            turn.record(
                    stored.at(),
                    "MODE_SET",
                    "Mode " + stored.record().mode().word() + " was set by "
                            + stored.record().by() + ": " + stored.record().reason());
        } else if (observation instanceof Observation.SwitchesRead read) {
            switches(read, turn);
        } else if (observation instanceof Observation.MaintenanceRead read) {
            maintenance.apply(read, turn);
        } else if (observation instanceof Observation.OrdersRead read) {
            orders = read.orders();
            orderReadings++;
        }
    }

    private void registered(Set<ServerName> servers) {
        if (!servers.equals(registered)) {
            registered = Set.copyOf(servers);
            registeredHash = StateHash.ofServers(registered);
        }
    }

    private void switches(Observation.SwitchesRead read, Turn turn) {
        if (read.mode() != mode) {
            turn.record(read.at(), "MODE", "Mode is " + read.mode().word() + " (was " + mode.word() + ")");
        }
        mode = read.mode();
        noticeEndOfPause(turn);
        pause = read.pause();
        Optional<Observation.PauseSeen> inForce = pause(turn.now());
        if (!inForce.map(Observation.PauseSeen::record).equals(toldPause)) {
            turn.record(
                    read.at(),
                    inForce.isPresent() ? "PAUSED" : "RESUMED",
                    inForce.map(seen -> "Paused by " + seen.record().by() + " until " + turn.wall(seen.end()) + ": "
                                    + seen.record().reason())
                            .orElseGet(() -> pause.filter(seen -> seen.record().isEnd())
                                    .map(seen -> "Resumed by " + seen.record().by() + ": "
                                            + seen.record().reason())
                                    .orElse("Not paused any more")));
            toldPause = inForce.map(Observation.PauseSeen::record);
        }
    }

    /** A pause that ends by itself stays stored, so that nobody else tells of its end. */
    private void noticeEndOfPause(Turn turn) {
        if (toldPause.isPresent() && pause.isPresent() && pause(turn.now()).isEmpty()) {
            turn.record(
                    pause.get().end(),
                    "RESUMED",
                    "The pause by " + toldPause.get().by() + " is over: it lasted as long as was asked");
            toldPause = Optional.empty();
        }
    }

    /** Judges every server anew. {@code round}: how far apart the questions about one are. */
    void judge(Duration round, Turn turn) {
        MonotonicInstant now = turn.now();
        noticeOwnStall(now);
        noticeEndOfPause(turn);
        maintenance.noticeEnds(turn);
        Map<ServerName, Finding> next = new LinkedHashMap<>();
        Inquiry inquiry = new Inquiry(book.registeredAddresses().size(), round, stoodStillUntil);
        book.all().forEach(evidence -> next.put(evidence.server(), judge(evidence, inquiry, now)));
        findings = next;
        suspicions.rememberOnly(findings.keySet());
    }

    private Finding judge(ServerEvidence evidence, Inquiry inquiry, MonotonicInstant now) {
        Finding finding = detector.judge(evidence, suspicions.thresholds(evidence.server(), now), inquiry, now);
        return suspicions.settle(finding, evidence, now);
    }

    Optional<MonotonicInstant> suspectedSince(ServerName server) {
        return suspicions.suspectedSince(server);
    }

    /** A turn that comes long after the one before means that we were stopped ourselves; what we take in now may be from before. */
    private void noticeOwnStall(MonotonicInstant now) {
        if (lastTurn.filter(last -> now.since(last).compareTo(ownStall) > 0).isPresent()) {
            stoodStillUntil = Optional.of(now);
            book.weStoodStill();
        }
        lastTurn = Optional.of(now);
    }

    SuspicionBook suspicions() {
        return suspicions;
    }

    Map<ServerName, Finding> findings() {
        return findings;
    }

    Optional<ServerEvidence> evidence(ServerName server) {
        return book.find(server);
    }

    /** A server that was restarted is registered twice until its first session ends, and is one all the same. */
    Set<Address> registeredAddresses() {
        return book.registeredAddresses();
    }

    boolean isRegistered(ServerName server) {
        return book.find(server).filter(ServerEvidence::registered).isPresent();
    }

    /** Its znode is, or once was, in a list that we have read. */
    boolean wasRegistered(ServerName server) {
        return book.find(server).filter(ServerEvidence::wasRegistered).isPresent();
    }

    /** {@code cluster} servers, {@code expiries} of them within the rate breaker's window. */
    Headcount headcount(int cluster, int expiries, MonotonicInstant now) {
        Set<ServerName> canTakeRegions = alive().filter(server ->
                        book.find(server).flatMap(ServerEvidence::farewell).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        List<ServerEvidence> agents = agents(now);
        return new Headcount(canTakeRegions, names(agents), names(heard(agents, now)), cluster, expiries);
    }

    private static List<ServerName> names(List<ServerEvidence> servers) {
        return servers.stream().map(ServerEvidence::server).toList();
    }

    /** Registered servers whose agents have beaten to us and have not said goodbye, and on which nobody works just now. */
    private List<ServerEvidence> agents(MonotonicInstant now) {
        return book.all().stream()
                .filter(server -> maintenance.covering(server.server(), now).isEmpty())
                .filter(server -> server.registered()
                        && server.lastBeat().isPresent()
                        && server.farewell().isEmpty())
                .toList();
    }

    /** Those of them that have beaten so lately that we were not deaf then. */
    private List<ServerEvidence> heard(List<ServerEvidence> agents, MonotonicInstant now) {
        return agents.stream()
                .filter(other -> other.silence(now)
                        .filter(silence -> silence.compareTo(hearWithin) < 0)
                        .isPresent())
                .toList();
    }

    /** What the breakers watch. */
    Sight sight(Optional<MonotonicInstant> leadingSince, int size, MonotonicInstant now) {
        List<ServerEvidence> agents = agents(now);
        return new Sight(
                book.all().stream().map(evidence -> seen(evidence, now)).toList(),
                size,
                (int) alive().count(),
                agents.size(),
                heard(agents, now).size(),
                leadingSince,
                stoodStillUntil,
                now);
    }

    private Sight.Seen seen(ServerEvidence evidence, MonotonicInstant now) {
        boolean stopping = evidence.farewell()
                .filter(farewell -> farewell.reason() == GoodbyeReason.STOP)
                .isPresent();
        Sight.Sound sound = Optional.ofNullable(findings.get(evidence.server()))
                .map(finding -> sound(finding, evidence, now))
                .orElse(Sight.Sound.UNCLEAR);
        return new Sight.Seen(evidence.server(), sound, evidence.lastLife(), evidence.registered(), stopping);
    }

    /** A stream that was closed a moment ago is being asked about, which is no silence yet. */
    private Sight.Sound sound(Finding finding, ServerEvidence evidence, MonotonicInstant now) {
        boolean conclusive = finding.evidenceClass()
                .filter(kind -> kind == EvidenceClass.CONCLUSIVE)
                .isPresent();
        boolean witnessed = finding.evidenceClass()
                .filter(kind -> kind == EvidenceClass.OBSERVER)
                .isPresent();
        boolean brief = evidence.silence(now)
                .filter(silence -> silence.compareTo(ownStall) < 0)
                .isPresent();
        return switch (finding.liveness()) {
            case ALIVE -> Sight.Sound.HEARD;
            case UNKNOWN -> Sight.Sound.UNCLEAR;
            case SUSPECT, DEAD -> {
                if (conclusive) {
                    yield Sight.Sound.GONE;
                }
                yield brief ? Sight.Sound.UNCLEAR : witnessed ? Sight.Sound.SILENT_TO_US : Sight.Sound.SILENT;
            }
        };
    }

    /** Servers whose agents can testify now. */
    List<ServerName> ableWitnesses() {
        return alive().filter(server ->
                        book.find(server).filter(ClusterPicture::canTestify).isPresent())
                .toList();
    }

    private Stream<ServerName> alive() {
        return findings.values().stream()
                .filter(finding -> finding.liveness() == Liveness.ALIVE)
                .map(Finding::server);
    }

    private static boolean canTestify(ServerEvidence evidence) {
        return evidence.stream() instanceof StreamState.Open open
                && open.capabilities().contains(Capability.WITNESS);
    }

    /** What the seats have promised about a server, by seat; empty when nobody has asked them to. */
    Map<String, LeaseEnd.Seen> promises(ServerName server) {
        return promises.getOrDefault(server, Map.of());
    }

    /** Whether its newest beat shows that its gate rests on a lease of these terms; where there are no seats, none does. */
    boolean isLeased(ServerName server, GateTerms terms) {
        int ours = terms.fingerprint();
        return ours != GateTerms.NONE
                && book.find(server)
                        .flatMap(ServerEvidence::lastBeat)
                        .map(last -> last.beat().gate())
                        .filter(gate -> gate.state() == GateState.LEASED && gate.terms() == ours)
                        .isPresent();
    }

    boolean registrationsKnown() {
        return registrationsKnown;
    }

    /** When this process last noticed that it had itself been stopped. */
    Optional<MonotonicInstant> stoodStillUntil() {
        return stoodStillUntil;
    }

    boolean zooKeeperConnected() {
        return zooKeeperConnected;
    }

    Mode mode() {
        return mode;
    }

    /** The pause in force at {@code now}. */
    Optional<Observation.PauseSeen> pause(MonotonicInstant now) {
        return pause.filter(seen -> now.isBefore(seen.end()));
    }

    Optional<ServerName> master() {
        return master;
    }

    /** Windows in which somebody works on servers; nothing that such a server does or does not counts. */
    MaintenanceBook maintenance() {
        return maintenance;
    }

    /** What operators have said about plans, as read last. */
    List<Observation.OrderSeen> orders() {
        return orders;
    }

    /** How often they were read. */
    int orderReadings() {
        return orderReadings;
    }

    /** The set of registered servers as one word, see {@link StateHash}. */
    String registeredHash() {
        return registeredHash;
    }
}
