package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;

/**
 * How silent servers are being asked about just now.
 *
 * @param registeredServers how many the cluster has, the silent one included: it bounds how many witnesses there can be
 * @param round how far apart the questions about one server are: as long at least an answer has to speak for
 * @param awakeSince when we were last back after standing still; what was answered before says nothing of now
 */
public record Inquiry(int registeredServers, Duration round, Optional<MonotonicInstant> awakeSince) {

    /** As many must agree of {@code most} witnesses, or of as many as there are. */
    int majorityOf(int most) {
        return Math.min(most, Math.max(1, registeredServers - 1)) / 2 + 1;
    }
}
