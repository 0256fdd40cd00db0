package org.hbaseha.health.region;

import java.time.Duration;

/** How long to wait after a failure: {@code least}, doubled with each further failure up to {@code most}, less up to half by chance. Pure. */
record Backoff(Duration least, Duration most) {

    /** Past this many doublings every pair of bounds has met. */
    private static final int DOUBLINGS = 30;

    /**
     * @param failures in a row, at least 1
     * @param chance from 0 to 1: spreads the agents of a cluster, which all lost the same controller at the same time
     */
    Duration after(int failures, double chance) {
        double grown = (double) least.toNanos() * (1L << Math.min(failures - 1, DOUBLINGS));
        double bounded = Math.min(grown, (double) most.toNanos());
        return Duration.ofNanos((long) (bounded * (1.0 - chance / 2)));
    }
}
