package org.hbaseha.controller.detection;

import java.time.Duration;
import org.hbaseha.controller.lease.LeaseEnd;

/**
 * The detector's bounds. See {@code HaKeys} for what each means to an operator.
 *
 * @param witnesses how many other servers are asked at most
 */
public record DetectorSettings(
        Duration beatInterval,
        Duration suspectAfter,
        Duration lease,
        Duration pauseBudget,
        Duration pauseBudgetMost,
        Duration probeInterval,
        Duration probeTimeout,
        int witnesses) {

    /** One lost beat is nothing, and the next may be late. */
    private static final int LEAST_BEATS = 3;

    private static final int ROUNDS_TO_SPARE = 4;

    public DetectorSettings {
        if (suspectAfter.compareTo(beatInterval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "Suspicion must wait for two beats suspectAfter=" + suspectAfter + " beatInterval=" + beatInterval);
        }
        if (pauseBudget.compareTo(lease) <= 0 || pauseBudgetMost.compareTo(pauseBudget) < 0 || witnesses < 1) {
            throw new IllegalArgumentException("Bounds are not in order lease=" + lease + " pauseBudget=" + pauseBudget
                    + " pauseBudgetMost=" + pauseBudgetMost + " witnesses=" + witnesses);
        }
    }

    /** After its last acknowledged beat a server may believe for this long that it may serve. */
    public Duration leaseWait() {
        return LeaseEnd.wait(lease);
    }

    /** No server is suspected earlier, however regular its beats are. */
    public Duration suspectAtLeast() {
        Duration beats = beatInterval.multipliedBy(LEAST_BEATS);
        return beats.compareTo(suspectAfter) > 0 ? suspectAfter : beats;
    }

    /** A silent server's host has ordinarily answered, or failed to answer, a first question this long after the last beat. */
    public Duration firstAnswerWithin() {
        return suspectAfter.plus(probeInterval).plus(probeTimeout);
    }

    /** An agent that was cut off has found that out and is connected again this long after. */
    public Duration dialAgainWithin() {
        return pauseBudget.dividedBy(2);
    }

    /**
     * An answer says what is so now for a few rounds of questions; the vantage may have gone since. Where rounds are further apart than probes
     * ordinarily are, it speaks until the next one is answered, or nothing would be known of a server in between.
     */
    Duration answerSpeaksFor(Duration round) {
        return round.plus(probeInterval.multipliedBy(ROUNDS_TO_SPARE)).plus(probeTimeout);
    }

    /** The silence class P allows a server that was seen to pause for {@code longestPause}. */
    public Duration pauseBudgetFor(Duration longestPause) {
        Duration learnt = longestPause.multipliedBy(2);
        Duration budget = learnt.compareTo(pauseBudget) > 0 ? learnt : pauseBudget;
        return budget.compareTo(pauseBudgetMost) > 0 ? pauseBudgetMost : budget;
    }
}
