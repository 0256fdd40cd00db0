package org.hbaseha.controller;

import java.time.Duration;
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
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.controller.planning.ActionRule;
import org.hbaseha.controller.planning.ExpiryPlanner;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.NextMove;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.planning.breaker.BreakerPanel;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.layout.ExpireRecord;
import org.hbaseha.layout.Mode;

/** The leader's open incidents and what is done about each. Exists for one leadership: a new epoch gets a new desk. Holds no clock. */
final class IncidentDesk {

    private final Leading leading;
    private final String controllerId;
    private final Seats seats;
    private final Duration lease;
    private final ActionRule rule;
    private final ExpiryPlanner planner;
    private final BreakerPanel breakers;
    private final Scorekeeper scores;
    private final ApprovalDesk approvals;
    private final HookDesk hooks;
    private final Map<ServerName, Incident> open = new LinkedHashMap<>();
    private final IncidentHistory history;
    private final Map<ServerName, Observation.GateEntry> found = new LinkedHashMap<>();
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
        this.seats = settings.seats();
        this.lease = settings.detector().lease();
        this.rule = new ActionRule(breakers);
        this.planner = new ExpiryPlanner(settings.crashProcedureGrace());
        this.breakers = breakers;
        this.scores = scores;
        this.approvals = new ApprovalDesk(leading, settings.planExpires(), settings.seats());
        this.hooks = new HookDesk(settings.hooks(), controllerId);
        this.history = history;
        breakers.forgetExpiries();
        for (Observation.GateEntry entry : gate) {
            found.put(entry.server(), entry);
            breakers.expired(entry.server(), leading.since().minus(entry.age()));
        }
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
        if (incident == null || !incident.epoch().equals(ended.step().epoch())) {
            return true;
        }
        incident.stepEnded();
        boolean news = true;
        String text = ended.outcome().text();
        String step = ended.step().getClass().getSimpleName();
        if (ended.outcome() instanceof StepOutcome.Done) {
            incident.stepSucceeded();
            done(incident, ended.step(), ended, text);
        } else if (ended.outcome() instanceof StepOutcome.Absent) {
            incident.expireAbsent();
        } else {
            news = incident.stepFailed(ended.step(), ended.outcome(), ended.at());
            if (ended.step() instanceof Step.WriteExpire && ended.outcome() instanceof StepOutcome.Indeterminate) {
                incident.expireInDoubt();
            }
        }
        String[] facts = {"step", step, "outcome", ended.outcome().getClass().getSimpleName()};
        if (news) {
            turn.record(ended.at(), incident, "STEP", step + ": " + text, facts);
        } else {
            turn.recur(ended.at(), incident, "STEP", step + ": " + text, facts);
        }
        return !(ended.outcome() instanceof StepOutcome.Deposed);
    }

    private void done(Incident incident, Step step, Observation.StepEnded ended, String text) {
        if (step instanceof Step.WriteExpire || step instanceof Step.LookForExpire) {
            incident.expireWritten(ended.at(), text);
            breakers.expired(incident.server(), ended.at());
        } else if (step instanceof Step.DeleteZnode) {
            incident.znodeDeleted(ended.at(), text);
        } else {
            incident.hbckAsked(ended.at(), text);
        }
    }

    /** Opens, refuses, plans and closes. Knows nothing before it knows who is registered: a server not listed yet is not gone. */
    void decide(ClusterPicture picture, Turn turn) {
        if (!picture.registrationsKnown()) {
            return;
        }
        finishWhatOthersBegan(picture, turn);
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
        Optional.ofNullable(found.get(finding.server()))
                .ifPresent(entry -> incident.expireFound(
                        turn.now(), "found, written in epoch " + entry.record().epoch()));
    }

    /** EXPIRE is irrevocable: a record that a predecessor left is carried out, whatever its server looks like now. */
    private void finishWhatOthersBegan(ClusterPicture picture, Turn turn) {
        for (Observation.GateEntry entry : found.values()) {
            if (isKnown(entry.server()) || !picture.isRegistered(entry.server())) {
                continue;
            }
            Finding finding = new Finding(
                    entry.server(),
                    Liveness.DEAD,
                    Optional.of(evidenceClass(entry.record())),
                    "Leader " + entry.record().leader() + " decided to expire it and did not finish: "
                            + entry.record().reason(),
                    List.of("EXPIRE record of epoch " + entry.record().epoch()),
                    Optional.empty());
            open(finding, picture, turn);
        }
    }

    /** What its writer knew then; of a record that does not say, the class that asks for the most patience. */
    private static EvidenceClass evidenceClass(ExpireRecord record) {
        return Stream.of(EvidenceClass.values())
                .filter(known -> known.letter().equals(record.evidenceClass()))
                .findFirst()
                .orElse(EvidenceClass.PAUSED);
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
        Optional<Refusal> refusal = needsAct(incident) ? ruling(incident, picture, count, turn) : Optional.empty();
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
        boolean cannotServe = incident.isExpireWritten() && cannotServe(incident, picture, turn);
        EvidenceClass kind = classNow(incident, picture);
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

    /** A server that is not certainly gone may serve as long as a majority may have said less than a lease ago that it may. */
    private boolean cannotServe(Incident incident, ClusterPicture picture, Turn turn) {
        boolean gone = classNow(incident, picture) == EvidenceClass.CONCLUSIVE || !incident.isRegistered();
        // Nobody arms gates in manual mode: the person who approved the expiry has read that. Nobody has approved like
        // this what was decided in another mode, or by another leader.
        boolean withoutGate = seats.names().isEmpty()
                || (incident.isDecidedIn(Mode.MANUAL) && !picture.isLeased(incident.server(), seats));
        if (gone || withoutGate) {
            return true;
        }
        LeaseEnd.Verdict verdict = LeaseEnd.judge(picture.promises(incident.server()), seats, lease, turn.now());
        if (!incident.leaseSeen(verdict.getClass().getSimpleName())) {
            return verdict instanceof LeaseEnd.Verdict.Over;
        }
        if (verdict instanceof LeaseEnd.Verdict.Over) {
            incident.leaseOver(turn.now(), verdict.sentence());
        }
        turn.record(turn.now(), incident, "LEASE", verdict.sentence());
        return verdict instanceof LeaseEnd.Verdict.Over;
    }

    /** Were the mode another, it would be expired. */
    private boolean isForTheModeAlone(Refusal refusal, Situation situation) {
        boolean modeAlone =
                switch (refusal.code()) {
                    case SHADOW_MODE, AWAITS_APPROVAL, APPROVAL_STALE, REJECTED -> true;
                    default -> false;
                };
        return modeAlone && breakers.refusal(situation).isEmpty();
    }

    private static boolean needsAct(Incident incident) {
        return incident.isRegistered() && !incident.isExpireWritten();
    }

    private Optional<Refusal> ruling(Incident incident, ClusterPicture picture, Headcount count, Turn turn) {
        EvidenceClass kind = classNow(incident, picture);
        Situation situation = situation(incident, kind, picture, count, turn);
        Optional<Refusal> refusal = rule.refusal(situation);
        if (refusal.isPresent()) {
            scores.refused(incident, !isForTheModeAlone(refusal.get(), situation), turn);
        } else {
            scores.acted(incident);
        }
        approvals.ruled(incident, kind, refusal, picture, turn);
        return refusal;
    }

    /** A server that fell silent may be known to be gone by now, for which nobody needs to be asked. */
    private static EvidenceClass classNow(Incident incident, ClusterPicture picture) {
        return Optional.ofNullable(picture.findings().get(incident.server()))
                .filter(finding -> finding.liveness() == Liveness.DEAD)
                .flatMap(Finding::evidenceClass)
                .filter(kind -> kind == EvidenceClass.CONCLUSIVE)
                .orElse(incident.evidenceClass());
    }

    private Situation situation(
            Incident incident, EvidenceClass kind, ClusterPicture picture, Headcount count, Turn turn) {
        return new Situation(
                incident.server(),
                kind,
                picture.mode(),
                picture.pause(turn.now())
                        .map(seen -> new Situation.Pause(seen.record().by(), turn.wall(seen.end()))),
                picture.maintenance()
                        .covering(incident.server(), turn.now())
                        .map(seen -> new Situation.Maintenance(
                                seen.id(), seen.record().owner(), turn.wall(seen.end()))),
                approvals.consent(incident, kind, picture, turn),
                count.cluster(),
                count.othersAlive(incident.server()),
                count.others(incident.server()),
                count.othersHeard(incident.server()),
                count.expiriesBesides(incident.server()),
                picture.isLeased(incident.server(), seats),
                leading.since(),
                picture.stoodStillUntil(),
                turn.now());
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
