package org.hbaseha.controller.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.Finding;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.Mode;
import org.hbaseha.time.MonotonicInstant;

/**
 * One dead incarnation from the verdict until its regions are open elsewhere: what was found, what is already true, and when each part became
 * true. It only ever takes in facts; what to do next is {@link ExpiryPlanner}'s to say. Owned by the control loop's thread.
 */
public final class Incident {

    private final String id;
    private final ServerName server;
    private final Epoch epoch;
    private final EvidenceClass evidenceClass;
    private final String sentence;
    private final List<String> evidence;
    private final MonotonicInstant firstEvidence;
    private final List<Milestone> milestones = new ArrayList<>();
    private final Map<String, ServerName> opened = new LinkedHashMap<>();

    private Outcome outcome = Outcome.OPEN;
    private Optional<Refusal> refusal = Optional.empty();
    private boolean expireWritten;
    private boolean registered;
    private boolean crashProcedureSeen;
    private boolean stepUnderWay;
    private boolean expireUnderWay;
    private boolean expireInDoubt;
    private boolean expireFound;
    private Optional<MonotonicInstant> znodeGone = Optional.empty();
    private Optional<MonotonicInstant> hbckAsked = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private Optional<Mode> decidedIn = Optional.empty();
    private OptionalInt regionsLeft = OptionalInt.empty();
    private String lease = "";
    private EvidenceClass latest;

    /** How an incident ended, or that it has not. */
    public enum Outcome {
        OPEN,
        /** All regions are open elsewhere. */
        RECOVERED,
        /** It beat again before anything was done. */
        WITHDRAWN,
        /** We stopped leading; a later leader goes on. */
        HANDED_OVER
    }

    /** Moments worth a line; in the order in which they usually come. */
    public enum Moment {
        FIRST_EVIDENCE,
        SUSPECTED,
        VERDICT,
        EXPIRE_WRITTEN,
        LEASE_OVER,
        ZNODE_DELETED,
        ZNODE_GONE,
        HBCK_ASKED,
        CRASH_PROCEDURE,
        WAL_SPLIT,
        REGION_OPEN,
        RECOVERED,
        WITHDRAWN
    }

    public record Milestone(Moment moment, MonotonicInstant at, String text) {}

    /** A step that did not succeed, how it ended last, and how often in a row. */
    public record Failure(Class<? extends Step> step, StepOutcome outcome, int times, MonotonicInstant at) {}

    /**
     * Opens an incident with its verdict.
     *
     * @param registered whether the server's znode is there now
     */
    public Incident(String id, Finding finding, Epoch epoch, boolean registered, MonotonicInstant now) {
        this.id = id;
        this.server = finding.server();
        this.epoch = epoch;
        this.evidenceClass = finding.evidenceClass().orElse(EvidenceClass.CONCLUSIVE);
        this.latest = evidenceClass;
        this.sentence = finding.sentence();
        this.evidence = finding.evidence();
        this.firstEvidence = finding.firstEvidence().orElse(now);
        this.registered = registered;
        milestones.add(new Milestone(Moment.FIRST_EVIDENCE, firstEvidence, firstWords(finding)));
        milestones.add(new Milestone(
                Moment.VERDICT,
                now,
                "class " + evidenceClass.letter() + ", " + evidenceClass.words() + ": " + sentence));
        if (!registered) {
            gone(now);
        }
    }

    /** Known with the verdict: since when it was under suspicion. One that had not been calm since an earlier silence was from the first evidence on. */
    public void suspectedSince(MonotonicInstant since) {
        MonotonicInstant at = since.isBefore(firstEvidence) ? firstEvidence : since;
        milestones.add(1, new Milestone(Moment.SUSPECTED, at, "it is suspected"));
    }

    /** We wrote the EXPIRE record, or it was there when we tried. */
    public void expireWritten(MonotonicInstant at, String text) {
        if (!expireWritten) {
            expireWritten = true;
            milestones.add(new Milestone(Moment.EXPIRE_WRITTEN, at, text));
        }
    }

    /** The EXPIRE record was there when we became leader: how far its writer came is not known. */
    public void expireFound(MonotonicInstant at, String text) {
        expireFound = true;
        expireWritten(at, text);
    }

    /** Takes what is known of its lease; true when that is news. */
    public boolean leaseSeen(String verdict) {
        boolean news = !verdict.equals(lease);
        lease = verdict;
        return news;
    }

    /** It cannot serve any more: its regions may open elsewhere. */
    public void leaseOver(MonotonicInstant at, String text) {
        milestones.add(new Milestone(Moment.LEASE_OVER, at, text));
    }

    /** The answer to our writing the record was lost. Only the record itself can settle that, no later failure can. */
    public void expireInDoubt() {
        expireInDoubt = true;
    }

    /** We looked, and the record is not there: nothing has been decided about this server. */
    public void expireAbsent() {
        expireInDoubt = false;
        stepSucceeded();
    }

    public void znodeDeleted(MonotonicInstant at, String text) {
        if (registered) {
            registered = false;
            znodeGone = Optional.of(at);
            milestones.add(new Milestone(Moment.ZNODE_DELETED, at, text));
        }
    }

    /** What there was to see at that moment, which is less than the verdict rests on. */
    private static String firstWords(Finding finding) {
        boolean silent = finding.evidenceClass()
                .filter(kind -> kind != EvidenceClass.CONCLUSIVE)
                .isPresent();
        if (silent) {
            return "a beat is missing";
        }
        return finding.evidence().isEmpty()
                ? finding.sentence()
                : finding.evidence().get(0);
    }

