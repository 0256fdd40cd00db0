package org.hbaseha.monitor.lag;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * The lag of one peer over the last day: the highest of each second, 340 KiB, whatever happens. A second in which nothing was read is no sample. Not
 * thread safe.
 */
public final class LagBook {

    /** What it is asked for. */
    public static final List<Duration> WINDOWS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(24));

    private static final int KEPT = Math.toIntExact(Duration.ofHours(24).toSeconds());
    private static final int NONE = -1;

    private final int[] millis = new int[KEPT];
    private final MonotonicInstant origin;
    private long newest = NONE;

    /**
     * Over one window.
     *
     * @param samples seconds that have one
     */
    public record Summary(Duration window, int samples, Duration p50, Duration p99, Duration max) {}

    /** {@code origin}: not after the first sample. */
    public LagBook(MonotonicInstant origin) {
        this.origin = origin;
        Arrays.fill(millis, NONE);
    }

    /** Samples come in the order of time; one that is older than the newest counts in the newest's second. */
    public void add(MonotonicInstant at, Duration lag) {
        long second = Math.max(second(at), newest);
        // All that lies between was without a sample.
        for (long skipped = Math.max(newest + 1, second - KEPT + 1); skipped <= second; skipped++) {
            millis[slot(skipped)] = NONE;
        }
        newest = second;
        int value = (int) Math.min(Integer.MAX_VALUE, Math.max(0, lag.toMillis()));
        millis[slot(second)] = Math.max(millis[slot(second)], value);
    }

    /** Empty where no sample lies in the {@code window} before {@code now}. */
    public Optional<Summary> summary(Duration window, MonotonicInstant now) {
        long last = second(now);
        long first = Math.max(0, last - Math.min(KEPT, window.toSeconds()) + 1);
        int[] found = new int[(int) Math.max(0, Math.min(last, newest) - first + 1)];
        int count = 0;
        for (long second = Math.max(first, newest - KEPT + 1); second <= Math.min(last, newest); second++) {
            int value = millis[slot(second)];
            if (value != NONE) {
                found[count++] = value;
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        Arrays.sort(found, 0, count);
        return Optional.of(
                new Summary(window, count, rank(found, count, 0.5), rank(found, count, 0.99), rank(found, count, 1)));
    }

    private static Duration rank(int[] sorted, int count, double share) {
        return Duration.ofMillis(sorted[Math.max(0, (int) Math.ceil(count * share) - 1)]);
    }

    private long second(MonotonicInstant at) {
        return Math.max(0, at.since(origin).toSeconds());
    }

    private static int slot(long second) {
        return (int) (second % KEPT);
    }
}
