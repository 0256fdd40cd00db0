package org.hbaseha.controller.planning;

import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.layout.Mode;
import org.hbaseha.time.MonotonicInstant;

/**
 * What {@link ActionRule} and the breakers look at besides the finding itself.
 *
 * @param server the dead one
 * @param pause the pause in force now; empty without one
 * @param maintenance the window this server is under; empty without one
 * @param consent what a person has said about expiring this server as things stand
 * @param servers region servers of the cluster: those registered now, and those expired within the breaker's window
 * @param othersAlive servers other than the dead one that are alive by our own evidence
 * @param others servers other than the dead one whose agents have beaten to us and have not said goodbye
 * @param othersHeard those of them that have beaten within the last few beat intervals
 * @param expiriesInWindow expiries within the breaker's window
 * @param leased whether the server's newest beat shows that its gate rests on a lease from the seats we count; true where no seats are configured
 * @param leadingSince when we gained leadership
 * @param stoodStillUntil when this controller last noticed that it had itself been stopped
 */
public record Situation(
        ServerName server,
        EvidenceClass evidenceClass,
        Mode mode,
        Optional<Pause> pause,
        Optional<Maintenance> maintenance,
        Consent consent,
        int servers,
        int othersAlive,
        int others,
        int othersHeard,
        int expiriesInWindow,
        boolean leased,
        MonotonicInstant leadingSince,
        Optional<MonotonicInstant> stoodStillUntil,
        MonotonicInstant now) {

    /** A pause in force: who asked for it, and when it ends by this controller's own reckoning, for people. */
    public record Pause(String by, Instant until) {}

    /** A maintenance window in force, whom to ask, and when it ends by this controller's own reckoning, for people. */
    public record Maintenance(String id, String owner, Instant until) {}
}
