package org.hbaseha.controller.planning.scorecard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.layout.ScorecardRecord;

/**
 * May the controllers be let act, going by the scorecard? When servers were heard for so many hours, added up, since the last verdict that would
 * have been a mistake. Without a mistake in T server-days the rate of mistakes is below 3/T a server-day with 95 % confidence (the rule of three), so
 * the default of 72 hours says: less than one mistake a day for each server, after a whole day of the smallest cluster that is worth
 * protecting. Those who want a week's cycle set it. A large cluster has those hours within minutes,
 * so a least elapsed time is asked for as well: what comes once a day must have come. A mistake begins both counts anew, so that whatever caused it
 * can be mended. Pure.
 */
public final class PassRule {

    private final Duration serverHours;
    private final Duration hours;

    /** {@code serverHours}: {@link HaKeys#SCORECARD_SERVER_HOURS}; {@code hours}: {@link HaKeys#SCORECARD_HOURS}. */
    public PassRule(Duration serverHours, Duration hours) {
        this.serverHours = serverHours;
        this.hours = hours;
    }

    public static PassRule of(Settings settings) {
        return new PassRule(
                Duration.ofHours(settings.get(HaKeys.SCORECARD_SERVER_HOURS)),
                Duration.ofHours(settings.get(HaKeys.SCORECARD_HOURS)));
    }

    /** What is missing, in a sentence; empty when it passes. {@code record} is empty while no leader has kept a score. */
    public Optional<String> missing(Optional<ScorecardRecord> record) {
        Duration clean = record.map(ScorecardRecord::clean).orElse(Duration.ZERO);
        Duration elapsed = record.map(ScorecardRecord::cleanElapsed).orElse(Duration.ZERO);
        List<String> lacks = new ArrayList<>();
        if (clean.compareTo(serverHours) < 0) {
            lacks.add("servers were heard for " + hours(clean) + " server-hours without a mistake, "
                    + serverHours.toHours() + " are needed (" + HaKeys.SCORECARD_SERVER_HOURS.name() + ")");
        }
        if (elapsed.compareTo(hours) < 0) {
            lacks.add("leaders listened for " + hours(elapsed) + " hours without a mistake, " + hours.toHours()
                    + " are needed (" + HaKeys.SCORECARD_HOURS.name() + ")");
        }
        if (lacks.isEmpty()) {
            return Optional.empty();
        }
        record.filter(one -> !one.lastMistake().isEmpty())
                .ifPresent(one -> lacks.add("the last mistake: " + one.lastMistake()));
        return Optional.of(String.join("; ", lacks));
    }

    /** With one decimal, cut and not rounded: 72.0 is not said of less. */
    public static String hours(Duration time) {
        long tenths = time.toMinutes() / 6;
        return tenths / 10 + "." + tenths % 10;
    }
}
