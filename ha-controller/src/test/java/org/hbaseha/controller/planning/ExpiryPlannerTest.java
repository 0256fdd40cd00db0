package org.hbaseha.controller.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Liveness;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.fencing.Epoch;
import org.junit.Test;

/** The order of an expiry, and that it goes on from whatever is already true. The verdict is at 1000 ms. */
public class ExpiryPlannerTest {

    private static final ServerName VICTIM = server("victim", 7);
    private static final Epoch EPOCH = new Epoch(3);
    private static final StepOutcome NO_RIGHTS = new StepOutcome.Failed("ZooKeeper refused error=NOAUTH");

    private final ExpiryPlanner planner = new ExpiryPlanner(Duration.ofMillis(300));
    private final Incident incident = incident(true);

    private static Incident incident(boolean registered) {
        Finding finding = new Finding(
                VICTIM,
                Liveness.DEAD,
                Optional.of(EvidenceClass.CONCLUSIVE),
                "It is gone",
                List.of("stream closed"),
                Optional.of(at(900)));
        return new Incident("3-1", finding, EPOCH, registered, at(1000));
    }

    private static Observation.RecoverySeen recovery(boolean procedure, int regionsLeft, long millis) {
        return new Observation.RecoverySeen(VICTIM, procedure, procedure, List.of(), regionsLeft, at(millis));
    }

    private NextMove next(long millis) {
        return planner.next(incident, EvidenceClass.CONCLUSIVE, true, true, at(millis));
    }

    private static NextMove take(Step step) {
        return new NextMove.Take(step);
    }

