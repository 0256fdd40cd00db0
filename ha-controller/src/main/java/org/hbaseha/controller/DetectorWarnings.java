package org.hbaseha.controller;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.detection.Threshold;
import org.hbaseha.controller.view.DetectorView.ObserverView;
import org.hbaseha.controller.view.DetectorView.RhythmView;

/** What the network or this controller cannot keep of the bounds that are in force, and what to do about it. Pure. */
final class DetectorWarnings {

    private final DetectorSettings settings;

    DetectorWarnings(DetectorSettings settings) {
        this.settings = settings;
    }

    List<String> of(ObserverView observer, List<RhythmView> servers, long probeRoundTripMillis) {
        List<String> warnings = new ArrayList<>();
        if (observer.score() > 0) {
            warnings.add("This controller has reason to doubt itself: suspicion waits " + observer.multiplier()
                    + " times as long");
        }
        long least = settings.suspectAtLeast().toMillis();
        worst(
                servers,
                server -> server.p99Millis() > least,
                RhythmView::p99Millis,
                warnings,
                worst -> "This network cannot meet suspicion after " + least
                        + " ms: one gap in a hundred between the beats of " + worst
                        + " is longer; look for packet loss and pauses, or raise " + HaKeys.BEAT_INTERVAL.name());
        worst(
                servers,
                server -> server.suspectAfter().because().equals(Threshold.Origin.CEILING.words()),
                server -> Math.round(server.deviationMillis()),
                warnings,
                worst -> "Gaps vary too much for " + HaKeys.SUSPECT_AFTER.name() + "="
                        + settings.suspectAfter().toMillis() + "ms, so that suspicions will end with beats: "
                        + worst + " deviate; look for packet loss and pauses, or raise it");
        long share = settings.probeTimeout().toMillis() / 2;
        if (probeRoundTripMillis > share) {
            warnings.add("This network cannot meet " + HaKeys.PROBE_TIMEOUT.name() + "="
                    + settings.probeTimeout().toMillis() + "ms: one connect in a hundred takes " + probeRoundTripMillis
                    + " ms, more than half of it; raise it");
        }
        return List.copyOf(warnings);
    }

    private static void worst(
            List<RhythmView> servers,
            Predicate<RhythmView> bad,
            ToLongFunction<RhythmView> measure,
            List<String> warnings,
            UnaryOperator<String> sentence) {
        List<RhythmView> found = servers.stream().filter(bad).toList();
        found.stream().max(Comparator.comparingLong(measure)).ifPresent(worst -> {
            int more = found.size() - 1;
            String others = more == 0 ? "" : " and of " + more + (more == 1 ? " other" : " others");
            String host = worst.server().substring(0, worst.server().lastIndexOf(','));
            warnings.add(sentence.apply(host.replace(',', ':') + others + " (" + measure.applyAsLong(worst) + " ms)"));
        });
    }
}
