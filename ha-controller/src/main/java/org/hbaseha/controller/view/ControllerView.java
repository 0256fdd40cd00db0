package org.hbaseha.controller.view;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code /state}: one controller's picture of the cluster. Every controller has one; only the leader's has consequences.
 *
 * @param epoch of its leadership; 0 when it does not lead
 * @param leader id of the leader as this controller knows it; empty when it knows none
 * @param zooKeeperConnected whether this controller's ZooKeeper session is usable
 * @param session its time-out; absent when a controller of an earlier version answers
 * @param mode the mode that counts
 * @param detector absent when a controller of an earlier version answers
 * @param modeRefusal why the mode that is wanted does not count here; empty when it does
 * @param plans what waits for a person, oldest first; only a leader has any
 * @param maintenance the windows in force
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
        @Nullable SessionView session,
        String master,
        String mode,
        String modeRefusal,
        @Nullable PauseView pause,
        List<ServerView> servers,
        List<BreakerView> breakers,
        List<IncidentView> openIncidents,
        @Nullable DetectorView detector,
        List<PlanView> plans,
        List<MaintenanceView> maintenance) {

    /** Fields that controllers of an earlier version do not send are empty. */
    public ControllerView {
        modeRefusal = Objects.requireNonNullElse(modeRefusal, "");
        plans = Objects.requireNonNullElse(plans, List.of());
        maintenance = Objects.requireNonNullElse(maintenance, List.of());
    }

    /**
     * A ZooKeeper session.
     *
     * @param remark what is wrong with it; empty when it was granted as asked for
     */
    public record SessionView(long askedMillis, long grantedMillis, String remark) {}

    /**
     * An operator's pause that is in force.
     *
     * @param since by the operator's clock
     * @param until by this controller's clock
     * @param leftMillis until then
     */
    public record PauseView(String by, String reason, Instant since, Instant until, long leftMillis) {}

    /**
     * A breaker.
     *
     * @param open whether it would hold up the expiry of some server now
     * @param sentence why it is open, or how far it is from it
     * @param since when it opened; absent while it is closed
     * @param closedBy what closes it
     * @param setting the key or the fixed bound behind it
     * @param resettable whether {@code hbase-ha breakers reset} closes it
     * @param held servers whose expiry it holds up now
     */
    public record BreakerView(
            String name,
            boolean open,
            String sentence,
            @Nullable Instant since,
            String closedBy,
            String setting,
            boolean resettable,
            List<String> held) {

        /** Fields that controllers of an earlier version do not send are empty. */
        public BreakerView {
            closedBy = Objects.requireNonNullElse(closedBy, "");
            setting = Objects.requireNonNullElse(setting, "");
            held = held == null ? List.of() : List.copyOf(held);
        }
    }

    /**
     * A maintenance window in force.
     *
     * @param servers {@code host} or {@code host,port}; empty for all servers
     * @param since by the operator's clock
     * @param until by this controller's clock
     * @param leftMillis until then
     */
    public record MaintenanceView(
            String id,
            List<String> servers,
            String owner,
            String by,
            String reason,
            Instant since,
            Instant until,
            long leftMillis) {}
}
