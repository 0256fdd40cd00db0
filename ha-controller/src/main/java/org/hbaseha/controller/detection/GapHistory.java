package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.Arrays;
import org.hbaseha.time.MonotonicInstant;

/**
 * The latest gaps between the beats of one server, as this controller observed them. A gap longer than the suspicion bound counts as just that
 * long in mean and deviation: one outage must not teach patience, a network that got slower must. The oldest gap makes room for the newest.
 * Not thread safe.
 */
final class GapHistory {

    /** 20 s of beats. */
    static final int KEPT = 200;

    /** Fewer gaps say nothing of their distribution. */
    static final int ENOUGH = 30;

    /** Sorting is not for every beat. */
    private static final int SUMMARY_AFTER = 50;

    private final long mostMicros;
    private final double leastDeviation;
    private final long[] micros = new long[KEPT];
    private int count;
    private int next;
    private int unsummed;
    private long sum;
    private long squares;
    private Summary summary = Summary.NONE;

    /**
     * What people are shown of it; a few seconds old at most.
     *
     * @param p99 99 of 100 gaps are no longer
     */
    record Summary(Duration p99, Duration longest) {

        static final Summary NONE = new Summary(Duration.ZERO, Duration.ZERO);
    }

    /** {@code most}: what a longer gap counts as. {@code leastDeviation}: beats are never taken to be more regular than that. */
    GapHistory(Duration most, Duration leastDeviation) {
        this.mostMicros = micros(most);
        this.leastDeviation = micros(leastDeviation);
    }

    void add(MonotonicInstant from, MonotonicInstant to) {
        if (count == KEPT) {
            long oldest = Math.min(micros[next], mostMicros);
            sum -= oldest;
            squares -= oldest * oldest;
        } else {
            count++;
        }
        long gap = Math.max(0, micros(to.since(from)));
        micros[next] = gap;
        next = (next + 1) % KEPT;
        long counted = Math.min(gap, mostMicros);
        sum += counted;
        squares += counted * counted;
        unsummed++;
    }

    int count() {
        return count;
    }

    boolean isEnough() {
        return count >= ENOUGH;
    }

    /** Zero when there is none. */
    Duration mean() {
        return Duration.ofNanos(count == 0 ? 0 : sum * 1000 / count);
    }

    Duration deviation() {
        if (count == 0) {
            return duration(leastDeviation);
        }
        double mean = (double) sum / count;
        double variance = Math.max(0, (double) squares / count - mean * mean);
        return duration(Math.max(leastDeviation, Math.sqrt(variance)));
    }

    Summary summary() {
        if (unsummed > 0 && (unsummed >= SUMMARY_AFTER || count < KEPT)) {
            long[] sorted = Arrays.copyOf(micros, count);
            Arrays.sort(sorted);
            int rank = (int) Math.ceil(count * 0.99) - 1;
            summary = new Summary(Duration.ofNanos(sorted[rank] * 1000), Duration.ofNanos(sorted[count - 1] * 1000));
            unsummed = 0;
        }
        return summary;
    }

    private static long micros(Duration span) {
        return span.toNanos() / 1000;
    }

    private static Duration duration(double micros) {
        return Duration.ofNanos(Math.round(micros * 1000));
    }
}
