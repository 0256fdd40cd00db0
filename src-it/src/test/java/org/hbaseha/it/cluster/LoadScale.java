package org.hbaseha.it.cluster;

import java.time.Duration;

/**
 * How much longer something may take on a machine on which others run, too. Pure but for {@link #now}.
 *
 * @param load processes that want to run, averaged over the last minute, before that began which is to be judged; negative where the system does not
 *     tell
 */
public record LoadScale(double load, int cores) {

    /** Below this share of its cores a machine counts as quiet. */
    private static final double QUIET = 0.25;

    /** Of this machine, now. */
    public static LoadScale now() {
        return new LoadScale(ProcFs.loadAverage(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * What a bound for a quiet machine becomes: with as many others that want to run as there are cores, everybody gets half of them. It is
     * never more than doubled: the load is that of the last minute, which may be over.
     */
    public Duration of(Duration quiet) {
        double others = load / cores;
        return others < QUIET ? quiet : Duration.ofMillis(Math.round(quiet.toMillis() * (1 + Math.min(1, others))));
    }

    @Override
    public String toString() {
        return "load " + load + " on " + cores + " cores";
    }
}
