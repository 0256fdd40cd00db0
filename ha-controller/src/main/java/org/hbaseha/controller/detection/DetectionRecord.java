package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/**
 * What this controller's detector has achieved since it started: how long each verdict took, and how often it was wrong. Leader or not: every
 * controller judges. Not thread safe.
 */
public final class DetectionRecord {

    private static final int KEPT = 50;

    private final Deque<Achieved> achieved = new ArrayDeque<>();
    private Mistakes mistakes = new Mistakes(0, 0, 0);
    private Optional<MonotonicInstant> since = Optional.empty();

    /** A verdict, and how long it took from the first evidence. */
    public record Achieved(ServerName server, EvidenceClass evidenceClass, Duration took, MonotonicInstant at) {}

    /**
     * Counted since the start.
     *
     * @param suspicions that ended with beats
     * @param inDoubt those of them that began while the observer had reason to doubt itself
     * @param verdicts that a sign of life withdrew
     */
    public record Mistakes(long suspicions, long inDoubt, long verdicts) {}

    void started(MonotonicInstant now) {
        since = since.or(() -> Optional.of(now));
    }

    void verdict(Finding finding, MonotonicInstant now) {
        achieved.addLast(new Achieved(
                finding.server(),
                finding.evidenceClass().orElse(EvidenceClass.CONCLUSIVE),
                now.since(finding.firstEvidence().orElse(now)),
                now));
        if (achieved.size() > KEPT) {
            achieved.removeFirst();
        }
    }

    void suspicionEnded(boolean inDoubt) {
        mistakes = new Mistakes(mistakes.suspicions() + 1, mistakes.inDoubt() + (inDoubt ? 1 : 0), mistakes.verdicts());
    }

    void verdictWithdrawn() {
        mistakes = new Mistakes(mistakes.suspicions(), mistakes.inDoubt(), mistakes.verdicts() + 1);
    }

    /** The latest, oldest first. */
    public List<Achieved> achieved() {
        return List.copyOf(achieved);
    }

    public Mistakes mistakes() {
        return mistakes;
    }

    /** Empty before the first turn. */
    public Optional<MonotonicInstant> since() {
        return since;
    }
}
