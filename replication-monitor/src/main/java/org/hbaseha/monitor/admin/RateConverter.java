package org.hbaseha.monitor.admin;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes a second: {@code 50MB/s}, {@code 1.5GB/s}, or {@code unlimited}. A number without a unit is refused, for nobody agrees what it means. */
final class RateConverter implements ITypeConverter<Long> {

    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([kMGT]?B)(?:/s)?");
    private static final Map<String, Long> UNITS =
            Map.of("B", 1L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);
    /** As the key of it. */
    private static final double MOST = 100_000e6;

    @Override
    public Long convert(String text) {
        if (text.equals("unlimited")) {
            return 0L;
        }
        Matcher matcher = RATE.matcher(text);
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        double bytes = unit == null ? 0 : Double.parseDouble(matcher.group(1)) * unit;
        if (bytes < 1 || bytes > MOST) {
            throw new TypeConversionException(
                    "'" + text + "' is not a rate such as 50MB/s (B, kB, MB, GB; 100GB/s at most), or unlimited");
        }
        return Math.round(bytes);
    }
}
