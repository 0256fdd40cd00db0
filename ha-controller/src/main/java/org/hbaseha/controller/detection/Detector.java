package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/**
 * Says of one server, from its evidence alone, how alive it is. Pure. The classes are tried in the order of how conclusive they are:
 *
 * <ul>
 *   <li>C: it said that it aborts, a newer incarnation took its address, its znode is gone, the active master runs or ran its crash procedure, or
 *       its kernel closed the stream <em>and</em>
 *       refuses connects from here <em>and</em> from a witness, all asked after the close. A firewall that answers with a reset can fake a
 *       refusal, not the close.
 *   <li>O: its port is closed to us and open to a witness, now: we are the ones cut off.
 *   <li>N: no port answers us nor a majority of the witnesses, nothing has answered since its last sign of life, and the lease has run out;
 *       the pause budget where we began to look too late to have seen an answer.
 *   <li>P: the host answers us, or answered somebody and answers nobody any more as a full backlog does, and the silence, while we could have
 *       heard it, exceeds the pause budget.
 * </ul>
 *
 * The split by kind of evidence follows Falcon (Leners et al., SOSP 2011): be quick where the evidence is certain, patient where it is not.
 */
public final class Detector {

    private final DetectorSettings settings;
    /** By milliseconds until suspicion: a thousand servers are judged fifty times a second, and few of these sentences are needed. */
    private final Map<Long, String> beats = new HashMap<>();

    public Detector(DetectorSettings settings) {
        this.settings = settings;
    }

    /**
     * Judges one server now.
     *
     * @param thresholds what {@link SuspicionBook} knows of its beats and pauses
     */
    public Finding judge(ServerEvidence evidence, Thresholds thresholds, Inquiry inquiry, MonotonicInstant now) {
        return certainlyGone(evidence)
                .or(() -> leftToStock(evidence))
                .or(() -> streamClosed(evidence, now))
                .orElseGet(() -> bySilence(evidence, thresholds, inquiry, now));
    }

    private static Optional<Finding> certainlyGone(ServerEvidence evidence) {
        Optional<ServerEvidence.Farewell> abort =
                evidence.farewell().filter(farewell -> farewell.reason() == GoodbyeReason.ABORT);
        if (abort.isPresent()) {
            return Optional.of(conclusive(
                    evidence,
                    abort.get().at(),
                    "It said itself that it aborts",
                    List.of("goodbye: " + abort.get().text())));
        }
        if (evidence.supersededBy().isPresent()) {
            return Optional.of(conclusive(
                    evidence,
                    evidence.lastLife(),
                    "A newer incarnation runs on its address",
                    List.of("newer start code: " + evidence.supersededBy().get())));
        }
        if (evidence.wasRegistered() && !evidence.registered()) {
            if (evidence.farewell()
                    .filter(farewell -> farewell.reason() == GoodbyeReason.STOP)
                    .isPresent()) {
                return Optional.of(Finding.unknown(evidence.server(), "It has stopped in order and is gone"));
            }
            return Optional.of(conclusive(
                    evidence, evidence.lastLife(), "Its znode is gone: HBase itself has let it go", List.of()));
        }
        if (evidence.standing().master() == Standing.MasterWord.DEAD) {
            return Optional.of(conclusive(
                    evidence,
                    evidence.lastLife(),
                    "HBase itself has let it go",
                    List.of(Standing.MasterWord.DEAD.words())));
        }
        return Optional.empty();
    }

    private static Optional<Finding> leftToStock(ServerEvidence evidence) {
        if (evidence.lastBeat().isEmpty()) {
            return Optional.of(
                    Finding.unknown(evidence.server(), "No beat of its agent has come: left to stock HBase"));
        }
        return evidence.farewell()
                .filter(farewell -> farewell.reason() == GoodbyeReason.AGENT_LEAVES)
                .map(farewell -> Finding.unknown(
                        evidence.server(), "Its agent has left (" + farewell.text() + "): left to stock HBase"));
    }

    private Optional<Finding> streamClosed(ServerEvidence evidence, MonotonicInstant now) {
        if (!(evidence.stream() instanceof StreamState.Closed closed) || !closed.byPeer()) {
            return Optional.empty();
        }
        List<String> facts = new ArrayList<>();
        facts.add("stream closed by the server's host");
        facts.addAll(evidence.describeOthers());
        boolean stopping = evidence.farewell().isPresent();
        boolean mayStillStop = stopping && now.since(closed.at()).compareTo(settings.pauseBudget()) < 0;
        if (refusedBy(evidence.ownProbes(), closed.at())
                && evidence.witnessProbes().stream().anyMatch(answers -> refusedBy(answers, closed.at()))
                && !mayStillStop) {
            return Optional.of(conclusive(
                    evidence,
                    closed.at(),
                    "Its host closed the heartbeat stream and refuses connects, here and at a witness",
                    facts));
        }
        if (stopping) {
            return Optional.of(Finding.alive(evidence.server(), "It said goodbye and is stopping in order"));
        }
        if (evidence.ownProbes().stream().anyMatch(ProbeResult::answered)
                || now.since(closed.at()).compareTo(settings.suspectAfter()) < 0) {
            return Optional.of(new Finding(
                    evidence.server(),
                    Liveness.SUSPECT,
                    Optional.empty(),
                    "Its heartbeat stream was closed; whether the process is gone is being probed",
                    facts,
                    Optional.of(closed.at())));
        }
        return Optional.empty();
    }

