package org.hbaseha.controller.planning;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.net.Address;
import org.hbaseha.time.MonotonicInstant;

/** Counts expiries within a window. Holds no clock; owned by one thread. */
public final class RateBreaker {

    private record Expiry(Address server, MonotonicInstant at) {}

    private final Duration window;
    private final Deque<Expiry> expiries = new ArrayDeque<>();

    public RateBreaker(Duration window) {
        this.window = window;
    }

    public void expired(ServerName server, MonotonicInstant at) {
        expiries.addLast(new Expiry(server.getAddress(), at));
    }

    public int withinWindow(MonotonicInstant now) {
        expiries.removeIf(expiry -> now.since(expiry.at()).compareTo(window) >= 0);
        return expiries.size();
    }

    /** Where those servers ran, or run again. */
    public Set<Address> expiredWithinWindow(MonotonicInstant now) {
        int unused = withinWindow(now);
        return expiries.stream().map(Expiry::server).collect(Collectors.toUnmodifiableSet());
    }
}
