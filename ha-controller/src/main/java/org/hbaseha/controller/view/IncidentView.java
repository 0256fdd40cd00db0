package org.hbaseha.controller.view;

import java.time.Instant;
import java.util.List;

/**
 * One element of {@code /history}: what was found about a server and what came of it.
 *
 * @param outcome {@code OPEN}, {@code RECOVERED}, {@code REFUSED}, {@code SHADOW} (would have acted), {@code WAITS} (for a person), {@code HANDED_OVER} (a later leader goes
 *     on)
 * @param evidenceClass {@code C}, {@code N} or {@code P}
 * @param milestones in the order in which they happened
 */
public record IncidentView(
        String id,
        String server,
        String controller,
        long epoch,
        String evidenceClass,
        String outcome,
        String sentence,
        List<String> evidence,
        String refusal,
        List<MilestoneView> milestones) {

    /**
     * A named moment: {@code FIRST_EVIDENCE, SUSPECTED, VERDICT, EXPIRE_WRITTEN, LEASE_OVER, ZNODE_DELETED, ZNODE_GONE, HBCK_ASKED,
     * CRASH_PROCEDURE, WAL_SPLIT, REGION_OPEN, RECOVERED, WITHDRAWN}.
     *
     * @param offsetMillis since the first evidence
     */
    public record MilestoneView(String name, Instant at, long offsetMillis, String text) {}
}
