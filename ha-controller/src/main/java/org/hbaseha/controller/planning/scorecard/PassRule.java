package org.hbaseha.controller.planning.scorecard;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.layout.ScorecardRecord;

/**
 * May the controllers be let act, going by the scorecard? When servers were heard for so many hours, added up, since the last verdict that would
 * have been a mistake. Without a mistake in T server-days the rate of mistakes is below 3/T a server-day with 95 % confidence (the rule of three), so
 * the default of 72 hours says: less than one mistake a day for each server, after a whole day of the smallest cluster that is worth
 * protecting. Those who want a week's cycle set it. A mistake begins the count anew, so that whatever caused it can be mended. Pure.
 */
public final class PassRule {

    private final Duration needed;

    /** {@code serverHours}: {@link HaKeys#SCORECARD_SERVER_HOURS}. */
    public PassRule(int serverHours) {
        this.needed = Duration.ofHours(serverHours);
    }

    /** What is missing, in a sentence; empty when it passes. {@code record} is empty while no leader has kept a score. */
    public Optional<String> missing(Optional<ScorecardRecord> record) {
        Duration clean = record.map(ScorecardRecord::clean).orElse(Duration.ZERO);
        if (clean.compareTo(needed) >= 0) {
            return Optional.empty();
        }
        String seen = "servers were heard for " + hours(clean) + " server-hours without a mistake, " + needed.toHours()
                + " are needed (" + HaKeys.SCORECARD_SERVER_HOURS.name() + ")";
        return Optional.of(record.filter(one -> !one.lastMistake().isEmpty())
                .map(one -> seen + "; the last mistake: " + one.lastMistake())
                .orElse(seen));
    }

    /** With one decimal, cut and not rounded: 72.0 is not said of less. */
    public static String hours(Duration time) {
        long tenths = time.toMinutes() / 6;
        return tenths / 10 + "." + tenths % 10;
    }
}
