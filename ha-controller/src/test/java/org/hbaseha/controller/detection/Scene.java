package org.hbaseha.controller.detection;

import static org.hbaseha.controller.detection.Facts.beat;
import static org.hbaseha.controller.detection.Facts.opened;
import static org.hbaseha.controller.detection.Facts.registered;
import static org.hbaseha.controller.detection.Facts.server;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.wire.ConnectOutcome;

/** One suspect, three witnesses, and what has been observed of the suspect so far; the suspect has beaten at 1000 ms. */
final class Scene {

    static final ServerName SUSPECT = server("suspect", 1);
    static final ServerName A = server("a", 1);
    static final ServerName B = server("b", 1);
    static final ServerName C = server("c", 1);

    private final EvidenceBook book = new EvidenceBook();
    private final DetectorSettings settings;
    private final Detector detector;

    Scene() {
        this(Facts.SETTINGS);
    }

    Scene(DetectorSettings settings) {
        this.settings = settings;
        detector = new Detector(settings);
        seen(registered(Set.of(SUSPECT, A, B, C), 900), opened(SUSPECT, 950), beat(SUSPECT, 1000));
    }

    Scene seen(Observation... observations) {
        for (Observation observation : observations) {
            book.apply(observation);
        }
        return this;
    }

    /** The same answers each 100 ms. */
    @SafeVarargs
    final Scene rounds(long from, long to, LongFunction<Observation>... answers) {
        for (long millis = from; millis <= to; millis += 100) {
            for (LongFunction<Observation> answer : answers) {
                seen(answer.apply(millis));
            }
        }
        return this;
    }

    static LongFunction<Observation> here(ConnectOutcome outcome) {
        return millis -> Facts.own(SUSPECT, outcome, millis);
    }

    static LongFunction<Observation> at(ServerName witness, ConnectOutcome outcome) {
        return millis -> Facts.seenBy(witness, SUSPECT, outcome, millis);
    }

    /** The finding in a cluster of four. */
    Finding judge(long millis) {
        return judge(millis, 4);
    }

    Finding judge(long millis, int registeredServers) {
        return judge(millis, inquiry(registeredServers));
    }

    Finding judge(long millis, Inquiry inquiry) {
        return detector.judge(evidence(), configured(settings, evidence()), inquiry, Facts.at(millis));
    }

    /** Asked each 100 ms, by a controller that was always awake. */
    static Inquiry inquiry(int registeredServers) {
        return new Inquiry(registeredServers, Facts.SETTINGS.probeInterval(), Optional.empty());
    }

    ServerEvidence evidence() {
        return book.find(SUSPECT).orElseThrow();
    }

    /** The bounds for a server of whose beats too little is known. */
    static Thresholds configured(DetectorSettings settings, ServerEvidence evidence) {
        Threshold suspectAfter = new Threshold(settings.suspectAfter(), Threshold.Origin.FEW_GAPS);
        return Thresholds.of(settings, suspectAfter.value(), suspectAfter, evidence.longestPauseTold());
    }
}
