package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.health.GoodbyeReason;
import org.hbaseha.time.MonotonicInstant;

/**
 * Says of one server, from its evidence alone, how alive it is. Pure. The classes are tried in the order of how conclusive they are:
 *
 * <ul>
 *   <li>C: it said that it aborts, a newer incarnation took its address, its znode is gone, or its kernel closed the stream <em>and</em>
 *       refuses connects from here <em>and</em> from a witness, all asked after the close. A firewall that answers with a reset can fake a
 *       refusal, not the close.
 *   <li>O: no port of the host answers us, but it answers a majority of the witnesses: we are the ones cut off.
 *   <li>N: no port answers us nor a majority of the witnesses, nothing has answered since the last beat, and the lease has run out.
 *   <li>P: something of the host answers and the silence exceeds the pause budget.
 * </ul>
 *
 * The split by kind of evidence follows Falcon (Leners et al., SOSP 2011): be quick where the evidence is certain, patient where it is not.
 */
public final class Detector {

    private final DetectorSettings settings;

    public Detector(DetectorSettings settings) {
        this.settings = settings;
    }

    /**
     * Judges one server now.
     *
     * @param registeredServers how many servers the cluster has now, this one included: it bounds how many witnesses
     *     there can be
     */
    public Finding judge(ServerEvidence evidence, int registeredServers, MonotonicInstant now) {
        return certainlyGone(evidence)
                .or(() -> leftToStock(evidence))
                .or(() -> streamClosed(evidence, now))
                .orElseGet(() -> bySilence(evidence, registeredServers, now));
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
                    lostSince(evidence),
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
                    evidence, lostSince(evidence), "Its znode is gone: HBase itself has let it go", List.of()));
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
        facts.addAll(evidence.describeProbes());
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
                        && answer.outcome() == org.hbaseha.wire.ConnectOutcome.REFUSED
                        && !answer.asked().isBefore(after));
    }

    private Finding bySilence(ServerEvidence evidence, int registeredServers, MonotonicInstant now) {
        ServerEvidence.LastBeat last = evidence.lastBeat().orElseThrow();
        Duration silence = now.since(last.at());
        if (silence.compareTo(settings.suspectAfter()) < 0) {
            return Finding.alive(
                    evidence.server(),
                    "Beats each " + settings.beatInterval().toMillis() + " ms; it would be suspected after "
                            + settings.suspectAfter().toMillis() + " ms of silence");
        }
        List<String> facts = new ArrayList<>();
        facts.add("silent for " + silence.toMillis() + " ms");
        facts.addAll(evidence.describeProbes());
        boolean unseenHere = noContact(evidence.ownProbes());
        int needed = majority(Math.min(settings.witnesses(), Math.max(1, registeredServers - 1)));
        long blind =
                evidence.witnessProbes().stream().filter(Detector::noContact).count();
        long seeing = evidence.witnessProbes().stream()
                .filter(answers -> answers.stream().anyMatch(ProbeResult::answered))
                .count();
        if (unseenHere && seeing >= needed) {
            return silent(
                    evidence,
                    Liveness.SUSPECT,
                    EvidenceClass.OBSERVER,
                    "Witnesses reach it and we do not: the fault is on our side",
                    facts);
        }
        if (evidence.answered().isPresent()) {
            return paused(evidence, silence, facts);
        }
        if (unseenHere && blind >= needed) {
            boolean leaseOver = silence.compareTo(settings.leaseWait()) >= 0;
            return silent(
                    evidence,
                    leaseOver ? Liveness.DEAD : Liveness.SUSPECT,
                    EvidenceClass.NO_CONTACT,
                    leaseOver
                            ? "No port of its host answers, here or at " + blind
                                    + " witnesses, and its lease has run out"
                            : "No port of its host answers, here or at " + blind + " witnesses; waiting out its lease",
                    facts);
        }
        return new Finding(
                evidence.server(),
                Liveness.SUSPECT,
                Optional.empty(),
                "Silent; it is being probed",
                facts,
                Optional.of(lostSince(evidence)));
    }

    private Finding paused(ServerEvidence evidence, Duration silence, List<String> facts) {
        Duration budget = settings.pauseBudgetFor(evidence.longestPause());
        boolean over = silence.compareTo(budget) >= 0;
        return silent(
                evidence,
                over ? Liveness.DEAD : Liveness.SUSPECT,
                EvidenceClass.PAUSED,
                over
                        ? "Its host answers and it is silent for longer than its pause budget of " + budget.toMillis()
                                + " ms"
                        : "Its host answers and it is silent; its pause budget is " + budget.toMillis() + " ms",
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
                Optional.of(lostSince(evidence).plus(settings.beatInterval())));
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

    /** All ports we asked about are silent, and the server's own is among them. */
    private static boolean noContact(List<ProbeResult> answers) {
        return answers.stream().anyMatch(ProbeResult::serverPort)
                && answers.stream().allMatch(ProbeResult::noContact);
    }

    private static int majority(int of) {
        return of / 2 + 1;
    }

    private static MonotonicInstant lostSince(ServerEvidence evidence) {
        return evidence.lastBeat().map(ServerEvidence.LastBeat::at).orElse(evidence.firstSeen());
    }
}
