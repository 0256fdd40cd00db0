package org.hbaseha.controller.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /state}: one controller's picture of the cluster. Every controller has one; only the leader's has consequences.
 *
 * @param epoch of its leadership; 0 when it does not lead
 * @param leader id of the leader as this controller knows it; empty when it knows none
 * @param zooKeeperConnected whether this controller's ZooKeeper session is usable
 */
public record ControllerView(
        String id,
        String version,
        Instant at,
        Instant started,
        boolean leading,
        long epoch,
        String leader,
        boolean zooKeeperConnected,
        String master,
        String mode,
        @Nullable PauseView pause,
        List<ServerView> servers,
        List<BreakerView> breakers,
        List<IncidentView> openIncidents) {

    /** An operator's pause that is in force. */
    public record PauseView(String by, String reason, Instant since, Instant until) {}

    /** A breaker and whether it would refuse the next expiry. */
    public record BreakerView(String name, boolean open, String sentence) {}
}
