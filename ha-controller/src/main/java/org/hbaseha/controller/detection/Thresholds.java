package org.hbaseha.controller.detection;

import java.time.Duration;

/**
 * The bounds in force for one server now. What is learnt of it and of ourselves moves the first; the others are what safety asks for, and can
 * only become longer by it.
 *
 * @param askAfter silence after which it is asked about, whatever we think of ourselves: who asks late cannot tell a host that is gone from a
 *     frozen one
 * @param suspectAfter silence after which it is suspected
 * @param noContact silence after which class N is certain
 * @param pauseBudget silence that class P allows
 */
public record Thresholds(Duration askAfter, Threshold suspectAfter, Threshold noContact, Threshold pauseBudget) {

    /** {@code calm}: when it would be suspected if we had no reason to doubt ourselves. */
    static Thresholds of(DetectorSettings settings, Duration calm, Threshold suspectAfter, Duration longestPause) {
        Threshold suspicion = new Threshold(suspectAfter.value(), Threshold.Origin.SUSPICION);
        return new Thresholds(
                calm,
                suspectAfter,
                new Threshold(settings.leaseWait(), Threshold.Origin.LEASE).longest(suspicion),
                budget(settings, longestPause).longest(suspicion));
    }

    private static Threshold budget(DetectorSettings settings, Duration longestPause) {
        Duration budget = settings.pauseBudgetFor(longestPause);
        if (budget.equals(settings.pauseBudget())) {
            return new Threshold(budget, Threshold.Origin.BUDGET);
        }
        return new Threshold(
                budget,
                budget.equals(longestPause.multipliedBy(2)) ? Threshold.Origin.LEARNT : Threshold.Origin.BUDGET_MOST);
    }
}
