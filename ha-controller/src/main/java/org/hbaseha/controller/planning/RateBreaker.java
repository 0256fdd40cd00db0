package org.hbaseha.controller.planning;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hbaseha.time.MonotonicInstant;

/** Counts expiries within a window. Holds no clock; owned by one thread. */
public final class RateBreaker {

    private final Duration window;
    private final Deque<MonotonicInstant> expiries = new ArrayDeque<>();

    public RateBreaker(Duration window) {
        this.window = window;
    }

    public void expired(MonotonicInstant at) {
        expiries.addLast(at);
    }

    public int withinWindow(MonotonicInstant now) {
        expiries.removeIf(at -> now.since(at).compareTo(window) >= 0);
        return expiries.size();
    }

    /** A new leader counts what the gate records tell of its predecessors instead of what it did itself earlier. */
    public void forget() {
        expiries.clear();
    }
}
