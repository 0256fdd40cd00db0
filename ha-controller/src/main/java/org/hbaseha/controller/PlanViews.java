package org.hbaseha.controller;

import org.hbaseha.controller.planning.Consent;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Plan;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.layout.OrderRecord;

/** A plan as people and programs are shown it. */
final class PlanViews {

    private PlanViews() {}

    static PlanView of(ApprovalDesk.Waiting waiting, Incident incident, Turn turn) {
        Plan plan = waiting.plan();
        return new PlanView(
                plan.id(),
                plan.incident(),
                plan.server().getServerName(),
                plan.evidenceClass().letter(),
                incident.sentence(),
                plan.steps(),
                plan.regions().orElse(-1),
                plan.hash(),
                turn.wall(plan.madeAt()),
                turn.wall(plan.expires()),
                plan.expires().since(turn.now()).toMillis(),
                standing(waiting.consent(), incident),
                sentence(waiting.consent(), incident));
    }

    private static String standing(Consent consent, Incident incident) {
        if (isHeld(incident)) {
            return "HELD";
        } else if (consent instanceof Consent.Approved) {
            return "APPROVED";
        } else if (consent instanceof Consent.Rejected) {
            return "REJECTED";
        }
        return consent instanceof Consent.Stale ? "STALE" : "WAITS";
    }

    private static boolean isHeld(Incident incident) {
        return incident.refusal()
                .map(Refusal::code)
                .filter(code -> !code.asksPerson())
                .isPresent();
    }

    private static String sentence(Consent consent, Incident incident) {
        if (isHeld(incident)) {
            return incident.refusal().map(Refusal::sentence).orElse("");
        } else if (consent instanceof Consent.Approved approved) {
            return "approved " + by(approved.order());
        } else if (consent instanceof Consent.Rejected rejected) {
            return "rejected " + by(rejected.order()) + "; it waits until the state is another";
        } else if (consent instanceof Consent.Stale stale) {
            return "approved, but the state has changed since: " + stale.order().plan() + " with hash "
                    + stale.order().hash() + " was approved " + by(stale.order());
        }
        return "waits for hbase-ha approve";
    }

    private static String by(OrderRecord order) {
        return "by " + order.by() + ": " + order.reason();
    }
}
