package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/**
 * What the vantages say of one silent server now. An answer speaks for a few rounds of questions only, and not for the time before we stood
 * still: the vantage may have gone since, or we may have been cut off from it. Pure.
 */
final class Testimony {

    private final DetectorSettings settings;
    private final Inquiry inquiry;
    private final MonotonicInstant lastLife;
    private final List<ProbeResult> own;
    private final Collection<List<ProbeResult>> witnesses;

    Testimony(ServerEvidence evidence, DetectorSettings settings, Inquiry inquiry, MonotonicInstant now) {
        this.settings = settings;
        this.inquiry = inquiry;
        this.lastLife = evidence.lastLife();
        this.own = fresh(evidence.ownProbes(), now);
        this.witnesses = evidence.witnessProbes().stream()
                .map(answers -> fresh(answers, now))
                .toList();
    }

    private List<ProbeResult> fresh(List<ProbeResult> answers, MonotonicInstant now) {
        Duration speaksFor = settings.answerSpeaksFor(inquiry.round());
        return answers.stream()
                .filter(answer -> now.since(answer.at()).compareTo(speaksFor) < 0)
                .filter(answer ->
                        inquiry.awakeSince().filter(answer.at()::isBefore).isEmpty())
                .toList();
    }

    /** Its own port is closed to us, by silence or refusal, and open to a witness. */
    boolean onlyWitnessesReachIt() {
        return !connects(own) && witnesses.stream().anyMatch(Testimony::connects);
    }

    /** Not one port of its host answers, here and at {@code needed} witnesses. */
    boolean nobodyReachesIt(int needed) {
        return noContact(own) && witnesses.stream().filter(Testimony::noContact).count() >= needed;
    }

    /** The same, and all of them asked for the first time as soon as it was suspected. */
    boolean nobodyHasReachedIt(int needed) {
        return askedInTime(own)
                && witnesses.stream()
                                .filter(answers -> noContact(answers) && askedInTime(answers))
                                .count()
                        >= needed;
    }

    /**
     * Its host answers us, so that we would hear it. A refusal is one only where a witness meets it too: a box on our way may have spoken in its
     * name. And a port that answered and does so no longer, to nobody, has a full backlog.
     */
    boolean weWouldHearIt(int needed) {
        return own.stream().anyMatch(answer -> answer.outcome() == ConnectOutcome.CONNECTED)
                || (refused(own) && witnesses.stream().anyMatch(Testimony::refused))
                || nobodyReachesIt(needed);
    }

    /** Since when we ourselves have been asking; the last proof of life when nothing has come back yet. */
    MonotonicInstant askedSince() {
        return own.stream()
                .map(ProbeResult::firstAsked)
                .min(Comparator.naturalOrder())
                .orElse(lastLife);
    }

    /** Since when we have been asking, without standing still ourselves, and nobody has been answered: {@code answered} is when somebody was. */
    MonotonicInstant unansweredSince(MonotonicInstant answered) {
        return Stream.concat(Stream.of(askedSince(), answered), inquiry.awakeSince().stream())
                .max(Comparator.naturalOrder())
                .orElse(answered);
    }

    private boolean askedInTime(List<ProbeResult> answers) {
        MonotonicInstant inTime = lastLife.plus(settings.firstAnswerWithin());
        return answers.stream()
                .anyMatch(answer -> answer.serverPort() && !answer.firstAsked().isAfter(inTime));
    }

    private static boolean connects(List<ProbeResult> answers) {
        return answers.stream().anyMatch(answer -> answer.serverPort() && answer.outcome() == ConnectOutcome.CONNECTED);
    }

    private static boolean refused(List<ProbeResult> answers) {
        return answers.stream().anyMatch(answer -> answer.serverPort() && answer.outcome() == ConnectOutcome.REFUSED);
    }

    /** All ports we asked about are silent, and the server's own is among them. */
    private static boolean noContact(List<ProbeResult> answers) {
        return answers.stream().anyMatch(ProbeResult::serverPort)
                && answers.stream().allMatch(ProbeResult::noContact);
    }
}
