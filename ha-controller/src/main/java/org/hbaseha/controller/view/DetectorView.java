package org.hbaseha.controller.view;

import java.time.Instant;
import java.util.List;

/**
 * How a controller's detector stands: by which bounds it judges each server and why, how well it is itself, and what it has achieved. Made
 * anew once a second.
 *
 * @param phiHigh suspicion level at which a server is suspected
 * @param phiLow suspicion level that beats must keep for a suspected server to be trusted again
 * @param probeRoundTripMillis 99 of 100 of its connects took no longer; 0 when it has made none
 * @param achieved the latest verdicts, oldest first
 * @param warnings what cannot be kept, one sentence each
 */
public record DetectorView(
        long beatIntervalMillis,
        double phiHigh,
        double phiLow,
        ObserverView observer,
        List<RhythmView> servers,
        long probeRoundTripMillis,
        List<AchievedView> achieved,
        MistakesView mistakes,
        List<String> warnings) {

    /**
     * How far the controller trusts its own ears.
     *
     * @param score 0 when it is well, up to {@code most}
     * @param multiplier by which suspicion is stretched
     * @param zooKeeperMillis how long the latest read took
     */
    public record ObserverView(int score, int most, double multiplier, long zooKeeperMillis, List<ShareView> parts) {}

    /** One part of the score; {@code text} is the latest thing that raised it, empty when nothing ever did. */
    public record ShareView(String part, int score, String text) {}

    /**
     * How one incarnation beats and which bounds are in force for it.
     *
     * @param gaps how many were observed lately; the numbers that follow are of these
     * @param phi of its present silence, at most 100
     * @param longestPauseMillis that it survived within a day
     */
    public record RhythmView(
            String server,
            int gaps,
            double meanMillis,
            double deviationMillis,
            long p99Millis,
            long longestMillis,
            double phi,
            long longestPauseMillis,
            BoundView suspectAfter,
            BoundView noContact,
            BoundView pauseBudget) {}

    /** A bound and what decided it. */
    public record BoundView(long millis, String because) {}

    /** A verdict; {@code tookMillis} is from the first evidence. */
    public record AchievedView(String server, String evidenceClass, long tookMillis, Instant at) {}

    /**
     * Since the controller started.
     *
     * @param suspicions that ended with beats
     * @param inDoubt those of them that began while it had reason to doubt itself
     * @param verdicts that a sign of life withdrew
     */
    public record MistakesView(Instant since, long suspicions, long inDoubt, long verdicts) {}
}
