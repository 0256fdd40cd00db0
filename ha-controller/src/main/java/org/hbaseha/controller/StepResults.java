package org.hbaseha.controller;

import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.planning.breaker.BreakerPanel;

/**
 * Tells an incident what became of a step that was taken for it, the breakers when that was an expiry, and the journal all that is news. Holds no
 * clock; called by the {@link IncidentDesk}.
 */
final class StepResults {

    private final BreakerPanel breakers;

    StepResults(BreakerPanel breakers) {
        this.breakers = breakers;
    }

    /** False when the step found that we are deposed. */
    boolean ended(Incident incident, Observation.StepEnded ended, Turn turn) {
        incident.stepEnded();
        boolean news = true;
        String text = ended.outcome().text();
        String step = ended.step().getClass().getSimpleName();
        if (ended.outcome() instanceof StepOutcome.Done) {
            incident.stepSucceeded();
            done(incident, ended, text);
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

    private void done(Incident incident, Observation.StepEnded ended, String text) {
        Step step = ended.step();
        if (step instanceof Step.WriteExpire || step instanceof Step.LookForExpire) {
            incident.expireWritten(ended.at(), text);
            breakers.expired(incident.server(), ended.at());
        } else if (step instanceof Step.DeleteZnode) {
            incident.znodeDeleted(ended.at(), text);
        } else {
            incident.hbckAsked(ended.at(), text);
        }
    }
}