    private static boolean refusedBy(List<ProbeResult> answers, MonotonicInstant after) {
        return answers.stream()
                .anyMatch(answer -> answer.serverPort()
                        && answer.outcome() == ConnectOutcome.REFUSED
                        && !answer.asked().isBefore(after));
    }

    private String beats(long suspectAfterMillis) {
        return beats.computeIfAbsent(
                suspectAfterMillis,
                millis -> "Beats each " + settings.beatInterval().toMillis() + " ms; it would be suspected after "
                        + millis + " ms of silence");
    }

    private Finding bySilence(ServerEvidence evidence, Thresholds thresholds, Inquiry inquiry, MonotonicInstant now) {
        Duration silence = now.since(evidence.lastLife());
        Duration suspectAfter = thresholds.suspectAfter().value();
        if (silence.compareTo(suspectAfter) < 0) {
            String sentence = beats(suspectAfter.toMillis());
            return silence.compareTo(thresholds.askAfter()) < 0
                    ? Finding.alive(evidence.server(), sentence)
                    : Finding.doubtful(
                            evidence.server(), sentence, evidence.lastLife().plus(settings.beatInterval()));
        }
        List<String> facts = new ArrayList<>();
        facts.add("silent for " + silence.toMillis() + " ms");
        facts.addAll(evidence.describeOthers());
        Testimony testimony = new Testimony(evidence, settings, inquiry, now);
        int needed = inquiry.majorityOf(settings.witnesses());
        if (testimony.onlyWitnessesReachIt()) {
            return silent(
                    evidence,
                    Liveness.SUSPECT,
                    EvidenceClass.OBSERVER,
                    "A witness reaches it and we do not: the fault is on our side",
                    facts);
        }
        Duration budget = thresholds.pauseBudget().value();
        if (evidence.contact().isPresent() && testimony.weWouldHearIt(needed)) {
            return paused(evidence, budget, silence, evidence.contact().get(), now, facts);
        }
        if (testimony.nobodyReachesIt(needed)) {
            if (evidence.answered().isPresent()) {
                // What it told us was forgotten when we stood still, or it told a witness only.
                Contact lost = Contact.begun(
                        testimony.unansweredSince(evidence.answered().get()));
                return paused(evidence, budget, silence, lost, now, facts);
            }
            return testimony.nobodyHasReachedIt(needed)
                    ? withoutContact(evidence, silence, thresholds.noContact().value(), "its lease", facts)
                    : withoutContact(
                            evidence,
                            now.since(testimony.askedSince()),
                            budget,
                            "we began to look late: its pause budget",
                            facts);
        }
        return new Finding(
                evidence.server(),
                Liveness.SUSPECT,
                Optional.empty(),
                "Silent; it is being probed",
                facts,
                Optional.of(evidence.lastLife()));
    }

    /**
     * Whoever asked in time would have been answered by a frozen process, on a port whose backlog clients do not fill. Whoever began to ask later, after
     * a change of leader or a gap of our own, cannot tell it from a dead host, and allows it from then on what a frozen process is allowed.
     */
    private Finding withoutContact(
            ServerEvidence evidence, Duration watched, Duration bound, String allowance, List<String> facts) {
        boolean over = watched.compareTo(bound) >= 0;
        return silent(
                evidence,
                over ? Liveness.DEAD : Liveness.SUSPECT,
                EvidenceClass.NO_CONTACT,
                "No port of its host answers, here or at a majority of witnesses; " + allowance
                        + (over ? " has run out" : " of " + bound.toMillis() + " ms is not over"),
                facts);
    }

    /** A host that answered us only after a while may have been cut off from us until then: its agent has to dial again before it can beat. */
    private Finding paused(
            ServerEvidence evidence,
            Duration budget,
            Duration silence,
            Contact contact,
            MonotonicInstant now,
            List<String> facts) {
        boolean heardAllAlong = contact.since().compareTo(evidence.lastLife().plus(settings.firstAnswerWithin())) <= 0;
        boolean over = heardAllAlong
                ? silence.compareTo(budget) >= 0
                : now.since(contact.since()).compareTo(budget.plus(settings.dialAgainWithin())) >= 0;
        return silent(
                evidence,
                over ? Liveness.DEAD : Liveness.SUSPECT,
                EvidenceClass.PAUSED,
                (evidence.contact().isPresent() ? "Its host answers" : "Its host answered, now nobody any more,")
                        + (over
                                ? " and it is silent for longer than its pause budget of " + budget.toMillis() + " ms"
                                : " and it is silent; its pause budget is " + budget.toMillis() + " ms"),
                facts);
    }

    private Finding silent(
            ServerEvidence evidence, Liveness liveness, EvidenceClass kind, String sentence, List<String> facts) {
        return new Finding(
                evidence.server(),
                liveness,
                Optional.of(kind),
                sentence,
                facts,
                Optional.of(evidence.lastLife().plus(settings.beatInterval())));
    }

    private static Finding conclusive(
            ServerEvidence evidence, MonotonicInstant since, String sentence, List<String> facts) {
        return new Finding(
                evidence.server(),
                Liveness.DEAD,
                Optional.of(EvidenceClass.CONCLUSIVE),
                sentence,
                facts,
                Optional.of(since));
    }
}
