package org.hbaseha.controller.admin.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.controller.planning.scorecard.PassRule;
import org.hbaseha.layout.ScorecardRecord;

/** The page of {@code scorecard}. Pure. */
public final class ScorecardText {

    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private ScorecardText() {}

    /** {@code missing}: what it lacks to pass. */
    public static List<String> lines(
            Optional<ScorecardRecord> record, Optional<String> missing, Palette palette, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "verdict",
                missing.map(lack -> palette.paint(Tone.DOUBTFUL, "not passed") + ": " + lack)
                        .orElseGet(() -> palette.paint(Tone.GOOD, "passed") + ": hbase-ha arm may be used")));
        record.ifPresent(score -> lines.addAll(score(score, palette, now)));
        return lines;
    }

    private static List<String> score(ScorecardRecord score, Palette palette, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "observed",
                PassRule.hours(score.observed()) + " server-hours within "
                        + Amounts.span(Duration.between(score.since(), now)) + ", " + PassRule.hours(score.clean())
                        + " of them, and "
                        + PassRule.hours(score.cleanElapsed()) + " hours of listening, since the last mistake"));
        lines.add(line(
                "confirmed",
                score.confirmed() + " would have been expired, and ZooKeeper let them go" + earlier(score)));
        lines.add(line(
                "mistaken",
                palette.paint(score.mistaken() == 0 ? Tone.GOOD : Tone.BAD, Long.toString(score.mistaken()))
                        + " would have been expired, and beat again" + rate(score)));
        if (!score.lastMistake().isEmpty()) {
            lines.add(line("", "the last: " + score.lastMistake()));
        }
        lines.add(line("unknown", score.unknown() + " would have been expired, and neither was seen"));
        lines.add(line("missed", score.missed() + " went without a goodbye before anything was said against them"));
        lines.add(line(
                "held",
                score.held() + " verdicts were held up by a breaker or an operator; " + score.heldAlive()
                        + " of these servers beat again"));
        return lines;
    }

    private static String earlier(ScorecardRecord score) {
        return score.confirmed() == 0
                ? ""
                : " " + Amounts.span(score.earlier().dividedBy(score.confirmed())) + " later on average, "
                        + Amounts.span(score.earliest()) + " at most";
    }

    private static String rate(ScorecardRecord score) {
        double days = score.observed().toMillis() / MILLIS_PER_DAY;
        return days == 0 ? "" : String.format(Locale.ROOT, ", %.2f a server-day", score.mistaken() / days);
    }

    private static String line(String label, String text) {
        return String.format("%-11s %s", label, text);
    }
}
