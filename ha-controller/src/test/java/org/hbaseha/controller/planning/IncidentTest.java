package org.hbaseha.controller.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.server;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Incident.Moment;
import org.hbaseha.fencing.Epoch;
import org.junit.Test;

/** An incident only takes in facts; each moment is kept once, when it was first true. */
public class IncidentTest {

    private static final ServerName VICTIM = server("victim", 7);
    private static final ServerName HEIR = server("heir", 1);

    private final Incident incident = Incidents.silent(VICTIM, new Epoch(3));

    private List<Moment> moments() {
        return incident.milestones().stream().map(Incident.Milestone::moment).toList();
    }

    @Test
    public void beginsWithItsEvidenceAndItsVerdict() {
        assertThat(incident.milestones())
                .containsExactly(
                        new Incident.Milestone(Moment.FIRST_EVIDENCE, at(100), "a beat is missing"),
                        new Incident.Milestone(Moment.VERDICT, at(6100), "class P, paused: It is silent"));
    }

    @Test
    public void wasSuspectedBetweenItsEvidenceAndItsVerdict() {
        incident.suspectedSince(at(480));

        assertThat(moments()).containsExactly(Moment.FIRST_EVIDENCE, Moment.SUSPECTED, Moment.VERDICT);
        assertThat(incident.milestones().get(1).at()).isEqualTo(at(480));
    }

    @Test
    public void oneThatWasNotTrustedYetIsSuspectedFromItsFirstEvidenceOn() {
        incident.suspectedSince(at(20));

        assertThat(incident.milestones().get(1).at()).isEqualTo(at(100));
    }

    @Test
    public void theEndOfAStepTellsWhoDeletedTheZnode() {
        incident.stepStarted(new Step.DeleteZnode(incident.server(), incident.epoch()));
        incident.registration(false, at(6118));
        incident.stepEnded();
        incident.znodeDeleted(at(6120), "deleted");

        assertThat(moments()).contains(Moment.ZNODE_DELETED).doesNotContain(Moment.ZNODE_GONE);
    }

    @Test
    public void keepsEachMomentOnce() {
        incident.expireWritten(at(6110), "written");
        incident.expireWritten(at(6210), "written again");
        incident.znodeDeleted(at(6120), "deleted");
        incident.registration(false, at(6125));
        incident.znodeDeleted(at(6220), "deleted again");

        assertThat(moments())
                .containsExactly(Moment.FIRST_EVIDENCE, Moment.VERDICT, Moment.EXPIRE_WRITTEN, Moment.ZNODE_DELETED);
        assertThat(incident.znodeGone()).contains(at(6120));
    }

    @Test
    public void tellsWhichMilestonesAnObservationAdded() {
        Observation.RegionAt first = new Observation.RegionAt("r1", HEIR);
        Observation.RegionAt second = new Observation.RegionAt("r2", HEIR);

        List<Incident.Milestone> added =
                incident.progress(new Observation.RecoverySeen(VICTIM, true, true, List.of(first), 1, at(7000)));
        List<Incident.Milestone> later = incident.progress(
                new Observation.RecoverySeen(VICTIM, true, true, List.of(first, second), 0, at(7100)));

        assertThat(added)
                .extracting(Incident.Milestone::moment)
                .containsExactly(Moment.CRASH_PROCEDURE, Moment.WAL_SPLIT, Moment.REGION_OPEN);
        assertThat(later)
                .containsExactly(new Incident.Milestone(Moment.REGION_OPEN, at(7100), "r2 on " + HEIR.getAddress()));
        assertThat(incident.regionsOpened()).isEqualTo(2);
        assertThat(incident.regionsLeft()).hasValue(0);
    }

    @Test
    public void aRefusalIsNewsOnlyWhenItsCodeChanges() {
        assertThat(incident.refused(Optional.of(new Refusal(RefusalCode.NEW_LEADER, "leadingForMs=1"))))
                .isTrue();
        assertThat(incident.refused(Optional.of(new Refusal(RefusalCode.NEW_LEADER, "leadingForMs=2"))))
                .isFalse();
        assertThat(incident.refused(Optional.of(new Refusal(RefusalCode.PAUSED, ""))))
                .isTrue();
        assertThat(incident.refused(Optional.empty())).isTrue();
        assertThat(incident.refused(Optional.empty())).isFalse();
    }
}
