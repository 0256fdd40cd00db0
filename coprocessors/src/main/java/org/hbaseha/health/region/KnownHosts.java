package org.hbaseha.health.region;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.hbaseha.time.MonotonicInstant;

/**
 * Hosts of region servers: the only ones a witness may probe, so that a controller cannot make region servers scan the network. A host is
 * remembered for some time after its server has left ZooKeeper, because that is when its neighbours are asked about it. Thread safe, no clock.
 */
final class KnownHosts {

    private final Duration memory;
    private final Map<String, MonotonicInstant> lastSeen = new HashMap<>();

    KnownHosts(Duration memory) {
        this.memory = memory;
    }

    synchronized void seen(Collection<String> hosts, MonotonicInstant now) {
        lastSeen.values().removeIf(at -> isForgotten(at, now));
        hosts.forEach(host -> lastSeen.put(host.toLowerCase(Locale.ROOT), now));
    }

    synchronized boolean isKnown(String host, MonotonicInstant now) {
        MonotonicInstant at = lastSeen.get(host.toLowerCase(Locale.ROOT));
        return at != null && !isForgotten(at, now);
    }

    private boolean isForgotten(MonotonicInstant at, MonotonicInstant now) {
        return now.since(at).compareTo(memory) > 0;
    }
}
