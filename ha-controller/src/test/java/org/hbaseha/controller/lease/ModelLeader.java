package org.hbaseha.controller.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.controller.planning.ExpiryPlanner;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.NextMove;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.gate.GateReport;
import org.hbaseha.health.gate.GateState;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.Promise;
import org.hbaseha.time.MonotonicInstant;

/**
 * One leadership of one controller: the real incidents, the real planner and the real judgement, with less sense than {@code IncidentDesk}: it
 * expires whomever it is told to, in any mode. What it wants done waits until it is carried out or lost. May be deposed without knowing.
 */
final class ModelLeader {

    private static final GateTerms RIGHT = new GateTerms(GateWorld.SEATS, GateWorld.LEASE);

    private final ModelSeat seat;
    private final Epoch epoch;
    private final Flaw flaw;
    private final ModelZooKeeper zooKeeper;
    private final ExpiryPlanner planner = new ExpiryPlanner(Duration.ofMillis(300));
    private final Map<ServerName, Incident> open = new LinkedHashMap<>();
    private final Map<ServerName, Step> underWay = new LinkedHashMap<>();
    private final Set<ServerName> gone = new LinkedHashSet<>();

    ModelLeader(ModelSeat seat, Epoch epoch, Flaw flaw, ModelZooKeeper zooKeeper) {
        this.seat = seat;
        this.epoch = epoch;
        this.flaw = flaw;
        this.zooKeeper = zooKeeper;
    }

    /** EXPIRE is irrevocable: what is found is finished. */
    void takeUp(MonotonicInstant now) {
        for (ServerName server : zooKeeper.expireRecords()) {
            if (zooKeeper.isRegistered(server) && flaw != Flaw.ABANDONS_FOUND) {
                suspect(server, zooKeeper.kind(server), now).expireFound(now, "found");
            }
        }
    }

    Incident suspect(ServerName server, EvidenceClass kind, MonotonicInstant now) {
        Finding finding =
                new Finding(server, Liveness.DEAD, Optional.of(kind), "suspected", List.of(), Optional.empty());
        Incident incident = new Incident("1", finding, epoch, zooKeeper.isRegistered(server), now);
        open.put(server, incident);
        if (kind == EvidenceClass.CONCLUSIVE) {
            isGone(server);
        }
        return incident;
    }

    /** Its process is known to be gone. */
    void isGone(ServerName server) {
        gone.add(server);
    }

    /** It is heard again; what was decided stands. */
    void hearsOf(ServerName server) {
        Incident incident = open.get(server);
        if (incident != null && !incident.isExpireWritten() && !incident.mayBeExpired()) {
            open.remove(server);
        }
    }

    void turn(MonotonicInstant now) {
        for (Incident incident : List.copyOf(open.values())) {
            ServerName server = incident.server();
            incident.registration(zooKeeper.isRegistered(server), now);
            if (incident.znodeGone().isPresent()) {
                // HBase and its master do the rest.
                open.remove(server);
                continue;
            }
            EvidenceClass kind = gone.contains(server) ? EvidenceClass.CONCLUSIVE : incident.evidenceClass();
            incident.evidenceIs(kind);
            boolean cannotServe = incident.isExpireWritten() && cannotServe(server, now);
            if (planner.next(incident, kind, true, cannotServe, now) instanceof NextMove.Take take) {
                incident.stepStarted(take.step());
                underWay.put(server, take.step());
            }
        }
    }

    /** As {@code IncidentDesk} has it. */
    private boolean cannotServe(ServerName server, MonotonicInstant now) {
        boolean believes = flaw == Flaw.BELIEVES_LAST_BEAT
                && !seat.isArmed()
                && seat.lastReport(server)
                        .map(GateReport::state)
                        .filter(GateState.LEASED::equals)
                        .isEmpty();
        return gone.contains(server) || !zooKeeper.isRegistered(server) || believes || isOver(server, now);
    }

    private boolean isOver(ServerName server, MonotonicInstant now) {
        Map<String, LeaseEnd.Seen> seen = new LinkedHashMap<>(seat.promises(server));
        Seats counted = GateWorld.SEATS;
        Duration lease = GateWorld.LEASE;
        switch (flaw) {
            case ONE_PROMISE -> {
                if (!seen.isEmpty()) {
                    counted = Seats.of(List.of(seen.keySet().iterator().next()));
                }
            }
            case NO_WAIT -> lease = Duration.ZERO;
            case NO_MARGIN_FOR_CLOCKS -> {
                Duration margin = LeaseEnd.wait(lease).minus(lease);
                lease = lease.minus(margin);
            }
            case EXPIRES_UNLEASED -> seen.replaceAll((any, each) -> claimingALease(each, now));
            case MIXES_INCARNATIONS ->
                seat.allPromises().forEach((other, promises) -> {
                    if (other.getAddress().equals(server.getAddress())) {
                        promises.forEach(seen::putIfAbsent);
                    }
                });
            default -> {
                // The right rule.
            }
        }
        GateTerms terms = new GateTerms(counted, lease);
        // A flawed leader takes its own terms for the server's.
        seen.replaceAll((any, each) -> taken(each, terms));
        return LeaseEnd.judge(seen, terms, now) instanceof LeaseEnd.Verdict.Over;
    }

    private static LeaseEnd.Seen taken(LeaseEnd.Seen each, GateTerms terms) {
        Promise promise = each.promise();
        return promise.terms() != RIGHT.fingerprint()
                ? each
                : new LeaseEnd.Seen(
                        new Promise(
                                promise.lastAckAgo(),
                                promise.newestUnarmed(),
                                promise.newestLeased(),
                                terms.fingerprint()),
                        each.at());
    }

    private static LeaseEnd.Seen claimingALease(LeaseEnd.Seen each, MonotonicInstant now) {
        Promise claimed = new Promise(
                each.promise().lastAckAgo(),
                Optional.of(now.minus(Duration.ofDays(1))),
                Optional.of(now),
                RIGHT.fingerprint());
        return new LeaseEnd.Seen(claimed, each.at());
    }

    /** As {@code IncidentDesk} has it: false when a newer leader was found. */
    boolean ended(Step step, StepOutcome outcome, MonotonicInstant now) {
        underWay.remove(step.server());
        Incident incident = Objects.requireNonNull(open.get(step.server()), "Nobody asked for that");
        incident.stepEnded();
        if (outcome instanceof StepOutcome.Done) {
            incident.stepSucceeded();
            if (step instanceof Step.DeleteZnode) {
                incident.znodeDeleted(now, "deleted");
            } else {
                incident.expireWritten(now, "written");
            }
        } else if (outcome instanceof StepOutcome.Absent) {
            incident.expireAbsent();
        } else {
            incident.stepFailed(step, outcome, now);
            if (step instanceof Step.WriteExpire && outcome instanceof StepOutcome.Indeterminate) {
                incident.expireInDoubt();
            }
        }
        return !(outcome instanceof StepOutcome.Deposed);
    }

    Epoch epoch() {
        return epoch;
    }

    /** What it has asked ZooKeeper for. */
    List<Step> underWay() {
        return new ArrayList<>(underWay.values());
    }

    boolean looksAfter(ServerName server) {
        return open.containsKey(server);
    }

    boolean hasOpen() {
        return !open.isEmpty();
    }
}
