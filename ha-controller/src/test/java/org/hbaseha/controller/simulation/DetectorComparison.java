package org.hbaseha.controller.simulation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the real detector with a fixed time-out and with plain φ-accrual: all hear the same beats of the same seeds in {@link Contest}. Prints
 * a table in Markdown, the one of the README. Arguments: server-days for each size (1000), sizes (10,100,1000).
 */
final class DetectorComparison {

    private static final int SEED = 1;

    private DetectorComparison() {}

    public static void main(String[] arguments) {
        int serverDays = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        String sizes = arguments.length > 1 ? arguments[1] : "10,100,1000";
        print(serverDays, sizes, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    private static void print(int serverDays, String sizes, PrintStream out) {
        out.println(
                "| servers | detector | crash p50 / p99 | isolation p50 / p99 | freeze p50 / p99 | not noticed | mistakes"
                        + " per 1000 server-days |");
        out.println("|---|---|---|---|---|---|---|");
        for (String size : sizes.split(",", -1)) {
            int servers = Integer.parseInt(size);
            double days = (double) serverDays / servers;
            long began = System.nanoTime();
            compare(servers, days).forEach((name, score) -> {
                out.println(row(servers, days, name, score));
                tellExcuses(score);
            });
            System.err.println(servers + " servers, " + days + " days: "
                    + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
        }
    }

    /** Of those verdicts of ours that came later than promised. */
    private static void tellExcuses(Contest.Score score) {
        for (Excuse excuse : EnumSet.complementOf(EnumSet.of(Excuse.IN_TIME))) {
            score.with(excuse).forEach(late -> System.err.println(excuse + ": " + late));
        }
    }

    /** Scores by the name of the detector, ours first. */
    static Map<String, Contest.Score> compare(int servers, double days) {
        Map<String, Contest.Score> scores = new LinkedHashMap<>();
        for (int day = 0; day < days; day++) {
            Contest.day(SEED + day, servers, Math.min(1, days - day), scores);
        }
        return scores;
    }

    private static String row(int servers, double days, String name, Contest.Score score) {
        List<String> cells = new ArrayList<>(List.of(String.valueOf(servers), name));
        int deaths = 0;
        int missed = 0;
        for (Contest.Cause cause : Contest.Cause.values()) {
            List<Duration> detected = score.detected(cause);
            cells.add(seconds(quantile(detected, 0.5)) + " / " + seconds(quantile(detected, 0.99)) + " s");
            missed += score.missed(cause);
            deaths += detected.size() + score.missed(cause);
        }
        cells.add(missed + " of " + deaths);
        cells.add(String.format(Locale.ROOT, "%.0f", 1000.0 * score.mistakes() / servers / days));
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Zero when there is none. */
    static Duration quantile(List<Duration> of, double share) {
        if (of.isEmpty()) {
            return Duration.ZERO;
        }
        List<Duration> sorted = of.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
    }

    private static String seconds(Duration span) {
        return String.format(Locale.ROOT, "%.2f", span.toNanos() / 1e9);
    }
}
