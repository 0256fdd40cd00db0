package org.hbaseha.controller.admin.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people say them: {@code 43 ms}, {@code 6.1 s}, {@code 20 m}, {@code 1.5 GiB}. */
public final class Amounts {

    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Amounts() {}

    /** Three figures at most; negative spans, which come from clocks that disagree, are shown as 0 ms. */
    public static String span(Duration span) {
        long millis = Math.max(0, span.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            return decimal(millis / 1_000.0) + " s";
        }
        if (millis < 3_600_000) {
            return decimal(millis / 60_000.0) + " m";
        }
        return millis < 48 * 3_600_000L ? decimal(millis / 3_600_000.0) + " h" : decimal(millis / 86_400_000.0) + " d";
    }

    public static String millis(long millis) {
        return span(Duration.ofMillis(millis));
    }

    /** How long ago, by the wall clock. */
    public static String ago(Instant then, Instant now) {
        return span(Duration.between(then, now)) + " ago";
    }

    public static String bytes(long bytes) {
        if (bytes < 1_024) {
            return bytes + " B";
        }
        double value = bytes;
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        int unit = -1;
        while (value >= 1_024 && unit < units.length - 1) {
            value /= 1_024;
            unit++;
        }
        return decimal(value) + " " + units[unit];
    }

    /** A share from 0 to 1 as a percentage; {@code -} when it is negative, which means unknown. */
    public static String share(double share) {
        return share < 0 ? "-" : Math.round(share * 100) + " %";
    }

    public static String count(double count) {
        return String.format(Locale.ROOT, "%.0f", count);
    }

    /** Date and time in the operator's zone, to the second. */
    public static String moment(Instant instant, ZoneId zone) {
        return TO_THE_SECOND.format(instant.atZone(zone));
    }

    /** One decimal below ten, none above; a decimal of zero is left out. */
    private static String decimal(double value) {
        String text = String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
