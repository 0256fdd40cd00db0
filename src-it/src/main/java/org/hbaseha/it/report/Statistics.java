package org.hbaseha.it.report;

import java.util.Collection;

/**
 * The spread of a handful of measurements. With an even number the median is the mean of the two in the middle; {@code p99} is by nearest
 * rank, so it is the maximum of fewer than 100.
 */
public record Statistics(int n, long min, long median, long p99, long max) {

    /** Of at least one value. */
    public static Statistics of(Collection<Long> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("No statistics of nothing");
        }
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        int n = sorted.length;
        long median = n % 2 == 1 ? sorted[n / 2] : Math.round((sorted[n / 2 - 1] + sorted[n / 2]) / 2.0);
        int rank = (int) Math.ceil(n * 0.99);
        return new Statistics(n, sorted[0], median, sorted[rank - 1], sorted[n - 1]);
    }
}
