package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.util.Locale;

/** Spans as people say them: {@code 0.4 s}, {@code 12 s}, {@code 3.5 m}, {@code 2.0 h}. */
public final class Span {

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private Span() {}

    public static String text(Duration span) {
        double seconds = span.toMillis() / 1000.0;
        if (seconds < 2 * MINUTE) {
            return decimal(seconds) + " s";
        }
        if (seconds < 2 * HOUR) {
            return decimal(seconds / MINUTE) + " m";
        }
        return seconds < 2 * DAY ? decimal(seconds / HOUR) + " h" : decimal(seconds / DAY) + " d";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 9.95 ? "%.1f" : "%.0f", value);
    }
}
