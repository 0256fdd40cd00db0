package org.hbaseha.it.cluster;

import java.time.Duration;

/** How much longer something may take on a machine on which others run, too. Pure. */
final class LoadScale {

    /** Below this share of its cores a machine counts as quiet. */
    private static final double QUIET = 0.25;

    private LoadScale() {}

    /**
     * What a bound for a quiet machine becomes: with as many others that want to run as there are cores, everybody gets half of them. It is
     * never more than doubled: the load is that of the last minute, which may be over.
     *
     * @param load processes of others that want to run, before ours began; negative where the system does not tell
     */
    static Duration scale(Duration quiet, double load, int cores) {
        double others = load / cores;
        return others < QUIET ? quiet : Duration.ofMillis(Math.round(quiet.toMillis() * (1 + Math.min(1, others))));
    }
}
