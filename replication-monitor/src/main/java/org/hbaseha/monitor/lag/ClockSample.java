package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import org.hbaseha.time.MonotonicInstant;

/**
 * A server's answer to the question what time it is. It was formed between {@code asked} and {@code answered}, when the server's clock stood at {@code
 * told} or less than {@code resolution} later.
 */
public record ClockSample(MonotonicInstant asked, MonotonicInstant answered, Instant told, Duration resolution) {

    public ClockSample {
        if (answered.isBefore(asked) || resolution.isNegative()) {
            throw new IllegalArgumentException(
                    "Clock was read before it was asked asked=" + asked + " answered=" + answered);
        }
    }
}
