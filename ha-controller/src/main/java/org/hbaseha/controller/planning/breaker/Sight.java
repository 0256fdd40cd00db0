package org.hbaseha.controller.planning.breaker;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.time.MonotonicInstant;

/**
 * What the breakers watch: the cluster as this controller hears it at one turn.
 *
 * @param size servers of the cluster: those registered now, and those expired within the rate breaker's window
 * @param alive servers that are alive by our own evidence
 * @param agents registered servers whose agents have beaten to us and have not said goodbye
 * @param heard those of them that have beaten within the last few beat intervals
 * @param leadingSince empty while this controller does not lead
 * @param stoodStillUntil when this controller last noticed that it had itself been stopped
 */
public record Sight(
        List<Seen> servers,
        int size,
        int alive,
        int agents,
        int heard,
        Optional<MonotonicInstant> leadingSince,
        Optional<MonotonicInstant> stoodStillUntil,
        MonotonicInstant now) {

    /** How a server sounds. */
    public enum Sound {
        HEARD,
        /** Long enough to be suspected, and nothing says why. */
        SILENT,
        /** A witness hears it and we do not: our own trouble. */
        SILENT_TO_US,
        /** It, HBase or its kernel told that it is gone. */
        GONE,
        /** Never heard, or not to be told yet. */
        UNCLEAR
    }

    /**
     * One incarnation.
     *
     * @param lastLife the latest sign that it lives
     * @param stopping it said that it stops in order
     */
    public record Seen(
            ServerName server, Sound sound, MonotonicInstant lastLife, boolean registered, boolean stopping) {

        boolean isSilent() {
            return sound == Sound.SILENT || sound == Sound.SILENT_TO_US;
        }
    }

    public Sight {
        servers = List.copyOf(servers);
    }

    Set<Address> registered() {
        return servers.stream()
                .filter(Seen::registered)
                .map(seen -> seen.server().getAddress())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** So many of the others are silent that it is rather us. */
    boolean isDeaf() {
        return heard * 2 < agents;
    }

    /** We were stopped ourselves less than {@code lease} ago: what sounds like silence may wait in our own buffers. */
    boolean isDazed(java.time.Duration lease) {
        return stoodStillUntil
                .filter(until -> now.since(until).compareTo(lease) < 0)
                .isPresent();
    }
}
