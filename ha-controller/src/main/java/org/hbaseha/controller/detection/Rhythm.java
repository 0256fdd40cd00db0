package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * How one incarnation beats, as this controller hears it, and whether it is under suspicion. Two watermarks: it is suspected when φ of its
 * silence reaches {@link PhiAccrual#HIGH}, and trusted again only after beats in time, φ of each gap at most {@link PhiAccrual#LOW}, for three beat intervals.
 * A server at the border is then suspected once, and not ten times. Not thread safe.
 */
final class Rhythm {

    private static final double DEVIATIONS = PhiAccrual.deviationsAt(PhiAccrual.HIGH);

    /** Beats in a row that come in time before a suspected server is trusted again; held-back beats that come at once are one. */
    static final int CALM_BEATS = 3;

    private final DetectorSettings settings;
    private final Duration suspectAtLeast;
    private final GapHistory gaps;
    private final LearntPauses pauses = new LearntPauses();
    private Optional<Learnt> learnt = Optional.empty();
    private Optional<MonotonicInstant> lastBeat = Optional.empty();
    private Optional<MonotonicInstant> calmSince = Optional.empty();
    private Optional<MonotonicInstant> suspectedSince = Optional.empty();
    private boolean suspectedInDoubt;
    private Liveness verdict = Liveness.ALIVE;

    private record Learnt(double multiplier, Duration longestPause, Thresholds thresholds) {

        boolean isStillTrue(double nowMultiplier, Duration nowLongest) {
            return multiplier == nowMultiplier && longestPause.equals(nowLongest);
        }
    }

    Rhythm(DetectorSettings settings) {
        this.settings = settings;
        this.suspectAtLeast = settings.suspectAtLeast();
        this.gaps =
                new GapHistory(settings.suspectAfter(), settings.beatInterval().dividedBy(2));
    }

    void beat(Observation.BeatSeen seen, ObserverHealth observer) {
        lastBeat.ifPresent(before -> gapEnded(before, seen.at(), observer.stoodStillBetween(before, seen.at())));
        if (isSuspected() && calmSince.isEmpty()) {
            calmSince = Optional.of(seen.at());
        }
        lastBeat = Optional.of(seen.at());
        pauses.learn(seen.beat().beacon().longestPause(), seen.at());
    }

    /** A silence that was our own is no gap of the server, and nothing it has to make good. */
    private void gapEnded(MonotonicInstant from, MonotonicInstant to, boolean ours) {
        if (ours) {
            calmSince = Optional.of(to.minus(calmFor()));
            return;
        }
        if (phi(to.since(from)) > PhiAccrual.LOW) {
            calmSince = Optional.empty();
        }
        gaps.add(from, to);
        learnt = Optional.empty();
    }

    /** Between the last beat of one stream and the first of the next lies no gap of the beating. */
    void streamOpened() {
        lastBeat = Optional.empty();
    }

    /** It came back from a silence while its host answered us, of which its own pause meter knows less than half. */
    void survived(Duration silence, Duration told, MonotonicInstant at) {
        if (told.multipliedBy(2).compareTo(silence) < 0) {
            pauses.learn(silence, at);
        }
    }

    double phi(Duration silence) {
        return gaps.isEnough() ? PhiAccrual.phi(silence, gaps.mean(), gaps.deviation()) : 0;
    }

    /** The bounds in force; made anew only when something has been learnt, for they are asked for in every turn. */
    Thresholds thresholds(double observerMultiplier, MonotonicInstant now) {
        Duration longestPause = pauses.longest(now);
        if (learnt.isEmpty() || !learnt.get().isStillTrue(observerMultiplier, longestPause)) {
            Threshold calm = suspectAfter();
            Duration stretched = Duration.ofNanos((long) (calm.value().toNanos() * observerMultiplier));
            Threshold suspicion = new Threshold(stretched, calm.origin());
            learnt = Optional.of(new Learnt(
                    observerMultiplier, longestPause, Thresholds.of(settings, calm.value(), suspicion, longestPause)));
        }
        return learnt.get().thresholds();
    }

    /** By φ, between a few beat intervals and the configured bound; longer when we have reason to doubt ourselves. */
    private Threshold suspectAfter() {
        Duration most = settings.suspectAfter();
        if (!gaps.isEnough()) {
            return new Threshold(most, Threshold.Origin.FEW_GAPS);
        }
        Duration byPhi = gaps.mean()
                .plus(Duration.ofNanos((long) (DEVIATIONS * gaps.deviation().toNanos())));
        if (byPhi.compareTo(most) > 0) {
            return new Threshold(most, Threshold.Origin.CEILING);
        }
        return byPhi.compareTo(suspectAtLeast) < 0
                ? new Threshold(suspectAtLeast, Threshold.Origin.FLOOR)
                : new Threshold(byPhi, Threshold.Origin.PHI);
    }

    void suspected(boolean inDoubt, MonotonicInstant now) {
        if (suspectedSince.isEmpty()) {
            suspectedSince = Optional.of(now);
            suspectedInDoubt = inDoubt;
        }
        calmSince = Optional.empty();
    }

    boolean isSuspected() {
        return suspectedSince.isPresent();
    }

    /** Empty while it is trusted. */
    Optional<MonotonicInstant> suspectedSince() {
        return suspectedSince;
    }

    /** The suspicion began while we had reason to doubt ourselves. */
    boolean isSuspectedInDoubt() {
        return suspectedInDoubt;
    }

    boolean isCalm() {
        return calmSince.isPresent()
                && lastBeat.filter(last -> last.since(calmSince.get()).compareTo(calmFor()) >= 0)
                        .isPresent();
    }

    private Duration calmFor() {
        return settings.beatInterval().multipliedBy(CALM_BEATS - 1);
    }

    void trusted() {
        suspectedSince = Optional.empty();
        calmSince = Optional.empty();
    }

    /** Remembers the verdict; true when it is another than before. */
    boolean isNews(Liveness now) {
        boolean news = verdict != now;
        verdict = now;
        return news;
    }

    Liveness verdict() {
        return verdict;
    }

    GapHistory gaps() {
        return gaps;
    }

    Duration longestPause(MonotonicInstant now) {
        return pauses.longest(now);
    }
}
