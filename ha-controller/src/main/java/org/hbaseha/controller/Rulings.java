package org.hbaseha.controller;

import java.util.Optional;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.planning.ActionRule;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.controller.planning.breaker.BreakerPanel;
import org.hbaseha.health.gate.GateTerms;

/**
 * What the rules say of an incident about which something is still to be decided: puts its situation together from what the leader knows, and
 * tells the scorekeeper and the {@link ApprovalDesk} the answer. Exists for one leadership; holds no clock; called by the {@link IncidentDesk}.
 */
final class Rulings {

    private final Leading leading;
    private final GateTerms terms;
    private final ActionRule rule;
    private final BreakerPanel breakers;
    private final Scorekeeper scores;
    private final ApprovalDesk approvals;

    Rulings(Leading leading, GateTerms terms, BreakerPanel breakers, Scorekeeper scores, ApprovalDesk approvals) {
        this.leading = leading;
        this.terms = terms;
        this.rule = new ActionRule(breakers);
        this.breakers = breakers;
        this.scores = scores;
        this.approvals = approvals;
    }

    /** Why its server is not expired now; empty when it may be. {@code kind}: the evidence as it is now. */
    Optional<Refusal> refusal(
            Incident incident, EvidenceClass kind, ClusterPicture picture, Headcount count, Turn turn) {
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

    /** Were the mode another, it would be expired. */
    private boolean isForTheModeAlone(Refusal refusal, Situation situation) {
        boolean modeAlone =
                switch (refusal.code()) {
                    case SHADOW_MODE, AWAITS_APPROVAL, APPROVAL_STALE, REJECTED -> true;
                    default -> false;
                };
        return modeAlone && breakers.refusal(situation).isEmpty();
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
                picture.isLeased(incident.server(), terms),
                leading.since(),
                picture.stoodStillUntil(),
                turn.now());
    }
}