    @Test
    public void writesTheRecordFirst() {
        assertThat(next(1000))
                .isEqualTo(take(new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.CONCLUSIVE, "C: It is gone")));
    }

    @Test
    public void doesNothingThatItMayNot() {
        assertThat(planner.next(incident, EvidenceClass.CONCLUSIVE, false, true, at(1000)))
                .isInstanceOf(NextMove.Wait.class);
    }

    @Test
    public void waitsForTheStepUnderWay() {
        incident.stepStarted(new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.CONCLUSIVE, ""));

        assertThat(next(60_000)).isInstanceOf(NextMove.Wait.class);
    }

    @Test
    public void deletesTheZnodeOnceTheRecordIsThere() {
        incident.expireWritten(at(1010), "written");

        assertThat(next(1010)).isEqualTo(take(new Step.DeleteZnode(VICTIM, EPOCH)));
    }

    @Test
    public void finishesAWrittenRecordWhateverStandsAgainstActingNow() {
        incident.expireWritten(at(1010), "written");

        assertThat(planner.next(incident, EvidenceClass.CONCLUSIVE, false, true, at(1010)))
                .isEqualTo(take(new Step.DeleteZnode(VICTIM, EPOCH)));
    }

    @Test
    public void asksHbckWhenNoCrashProcedureShowsInTime() {
        incident.expireWritten(at(1010), "written");
        incident.znodeDeleted(at(1020), "deleted");

        assertThat(next(1319)).isInstanceOf(NextMove.Wait.class);
        assertThat(next(1320)).isEqualTo(take(new Step.ScheduleCrashProcedure(VICTIM, EPOCH)));
    }

    @Test
    public void doesNotAskHbckWhileTheProcedureRuns() {
        incident.expireWritten(at(1010), "written");
        incident.znodeDeleted(at(1020), "deleted");
        incident.progress(recovery(true, 30, 1100));

        assertThat(next(60_000)).isInstanceOf(NextMove.Wait.class);
    }

    @Test
    public void asksHbckAgainAfterFiveSecondsAsLongAsNothingShows() {
        incident.expireWritten(at(1010), "written");
        incident.znodeDeleted(at(1020), "deleted");
        incident.hbckAsked(at(1330), "asked");

        assertThat(next(6329)).isInstanceOf(NextMove.Wait.class);
        assertThat(next(6330)).isEqualTo(take(new Step.ScheduleCrashProcedure(VICTIM, EPOCH)));
    }

    @Test
    public void neverAsksHbckForAServerThatHBaseLetGoItself() {
        Incident byHBase = incident(false);

        assertThat(planner.next(byHBase, EvidenceClass.CONCLUSIVE, true, true, at(60_000)))
                .isInstanceOf(NextMove.Wait.class);
    }

    @Test
    public void isFinishedWhenNoRegionIsLeft() {
        incident.expireWritten(at(1010), "written");
        incident.znodeDeleted(at(1020), "deleted");

        incident.progress(recovery(true, 1, 2000));
        assertThat(next(2000)).isInstanceOf(NextMove.Wait.class);
        incident.progress(recovery(true, 0, 2100));

        assertThat(next(2100)).isInstanceOf(NextMove.Finished.class);
    }

    @Test
    public void isNotFinishedBeforeTheZnodeIsGone() {
        incident.progress(recovery(false, 0, 1100));

        assertThat(next(1100)).isInstanceOf(NextMove.Take.class);
    }

    @Test
    public void isFinishedWhateverStepHasFailedMeanwhile() {
        incident.expireWritten(at(1010), "written");
        incident.znodeDeleted(at(1020), "deleted");
        incident.stepFailed(new Step.ScheduleCrashProcedure(VICTIM, EPOCH), NO_RIGHTS, at(1500));

        incident.progress(recovery(true, 0, 1600));

        assertThat(next(1600)).isInstanceOf(NextMove.Finished.class);
    }

    @Test
    public void triesAFailedStepAgainAfterASecond() {
        incident.stepFailed(new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.CONCLUSIVE, ""), NO_RIGHTS, at(1100));

        assertThat(next(2099)).isInstanceOf(NextMove.Wait.class);
        assertThat(next(2100))
                .isEqualTo(take(new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.CONCLUSIVE, "C: It is gone")));
    }

    @Test
    public void waitsTwiceAsLongAfterEachFurtherFailureUpToThirtySeconds() {
        incident.expireWritten(at(1010), "written");
        Step delete = new Step.DeleteZnode(VICTIM, EPOCH);
        long time = 2000;

        for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            incident.stepFailed(delete, NO_RIGHTS, at(time));
            assertThat(next(time + seconds * 1000 - 1)).isInstanceOf(NextMove.Wait.class);
            time += seconds * 1000;
            assertThat(next(time)).isEqualTo(take(delete));
        }
    }

    @Test
    public void anotherStepAndASuccessBeginWithOneSecondAgain() {
        incident.stepFailed(new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.CONCLUSIVE, ""), NO_RIGHTS, at(1000));
        incident.stepFailed(new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.CONCLUSIVE, ""), NO_RIGHTS, at(2000));
        incident.expireWritten(at(2010), "written");
        incident.stepFailed(new Step.DeleteZnode(VICTIM, EPOCH), NO_RIGHTS, at(3000));

        assertThat(next(3999)).isInstanceOf(NextMove.Wait.class);
        assertThat(next(4000)).isInstanceOf(NextMove.Take.class);
        incident.stepSucceeded();

        assertThat(next(3001)).isInstanceOf(NextMove.Take.class);
    }

    @Test
    public void aFailureIsNewsOnceAndWhenItChanges() {
        Step delete = new Step.DeleteZnode(VICTIM, EPOCH);

        assertThat(incident.stepFailed(delete, NO_RIGHTS, at(1000))).isTrue();
        assertThat(incident.stepFailed(delete, NO_RIGHTS, at(2000))).isFalse();
        assertThat(incident.stepFailed(delete, new StepOutcome.Indeterminate("lost"), at(4000)))
                .isTrue();
        assertThat(incident.stepFailed(delete, NO_RIGHTS, at(8000))).isTrue();
        assertThat(incident.stepFailed(
                        new Step.WriteExpire(VICTIM, EPOCH, EvidenceClass.CONCLUSIVE, ""), NO_RIGHTS, at(9000)))
                .isTrue();
    }

    @Test
    public void doesNotAskHbckForAFoundRecordBeforeSomebodyKnowsWhichRegionsAreLeft() {
        incident.expireFound(at(1010), "found");
        incident.znodeDeleted(at(1020), "deleted");
        incident.progress(recovery(false, Observation.RecoverySeen.NOT_KNOWN, 1100));

        assertThat(next(60_000)).isInstanceOf(NextMove.Wait.class);
        incident.progress(recovery(false, 3, 60_000));

        assertThat(next(60_000)).isEqualTo(take(new Step.ScheduleCrashProcedure(VICTIM, EPOCH)));
    }

    @Test
    public void skipsTheDeletionWhenTheZnodeWentByItself() {
        incident.expireWritten(at(1010), "written");
        incident.registration(false, at(1020));

        assertThat(next(1030)).isInstanceOf(NextMove.Wait.class);
        assertThat(next(1320)).isEqualTo(take(new Step.ScheduleCrashProcedure(VICTIM, EPOCH)));
    }
}
