package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * Requests a second from the counters of the regions. Counters start at zero with each opening of a region, so that regions that come and go
 * between two samples neither add what they did elsewhere nor make the rate negative. Not thread safe, no clock.
 */
final class RequestRate {

    private record Sample(Map<String, Long> counters, MonotonicInstant at) {}

    private Optional<Sample> previous = Optional.empty();

    /** The rate since the last call; zero at the first. {@code counters} by encoded region name; keeps the map until the next call. */
    double sample(Map<String, Long> counters, MonotonicInstant now) {
        double rate = previous.map(before -> rate(before, counters, now)).orElse(0.0);
        previous = Optional.of(new Sample(counters, now));
        return rate;
    }

    private static double rate(Sample before, Map<String, Long> counters, MonotonicInstant now) {
        Duration elapsed = now.since(before.at());
        if (elapsed.isNegative() || elapsed.isZero()) {
            return 0.0;
        }
        long requests = 0;
        for (Map.Entry<String, Long> region : counters.entrySet()) {
            long known = before.counters().getOrDefault(region.getKey(), 0L);
            long counted = region.getValue();
            requests += counted >= known ? counted - known : counted;
        }
        return requests * 1e9 / elapsed.toNanos();
    }
}
