package org.hbaseha.controller;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.ExpiryPlanner;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.NextMove;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.breaker.BreakerPanel;

/** The leader's open incidents and what is done about each. Exists for one leadership: a new epoch gets a new desk. Holds no clock. */
final class IncidentDesk {

    private final Leading leading;
    private final String controllerId;
    private final Rulings rulings;
    private final LeaseRule leases;
    private final ExpiryPlanner planner;
    private final StepResults steps;
    private final BreakerPanel breakers;
    private final Scorekeeper scores;
    private final ApprovalDesk approvals;
    private final HookDesk hooks;
    private final Map<ServerName, Incident> open = new LinkedHashMap<>();
    private final IncidentHistory history;
    private final FoundExpiries found;
    private int opened;
    private Optional<ServerName> master = Optional.empty();

    /** {@code history} outlives this desk. {@code gate}: the EXPIRE records there were when we became leader. */
    IncidentDesk(
            Leading leading,
            String controllerId,
            CoreSettings settings,
            BreakerPanel breakers,
            Scorekeeper scores,
            IncidentHistory history,
            List<Observation.GateEntry> gate) {
        this.leading = leading;
        this.controllerId = controllerId;
        this.planner = new ExpiryPlanner(settings.crashProcedureGrace());
        this.steps = new StepResults(breakers);
        this.breakers = breakers;
        this.scores = scores;
        this.approvals = new ApprovalDesk(leading, settings.planExpires(), settings.terms());
        this.rulings = new Rulings(leading, settings.terms(), breakers, scores, approvals);
        this.leases = new LeaseRule(settings.terms());
        this.hooks = new HookDesk(settings.hooks(), controllerId);
        this.history = history;
        this.found = new FoundExpiries(gate);
        breakers.forgetExpiries();
        gate.forEach(entry -> breakers.expired(entry.server(), leading.since().minus(entry.age())));
    }

    /** Takes what an observation says of open incidents. False when it says that we are deposed. */
    boolean apply(Observation observation, Turn turn) {
        if (observation instanceof Observation.RecoverySeen seen) {
            Optional.ofNullable(open.get(seen.server())).ifPresent(incident -> incident.progress(seen)
                    .forEach(milestone -> turn.record(
                            milestone.at(), incident, milestone.moment().name(), milestone.text())));
        } else if (observation instanceof Observation.RegisteredServers registered) {
            open.values()
                    .forEach(incident ->
                            incident.registration(registered.servers().contains(incident.server()), registered.at()));
        } else if (observation instanceof Observation.ZooKeeperSeen seen && seen.connected()) {
            open.values().forEach(Incident::failureMayBeOver);
        } else if (observation instanceof Observation.MasterView view) {
            masterSeen(view);
        } else if (observation instanceof Observation.HookEnded ended) {
            hooks.ended(ended, incident(ended.server(), ended.incident()), turn);
        } else if (observation instanceof Observation.StepEnded ended) {
            return stepEnded(ended, turn);
        }
        return true;
    }

    private Optional<Incident> incident(ServerName server, String id) {
        return Stream.concat(open.values().stream(), history.incidents())
                .filter(incident ->
                        incident.id().equals(id) && incident.server().equals(server))
                .findFirst();
    }

    private void masterSeen(Observation.MasterView view) {
        if (view.master().isPresent() && !view.master().equals(master)) {
            master = view.master();
            open.values().forEach(Incident::failureMayBeOver);
        }
    }

    private boolean stepEnded(Observation.StepEnded ended, Turn turn) {
        Incident incident = open.get(ended.step().server());
        return incident == null || !incident.epoch().equals(ended.step().epoch()) || steps.ended(incident, ended, turn);
    }

    /** Opens, refuses, plans and closes. Knows nothing before it knows who is registered: a server not listed yet is not gone. */
    void decide(ClusterPicture picture, Turn turn) {
        if (!picture.registrationsKnown()) {
            return;
        }
        found.unfinished(server -> picture.isRegistered(server) && !isKnown(server))
                .forEach(finding -> open(finding, picture, turn));
        for (Finding finding : picture.findings().values()) {
            if (finding.liveness() == Liveness.DEAD
                    && picture.wasRegistered(finding.server())
                    && !isKnown(finding.server())) {
                open(finding, picture, turn);
            }
        }
        attendAll(picture, turn);
        approvals.sweep(open.values().stream().filter(IncidentDesk::needsAct).toList(), picture, turn);
        picture.maintenance()
                .sweep(turn.now())
                .forEach(id -> turn.add(new Effect.Remove(Effect.Spent.MAINTENANCE, id, leading.epoch())));
    }

    /** In a mass event hundreds are open: what all of them ask about the cluster is counted once. */
    private void attendAll(ClusterPicture picture, Turn turn) {
        if (open.isEmpty()) {
            return;
        }
        Headcount count = picture.headcount(
                breakers.servers(picture.registeredAddresses(), turn.now()),
                breakers.expiriesWithinWindow(turn.now()),
                turn.now());
        open.values().forEach(incident -> count(incident, count));
        for (Incident incident : List.copyOf(open.values())) {
            attend(incident, picture, count, turn);
            count(incident, count);
        }
    }

