package org.hbaseha.controller;

import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.lease.LeaseEnd;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.health.gate.GateTerms;
import org.hbaseha.layout.Mode;

/**
 * Whether a server whose EXPIRE is written can still serve: one that is not certainly gone may, as long as a majority may have said less than a
 * lease ago that it may. Tells the incident and the journal what it found, once each. Holds no clock; called by the {@link IncidentDesk}.
 */
final class LeaseRule {

    private final GateTerms terms;

    LeaseRule(GateTerms terms) {
        this.terms = terms;
    }

    /** {@code kind}: the evidence as it is now. */
    boolean cannotServe(Incident incident, EvidenceClass kind, ClusterPicture picture, Turn turn) {
        boolean gone = kind == EvidenceClass.CONCLUSIVE || !incident.isRegistered();
        // Nobody arms gates in manual mode: the person who approved the expiry has read that. What was decided in
        // another
        // mode, or by another leader, nobody has approved like this.
        boolean withoutGate = incident.isDecidedIn(Mode.MANUAL) && !picture.isLeased(incident.server(), terms);
        if (gone || withoutGate) {
            return true;
        }
        LeaseEnd.Verdict verdict = LeaseEnd.judge(picture.promises(incident.server()), terms, turn.now());
        boolean over = verdict instanceof LeaseEnd.Verdict.Over;
        if (incident.leaseSeen(verdict.getClass().getSimpleName())) {
            if (over) {
                incident.leaseOver(turn.now(), verdict.sentence());
            }
            turn.record(turn.now(), incident, "LEASE", verdict.sentence());
        }
        return over;
    }
}