    /** Takes HBase's list of registrations: the znode may go without us. While a step of ours is under way, its end tells whose doing it was. */
    public void registration(boolean present, MonotonicInstant at) {
        if (registered && !present && !stepUnderWay) {
            gone(at);
        }
    }

    private void gone(MonotonicInstant at) {
        registered = false;
        znodeGone = Optional.of(at);
        milestones.add(new Milestone(Moment.ZNODE_GONE, at, "the znode went without us"));
    }

    public void hbckAsked(MonotonicInstant at, String text) {
        hbckAsked = Optional.of(at);
        milestones.add(new Milestone(Moment.HBCK_ASKED, at, text));
    }

    /** Returns the milestones that this observation adds. */
    public List<Milestone> progress(Observation.RecoverySeen seen) {
        int before = milestones.size();
        if (seen.crashProcedureSeen() && !crashProcedureSeen) {
            crashProcedureSeen = true;
            milestones.add(new Milestone(Moment.CRASH_PROCEDURE, seen.at(), "the master runs the crash procedure"));
        }
        if (seen.walSplitDone() && !reached(Moment.WAL_SPLIT)) {
            milestones.add(new Milestone(Moment.WAL_SPLIT, seen.at(), "the write-ahead logs are split"));
        }
        for (Observation.RegionAt region : seen.opened()) {
            if (opened.putIfAbsent(region.encodedName(), region.location()) == null) {
                milestones.add(new Milestone(
                        Moment.REGION_OPEN,
                        seen.at(),
                        region.encodedName() + " on " + region.location().getAddress()));
            }
        }
        regionsLeft = seen.regionsLeft() == Observation.RecoverySeen.NOT_KNOWN
                ? OptionalInt.empty()
                : OptionalInt.of(seen.regionsLeft());
        return List.copyOf(milestones.subList(before, milestones.size()));
    }

    public void end(Outcome how, Moment moment, MonotonicInstant at, String text) {
        outcome = how;
        milestones.add(new Milestone(moment, at, text));
    }

    public void handOver() {
        outcome = Outcome.HANDED_OVER;
    }

    public void stepStarted(Step step) {
        stepUnderWay = true;
        expireUnderWay = step instanceof Step.WriteExpire;
    }

    /** We ask for the EXPIRE record, as this mode lets us. */
    public void decidedIn(Mode mode) {
        decidedIn = Optional.of(mode);
    }

    public void stepEnded() {
        stepUnderWay = false;
        expireUnderWay = false;
    }

    /** True when this step failed for the first time, or in another way than the time before. */
    public boolean stepFailed(Step step, StepOutcome outcome, MonotonicInstant at) {
        Optional<Failure> before = failure.filter(last -> last.step().equals(step.getClass()));
        failure = Optional.of(
                new Failure(step.getClass(), outcome, before.map(Failure::times).orElse(0) + 1, at));
        return before.filter(last -> last.outcome().equals(outcome)).isEmpty();
    }

    public void stepSucceeded() {
        failure = Optional.empty();
    }

    /** What the step failed for may be over: it is as if it had failed for the first time. */
    public void failureMayBeOver() {
        failure = failure.map(last -> new Failure(last.step(), last.outcome(), 1, last.at()));
    }

    /** A server that fell silent may be known to be gone by now: then what was refused to the one need not be to the other. */
    public void evidenceIs(EvidenceClass kind) {
        if (kind != latest) {
            latest = kind;
            failure = Optional.empty();
        }
    }

    /** True when this changes what an operator would be told. */
    public boolean refused(Optional<Refusal> now) {
        boolean changed = !refusal.map(Refusal::code).equals(now.map(Refusal::code));
        refusal = now;
        return changed;
    }

    private boolean reached(Moment moment) {
        return milestones.stream().anyMatch(milestone -> milestone.moment() == moment);
    }

    public String id() {
        return id;
    }

    public ServerName server() {
        return server;
    }

    public Epoch epoch() {
        return epoch;
    }

    public EvidenceClass evidenceClass() {
        return evidenceClass;
    }

    public String sentence() {
        return sentence;
    }

    public List<String> evidence() {
        return evidence;
    }

    public MonotonicInstant firstEvidence() {
        return firstEvidence;
    }

    public List<Milestone> milestones() {
        return List.copyOf(milestones);
    }

    public int regionsOpened() {
        return opened.size();
    }

    public Outcome outcome() {
        return outcome;
    }

    public Optional<Refusal> refusal() {
        return refusal;
    }

    public boolean isExpireWritten() {
        return expireWritten;
    }

    public boolean isExpireFound() {
        return expireFound;
    }

    /** An EXPIRE record may be there that we do not know of yet: it counts as an expiry, and is not withdrawn, until we do. */
    public boolean mayBeExpired() {
        return !expireWritten && (expireUnderWay || expireInDoubt);
    }

    public boolean isExpireInDoubt() {
        return !expireWritten && expireInDoubt;
    }

    /** False also when another leader decided. */
    public boolean isDecidedIn(Mode mode) {
        return decidedIn.filter(mode::equals).isPresent();
    }

    public boolean isRegistered() {
        return registered;
    }

    public boolean isCrashProcedureSeen() {
        return crashProcedureSeen;
    }

    public boolean isStepUnderWay() {
        return stepUnderWay;
    }

    public Optional<MonotonicInstant> znodeGone() {
        return znodeGone;
    }

    public Optional<MonotonicInstant> hbckAskedAt() {
        return hbckAsked;
    }

    /** Of the step that was tried last; empty when it succeeded. */
    public Optional<Failure> failure() {
        return failure;
    }

    public OptionalInt regionsLeft() {
        return regionsLeft;
    }
}
