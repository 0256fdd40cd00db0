package org.hbaseha.monitor.admin.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hbaseha.monitor.lag.Span;

/** Spans, bytes and rates as operators write them, and as they may write them to us. */
public final class Amounts {

    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

    private Amounts() {}

    public static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return Span.text(age.isNegative() ? Duration.ZERO : age) + " ago";
    }

    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.size() - 1) {
            value /= 1000;
            unit++;
        }
        boolean whole = unit == 0 || value >= 10 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
    }

    /** {@code 50 MB/s}, or that there is no limit. */
    public static String rate(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "no limit" : bytes(bytesPerSecond) + "/s";
    }

    /** A time such as {@code 24h} or {@code 90s}, exactly. */
    public static String exact(Duration span) {
        if (!span.isZero() && span.toMillis() % 1000 == 0) {
            long seconds = span.toSeconds();
            if (seconds % 3600 == 0) {
                return seconds / 3600 + "h";
            }
            return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
        }
        return span.toMillis() + "ms";
    }

    /** Text that came from elsewhere, with what a terminal would obey made visible. */
    public static String harmless(String text) {
        return text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
