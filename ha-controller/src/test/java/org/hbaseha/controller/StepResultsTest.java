package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Incidents;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.StepOutcome;
import org.hbaseha.controller.planning.breaker.BreakerPanel;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.fencing.Epoch;
import org.junit.Test;

/** What an incident, the breakers and the journal are told of a step that has ended. */
public class StepResultsTest {

    private static final ServerName VICTIM = server("victim", 7);
    private static final Epoch EPOCH = new Epoch(3);
    private static final Step WRITE = new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.PAUSED, "It is silent");

    private final BreakerPanel breakers = new BreakerPanel(BreakerSettings.of(Duration.ofMinutes(10), Facts.SETTINGS));
    private final StepResults results = new StepResults(breakers);
    private final Turn turn = new Turn(at(7_000), Instant.parse("2026-03-01T12:00:00Z"));
    private final Incident incident = Incidents.silent(VICTIM, EPOCH);

    private boolean ended(Step step, StepOutcome outcome) {
        incident.stepStarted(step);
        boolean leading = results.ended(incident, new Observation.StepEnded(step, outcome, at(6_900)), turn);
        assertThat(incident.isStepUnderWay()).isFalse();
        return leading;
    }

    @Test
    public void anExpiryThatWasWrittenIsCountedAndToldToTheIncident() {
        assertThat(ended(WRITE, new StepOutcome.Done("written"))).isTrue();

        assertThat(incident.isExpireWritten()).isTrue();
        assertThat(breakers.expiriesWithinWindow(turn.now())).isEqualTo(1);
        assertThat(turn.effects()).singleElement().isInstanceOfSatisfying(Effect.Note.class, note -> assertThat(
                        note.entry().sentence())
                .isEqualTo("WriteExpire: written"));
    }

    @Test
    public void anExpiryWhoseAnswerWasLostIsInDoubtUntilItIsLookedFor() {
        assertThat(ended(WRITE, new StepOutcome.Indeterminate("no answer"))).isTrue();
        assertThat(incident.isExpireInDoubt()).isTrue();
        assertThat(incident.isExpireWritten()).isFalse();

        ended(new Step.LookForExpire(VICTIM, EPOCH), new StepOutcome.Absent("it is not there"));

        assertThat(incident.isExpireInDoubt()).isFalse();
        assertThat(breakers.expiriesWithinWindow(turn.now())).isZero();
    }

    @Test
    public void aFailureThatRecursIsCountedAndNotToldAgain() {
        ended(WRITE, new StepOutcome.Failed("ZooKeeper is away"));
        ended(WRITE, new StepOutcome.Failed("ZooKeeper is away"));

        assertThat(turn.effects()).hasSize(2);
        assertThat(turn.effects().get(0)).isInstanceOf(Effect.Note.class);
        assertThat(turn.effects().get(1)).isInstanceOf(Effect.Recur.class);
        assertThat(incident.isExpireWritten()).isFalse();
    }

    @Test
    public void aNewerEpochEndsOurLeadership() {
        assertThat(ended(WRITE, new StepOutcome.Deposed("epoch 4 is there"))).isFalse();
    }
}
