package org.hbaseha.monitor.admin;

import java.time.Duration;
import org.hbaseha.config.ValueFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on a command line, written as in our settings: {@code 500ms}, {@code 10s}, {@code 5m}; a day at most. */
final class SpanConverter implements ITypeConverter<Duration> {

    private static final ValueFormat<Duration> FORMAT = ValueFormat.duration("0ms", "1d");

    @Override
    public Duration convert(String text) {
        try {
            return FORMAT.parse().apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not " + FORMAT.expected());
        }
    }
}