    /**
     * A server that went while another led is looked after once: whether that leader finished, only its regions tell. A later leadership of this
     * controller knows the answer.
     */
    private boolean isKnown(ServerName server) {
        return open.containsKey(server) || history.hasRecovered(server);
    }

    private void open(Finding finding, ClusterPicture picture, Turn turn) {
        opened++;
        String id = leading.epoch() + "-" + opened;
        Incident incident =
                new Incident(id, finding, leading.epoch(), picture.isRegistered(finding.server()), turn.now());
        picture.suspectedSince(finding.server()).ifPresent(incident::suspectedSince);
        open.put(finding.server(), incident);
        turn.add(new Effect.Follow(finding.server(), true));
        turn.record(
                turn.now(),
                incident,
                "VERDICT",
                finding.sentence(),
                "evidence",
                String.join(" | ", finding.evidence()),
                "sinceFirstEvidenceMs",
                Long.toString(turn.now().since(incident.firstEvidence()).toMillis()));
        found.text(finding.server()).ifPresent(text -> incident.expireFound(turn.now(), text));
    }

    private void attend(Incident incident, ClusterPicture picture, Headcount count, Turn turn) {
        Optional<Finding> recovered = Optional.ofNullable(picture.findings().get(incident.server()))
                .filter(finding -> finding.liveness() != Liveness.DEAD);
        if (recovered.isPresent() && !incident.isExpireWritten() && !incident.mayBeExpired()) {
            String text = recovered.get().sentence();
            approvals.settled(incident, picture);
            end(incident, Incident.Outcome.WITHDRAWN, Incident.Moment.WITHDRAWN, text, turn);
            return;
        }
        if (!needsAct(incident)) {
            approvals.settled(incident, picture);
        }
        if (incident.isExpireWritten()) {
            scores.acted(incident);
        }
        EvidenceClass kind = classNow(incident, picture);
        Optional<Refusal> refusal =
                needsAct(incident) ? rulings.refusal(incident, kind, picture, count, turn) : Optional.empty();
        Optional<Refusal> told = refusal.or(() -> needsAct(incident) ? hooks.refusal(incident) : Optional.empty());
        if (incident.refused(told) && told.isPresent()) {
            turn.record(
                    turn.now(),
                    incident,
                    "REFUSED",
                    told.get().sentence(),
                    "code",
                    told.get().code().name());
        }
        boolean cannotServe = incident.isExpireWritten() && leases.cannotServe(incident, kind, picture, turn);
        incident.evidenceIs(kind);
        NextMove move = planner.next(incident, kind, refusal.isEmpty(), cannotServe, turn.now());
        if (move instanceof NextMove.Take take
                && (!(take.step() instanceof Step.WriteExpire) || hooks.clears(incident, turn))) {
            incident.stepStarted(take.step());
            if (take.step() instanceof Step.WriteExpire) {
                incident.decidedIn(picture.mode());
            }
            turn.add(new Effect.Take(take.step()));
        } else if (move instanceof NextMove.Finished finished) {
            String text = incident.regionsOpened() + " regions; " + finished.why();
            end(incident, Incident.Outcome.RECOVERED, Incident.Moment.RECOVERED, text, turn);
        }
    }

    private static boolean needsAct(Incident incident) {
        return incident.isRegistered() && !incident.isExpireWritten();
    }

    /** A server that fell silent may be known to be gone by now, for which nobody needs to be asked. */
    private static EvidenceClass classNow(Incident incident, ClusterPicture picture) {
        return Optional.ofNullable(picture.findings().get(incident.server()))
                .filter(finding -> finding.liveness() == Liveness.DEAD)
                .flatMap(Finding::evidenceClass)
                .filter(kind -> kind == EvidenceClass.CONCLUSIVE)
                .orElse(incident.evidenceClass());
    }

    /** How this incident stands now, among all others that are open. */
    private void count(Incident incident, Headcount count) {
        boolean isOpen = open.containsKey(incident.server());
        count.incident(
                incident.server(),
                isOpen && (incident.isExpireWritten() || incident.mayBeExpired()),
                isOpen && incident.mayBeExpired());
    }

    private void end(Incident incident, Incident.Outcome how, Incident.Moment moment, String text, Turn turn) {
        incident.end(how, moment, turn.now(), text);
        close(incident);
        hooks.closed(incident, turn);
        turn.add(new Effect.Follow(incident.server(), false));
        turn.record(
                turn.now(),
                incident,
                moment.name(),
                text,
                "sinceFirstEvidenceMs",
                Long.toString(turn.now().since(incident.firstEvidence()).toMillis()));
    }

    private void close(Incident incident) {
        open.remove(incident.server());
        history.add(incident);
    }

    /** We do not lead any more: whoever does finds the EXPIRE records. */
    void handOver(Turn turn) {
        for (Incident incident : List.copyOf(open.values())) {
            incident.handOver();
            close(incident);
            turn.add(new Effect.Follow(incident.server(), false));
            turn.record(turn.now(), incident, "HANDED_OVER", controllerId + " does not lead any more");
        }
    }

    List<Incident> openIncidents() {
        return List.copyOf(open.values());
    }

    /** Plans that wait for a person, oldest first. */
    List<ApprovalDesk.Waiting> plans() {
        return approvals.waiting();
    }
}
