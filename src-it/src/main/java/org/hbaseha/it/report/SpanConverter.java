package org.hbaseha.it.report;

import java.time.Duration;
import org.hbaseha.config.ValueFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on a command line, written as in our settings: {@code 90s}, {@code 20m}; a day at most. */
public final class SpanConverter implements ITypeConverter<Duration> {

    private static final ValueFormat<Duration> FORMAT = ValueFormat.duration("1s", "1d");

    @Override
    public Duration convert(String text) {
        try {
            return FORMAT.parse().apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not " + FORMAT.expected());
        }
    }
}
