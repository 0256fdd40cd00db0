package org.hbaseha.controller.planning;

import java.time.Duration;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.time.MonotonicInstant;

/**
 * The expiry of one server, planned afresh at each call from what is already true; pure. The order is the safety argument: the record first, so
 * that any leader can finish what one began, and that makes the controllers promise; then, once the server's lease is over, the znode, which starts the stock crash procedure and survives a change of master; Hbck only
 * when the master shows no procedure. Done is judged by where the regions are, not by any procedure's answer.
 */
public final class ExpiryPlanner {

    /** A step that failed is tried again after this long; twice as long after each further failure, up to {@link #LONGEST_WAIT}. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** A procedure that was asked for and does not show is asked for again after this long. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Duration crashProcedureGrace;

    public ExpiryPlanner(Duration crashProcedureGrace) {
        this.crashProcedureGrace = crashProcedureGrace;
    }

    /**
     * What to do now. An EXPIRE record that was written, or may have been, is followed up whatever stands against it now.
     *
     * @param kind what the evidence is now: a server that fell silent may be known to be gone meanwhile
     * @param mayAct no refusal stands
     * @param cannotServe the server is gone, or its lease is over, so that its regions may open elsewhere
     */
    public NextMove next(
            Incident incident, EvidenceClass kind, boolean mayAct, boolean cannotServe, MonotonicInstant now) {
        if (incident.isStepUnderWay()) {
            return new NextMove.Wait("a step is under way");
        }
        NextMove wanted = wanted(incident, kind, mayAct, cannotServe, now);
        return wanted instanceof NextMove.Take take && hasJustFailed(incident, take.step(), now)
                ? new NextMove.Wait("the last step failed; trying again later")
                : wanted;
    }

    private static boolean hasJustFailed(Incident incident, Step step, MonotonicInstant now) {
        return incident.failure()
                .filter(failure -> failure.step().equals(step.getClass()) || step instanceof Step.LookForExpire)
                .filter(failure -> now.since(failure.at()).compareTo(wait(failure.times())) < 0)
                .isPresent();
    }

    private NextMove wanted(
            Incident incident, EvidenceClass kind, boolean mayAct, boolean cannotServe, MonotonicInstant now) {
        if (incident.isExpireInDoubt()) {
            // Never by writing it once more: its server may be alive again. And wanted even when that server is gone by
            // now, for an expiry that happened counts.
            return new NextMove.Take(new Step.LookForExpire(incident.server(), incident.epoch()));
        }
        if (incident.znodeGone().isEmpty()) {
            return expire(incident, kind, mayAct, cannotServe);
        }
        if (incident.regionsLeft().isPresent() && incident.regionsLeft().getAsInt() == 0) {
            return new NextMove.Finished("all regions are open elsewhere");
        }
        return follow(incident, now);
    }

    private static Duration wait(int failures) {
        // Beyond five doublings the longest wait is reached anyway.
        Duration doubled = TRY_AGAIN.multipliedBy(1L << Math.min(failures - 1, 5));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private static NextMove expire(Incident incident, EvidenceClass kind, boolean mayAct, boolean cannotServe) {
        if (incident.isExpireWritten()) {
            if (!cannotServe) {
                return new NextMove.Wait("its lease may not be over");
            }
            return new NextMove.Take(new Step.DeleteZnode(incident.server(), incident.epoch()));
        }
        return mayAct
                ? new NextMove.Take(new Step.WriteExpire(
                        incident.server(), incident.epoch(), kind, kind.letter() + ": " + incident.sentence()))
                : new NextMove.Wait("may not act");
    }

    private NextMove follow(Incident incident, MonotonicInstant now) {
        boolean ours = incident.isExpireWritten();
        // Whoever wrote a record that we found may have come far: without a look at the regions Hbck could recover a
        // server twice.
        boolean blind = incident.isExpireFound() && incident.regionsLeft().isEmpty();
        boolean late = incident.znodeGone()
                .filter(gone -> now.since(gone).compareTo(crashProcedureGrace) >= 0)
                .isPresent();
        boolean askedLately = incident.hbckAskedAt()
                .filter(asked -> now.since(asked).compareTo(ASK_AGAIN) < 0)
                .isPresent();
        return ours && !blind && late && !incident.isCrashProcedureSeen() && !askedLately
                ? new NextMove.Take(new Step.ScheduleCrashProcedure(incident.server(), incident.epoch()))
                : new NextMove.Wait("waiting for HBase to open its regions elsewhere");
    }
}
