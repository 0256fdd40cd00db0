package org.hbaseha.controller;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.DetectionRecord;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.detection.ObserverHealth;
import org.hbaseha.controller.detection.PhiAccrual;
import org.hbaseha.controller.detection.ServerEvidence;
import org.hbaseha.controller.detection.SuspicionBook;
import org.hbaseha.controller.detection.Threshold;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.DetectorView.AchievedView;
import org.hbaseha.controller.view.DetectorView.BoundView;
import org.hbaseha.controller.view.DetectorView.MistakesView;
import org.hbaseha.controller.view.DetectorView.ObserverView;
import org.hbaseha.controller.view.DetectorView.RhythmView;
import org.hbaseha.controller.view.DetectorView.ShareView;
import org.hbaseha.time.MonotonicInstant;

/**
 * Turns what the detector has learnt into its view. The state is shown ten times a second, this once: with many servers it is the larger part,
 * and nobody reads it so often. Owned by {@link ControllerCore}.
 */
final class DetectorViewMaker {

    private static final Duration MADE_EACH = Duration.ofSeconds(1);
    private static final double MOST_PHI = 100;

    private final DetectorSettings settings;
    private final ClusterPicture picture;
    private Optional<Made> made = Optional.empty();

    private record Made(DetectorView view, MonotonicInstant at) {}

    DetectorViewMaker(DetectorSettings settings, ClusterPicture picture) {
        this.settings = settings;
        this.picture = picture;
    }

    DetectorView make(Turn turn) {
        Made latest = made.filter(before -> turn.now().since(before.at()).compareTo(MADE_EACH) < 0)
                .orElseGet(() -> new Made(makeAnew(turn), turn.now()));
        made = Optional.of(latest);
        return latest.view();
    }

    private DetectorView makeAnew(Turn turn) {
        SuspicionBook book = picture.suspicions();
        ObserverView observer = observer(book.observer(), turn.now());
        List<RhythmView> servers = picture.findings().keySet().stream()
                .flatMap(server -> rhythm(server, turn))
                .toList();
        long roundTrip = book.probeRoundTrip().toMillis();
        return new DetectorView(
                settings.beatInterval().toMillis(),
                PhiAccrual.HIGH,
                PhiAccrual.LOW,
                observer,
                servers,
                roundTrip,
                book.record().achieved().stream()
                        .map(achieved -> achieved(achieved, turn))
                        .toList(),
                mistakes(book.record(), turn),
                new DetectorWarnings(settings).of(observer, servers, roundTrip));
    }

    private static ObserverView observer(ObserverHealth health, MonotonicInstant now) {
        return new ObserverView(
                health.score(now),
                ObserverHealth.MOST,
                health.multiplier(now),
                health.zooKeeperRoundTrip().toMillis(),
                health.shares(now).stream()
                        .map(share -> new ShareView(share.part().words(), share.score(), share.text()))
                        .toList());
    }

    /** None of a server that has no agent, or is gone. */
    private Stream<RhythmView> rhythm(ServerName server, Turn turn) {
        return picture
                .evidence(server)
                .filter(evidence -> evidence.registered() && evidence.lastBeat().isPresent())
                .map(evidence -> rhythm(evidence, turn))
                .stream();
    }

    private RhythmView rhythm(ServerEvidence evidence, Turn turn) {
        SuspicionBook.Sight sight = picture.suspicions().sight(evidence, turn.now());
        return new RhythmView(
                evidence.server().getServerName(),
                sight.gaps(),
                millis(sight.mean()),
                millis(sight.deviation()),
                sight.p99().toMillis(),
                sight.longest().toMillis(),
                Math.round(Math.min(MOST_PHI, sight.phi()) * 10) / 10.0,
                sight.longestPause().toMillis(),
                bound(sight.thresholds().suspectAfter()),
                bound(sight.thresholds().noContact()),
                bound(sight.thresholds().pauseBudget()));
    }

    private static BoundView bound(Threshold threshold) {
        return new BoundView(threshold.value().toMillis(), threshold.origin().words());
    }

    private static AchievedView achieved(DetectionRecord.Achieved achieved, Turn turn) {
        return new AchievedView(
                achieved.server().getServerName(),
                achieved.evidenceClass().letter(),
                achieved.took().toMillis(),
                turn.wall(achieved.at()));
    }

    private static MistakesView mistakes(DetectionRecord record, Turn turn) {
        return new MistakesView(
                turn.wall(record.since().orElse(turn.now())),
                record.mistakes().suspicions(),
                record.mistakes().inDoubt(),
                record.mistakes().verdicts());
    }

    /** To a tenth. */
    private static double millis(Duration span) {
        return Math.round(span.toNanos() / 1e5) / 10.0;
    }
}
