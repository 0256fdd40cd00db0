package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * How the clock of one source server stands to the monitor's monotonic one. Each {@link ClockSample} bounds their difference from both sides; what all of the
 * last ones allow is narrower than any of them, so that answers to the second give tenths soon. An answer outside what was known means that the
 * clock was set: then only it counts. Not thread safe.
 */
final class SourceClock {

    private static final int KEPT = 32;

    private final Deque<Bounds> samples = new ArrayDeque<>();
    private Optional<Bounds> known = Optional.empty();
    /** By how much the server was ahead of the monitor's wall clock at least, as what it wrote in the future tells. */
    private Duration ahead = Duration.ZERO;

    /** Server's time minus tick, in nanoseconds, lies between them. */
    private record Bounds(long low, long high) {

        static Bounds of(ClockSample sample) {
            long told = nanos(sample.told());
            return new Bounds(
                    told - sample.answered().nanos(),
                    told + sample.resolution().toNanos() - sample.asked().nanos());
        }

        Bounds and(Bounds other) {
            return new Bounds(Math.max(low, other.low), Math.min(high, other.high));
        }

        boolean isEmpty() {
            return low > high;
        }
    }

    /**
     * A reading of a server's clock.
     *
     * @param latest what it can stand at, at most
     * @param doubt it can stand so much earlier
     * @param measured false where the monitor's clock stands in for it; nothing is known of the doubt then
     */
    record Reading(Instant latest, Duration doubt, boolean measured) {}

    void add(ClockSample sample) {
        Bounds bounds = Bounds.of(sample);
        samples.addLast(bounds);
        if (samples.size() > KEPT) {
            samples.removeFirst();
        }
        Bounds all = samples.stream().reduce(bounds, Bounds::and);
        if (all.isEmpty()) {
            samples.clear();
            samples.addLast(bounds);
            all = bounds;
        }
        known = Optional.of(all);
    }

    /** Something the server wrote at {@code written} was visible at {@code seen}, so its clock had passed that by then. */
    void passed(Instant written, Moment seen) {
        Duration early = Duration.between(seen.wall(), written);
        ahead = early.compareTo(ahead) > 0 ? early : ahead;
        if (known.isPresent()
                && nanos(written) - seen.tick().nanos() > known.get().high()) {
            samples.clear();
            known = Optional.empty();
        }
    }

    Reading at(Moment now) {
        return known.map(bounds -> new Reading(
                        instant(now.tick(), bounds.high()), Duration.ofNanos(bounds.high() - bounds.low()), true))
                .orElseGet(() -> new Reading(now.wall().plus(ahead), Duration.ZERO, false));
    }

    /** Server's clock minus the monitor's, taken in the middle of what is possible; empty where it was not measured. */
    Optional<Duration> skew(Moment now) {
        return known.map(bounds ->
                Duration.between(now.wall(), instant(now.tick(), bounds.low() + (bounds.high() - bounds.low()) / 2)));
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    private static Instant instant(MonotonicInstant tick, long difference) {
        return Instant.EPOCH.plusNanos(tick.nanos() + difference);
    }
}
