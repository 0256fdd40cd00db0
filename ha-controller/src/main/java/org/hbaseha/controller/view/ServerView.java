package org.hbaseha.controller.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a region server as a controller sees it.
 *
 * @param liveness {@code ALIVE}, {@code SUSPECT}, {@code DEAD} or {@code UNKNOWN}
 * @param evidenceClass {@code C}, {@code N}, {@code P}, {@code O} or empty
 * @param sentence why it is taken for that
 * @param evidence what that rests on, one line each
 * @param refusal why nothing is done about it, as {@code CODE: sentence}; empty when there is nothing to do
 * @param agent whether its agent has a stream to this controller
 * @param registered whether HBase's znode of it exists
 * @param beatAgeMillis since the last beat; negative when there was none
 * @param longestPauseMillis longest JVM pause it told of
 * @param pauseBudgetMillis silence that class P allows it
 */
public record ServerView(
        String server,
        String liveness,
        String evidenceClass,
        String sentence,
        List<String> evidence,
        String refusal,
        boolean agent,
        boolean registered,
        long beatAgeMillis,
        long longestPauseMillis,
        long pauseBudgetMillis,
        @Nullable WorkView work,
        @Nullable GateView gate) {

    /**
     * Its lease gate, as its newest beat told.
     *
     * @param state {@code OPEN}, {@code LEASED}, {@code STOCK} or {@code EXPIRED}
     * @param ours whether it counts the seats that this controller counts
     * @param refused requests refused since it started
     */
    public record GateView(String state, boolean ours, long refused) {}

    /** The latest work beacon. */
    public record WorkView(
            double processCpu,
            long heapUsedBytes,
            long heapMaxBytes,
            long oldestUnfinishedWriteMillis,
            int regions,
            double requestsPerSecond) {}
}
