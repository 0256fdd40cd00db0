package org.hbaseha.controller.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;
import org.hbaseha.wire.ConnectOutcome;

/**
 * What experience adds to the evidence: how each server beats, how long it has paused, how well we ourselves are, and what came of our
 * suspicions. Gives each server its {@link Thresholds} and holds a suspicion until beats come in time again. Owned by one {@code
 * ClusterPicture}, so by one thread; holds no clock.
 */
public final class SuspicionBook {

    private final DetectorSettings settings;
    private final ObserverHealth observer;
    private final GapHistory roundTrips;
    private final DetectionRecord record = new DetectionRecord();
    private final Map<ServerName, Rhythm> rhythms = new HashMap<>();
    private double multiplier = 1;

    /** What is shown of one server. */
    public record Sight(
            int gaps,
            Duration mean,
            Duration deviation,
            Duration p99,
            Duration longest,
            double phi,
            Duration longestPause,
            Thresholds thresholds) {}

    public SuspicionBook(DetectorSettings settings) {
        this.settings = settings;
        this.observer = new ObserverHealth(settings);
        this.roundTrips = new GapHistory(settings.probeTimeout(), Duration.ofMillis(1));
    }

    /** Before anything else is taken in: what comes now may have waited while we stood still. */
    public void turn(MonotonicInstant now, Instant wall) {
        observer.turn(now, wall);
        multiplier = observer.multiplier(now);
        record.started(now);
    }

    /** Takes what an observation says of rhythm and of ourselves; {@code known} is what was known of a server until then. */
    public void apply(
            Observation observation, Function<ServerName, Optional<ServerEvidence>> known, MonotonicInstant now) {
        if (observation instanceof Observation.BeatSeen seen) {
            observer.processed(seen.at(), now);
            rhythm(seen.server()).beat(seen, observer);
            known.apply(seen.server()).ifPresent(evidence -> learnSilence(evidence, seen));
        } else if (observation instanceof Observation.StreamOpened opened) {
            rhythm(opened.server()).streamOpened();
        } else if (observation instanceof Observation.Probed probed
                && probed.from().equals(Vantage.HERE)
                && probed.outcome() == ConnectOutcome.CONNECTED) {
            roundTrips.add(probed.asked(), probed.at());
        } else if (observation instanceof Observation.ZooKeeperSeen seen) {
            observer.zooKeeperConnected(seen.connected(), now);
        } else if (observation instanceof Observation.ZooKeeperAnswered answered) {
            observer.zooKeeperAnswered(answered.roundTrip(), now);
        }
    }

    private void learnSilence(ServerEvidence evidence, Observation.BeatSeen seen) {
        Duration silence = seen.at().since(evidence.lastLife());
        boolean counts = silence.compareTo(settings.suspectAfter()) > 0
                && heardAllAlong(evidence)
                && !observer.stoodStillBetween(evidence.lastLife(), seen.at());
        if (counts) {
            Duration told = seen.beat().beacon().longestPause();
            rhythm(seen.server()).survived(silence, told, seen.at());
        }
    }

    /** Its host has been answering us since it fell silent. Otherwise the silence may have been the network's, or ours. */
    private boolean heardAllAlong(ServerEvidence evidence) {
        MonotonicInstant inTime = evidence.lastLife().plus(settings.firstAnswerWithin());
        return evidence.contact()
                .filter(contact ->
                        contact.unansweredSince().isEmpty() && !contact.since().isAfter(inTime))
                .isPresent();
    }

    private Rhythm rhythm(ServerName server) {
        return rhythms.computeIfAbsent(server, name -> new Rhythm(settings));
    }

    public Thresholds thresholds(ServerName server, MonotonicInstant now) {
        return rhythm(server).thresholds(multiplier, now);
    }

    /** The finding an operator is shown: a server that was suspected and beats again stays under suspicion until it is calm. */
    public Finding settle(Finding finding, ServerEvidence evidence, MonotonicInstant now) {
        Rhythm rhythm = rhythm(finding.server());
        keepRecord(finding, rhythm, evidence, now);
        return switch (finding.liveness()) {
            case SUSPECT, DEAD -> {
                rhythm.suspected(observer.score(now) > 0, now);
                yield finding;
            }
            case ALIVE -> rhythm.isSuspected() ? trust(finding, rhythm, evidence) : finding;
            case UNKNOWN -> {
                rhythm.trusted();
                yield finding;
            }
        };
    }

    private Finding trust(Finding finding, Rhythm rhythm, ServerEvidence evidence) {
        boolean leaves = evidence.farewell().isPresent();
        if (!leaves && !rhythm.isCalm()) {
            return finding.settling(
                    "It beats again; " + Rhythm.CALM_BEATS + " beats in a row must come in time before it is trusted");
        }
        rhythm.trusted();
        if (!leaves) {
            record.suspicionEnded(rhythm.isSuspectedInDoubt());
        }
        return finding;
    }

    private void keepRecord(Finding finding, Rhythm rhythm, ServerEvidence evidence, MonotonicInstant now) {
        Liveness before = rhythm.verdict();
        if (!rhythm.isNews(finding.liveness())) {
            return;
        }
        if (finding.liveness() == Liveness.DEAD && evidence.lastBeat().isPresent()) {
            record.verdict(finding, now);
        } else if (before == Liveness.DEAD && evidence.lastBeat().isPresent() && evidence.registered()) {
            record.verdictWithdrawn();
        }
    }

    /** Since when it is not trusted; from before its silence where it had not been calm again. Empty while it is trusted. */
    public Optional<MonotonicInstant> suspectedSince(ServerName server) {
        return Optional.ofNullable(rhythms.get(server)).flatMap(Rhythm::suspectedSince);
    }

    /** Forgets all others. */
    public void rememberOnly(Set<ServerName> servers) {
        if (rhythms.size() > servers.size()) {
            rhythms.keySet().retainAll(servers);
        }
    }

    public Sight sight(ServerEvidence evidence, MonotonicInstant now) {
        Rhythm rhythm = rhythm(evidence.server());
        GapHistory gaps = rhythm.gaps();
        GapHistory.Summary summary = gaps.summary();
        return new Sight(
                gaps.count(),
                gaps.mean(),
                gaps.deviation(),
                summary.p99(),
                summary.longest(),
                evidence.lastBeat().isPresent() ? rhythm.phi(now.since(evidence.lastLife())) : 0,
                rhythm.longestPause(now),
                thresholds(evidence.server(), now));
    }

    public ObserverHealth observer() {
        return observer;
    }

    public DetectionRecord record() {
        return record;
    }

    /** 99 of 100 connects of ours that were accepted lately took no longer; zero when there was none. */
    public Duration probeRoundTrip() {
        return roundTrips.summary().p99();
    }
}
