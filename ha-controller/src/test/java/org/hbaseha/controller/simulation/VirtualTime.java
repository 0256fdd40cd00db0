package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** Time that jumps from event to event. Events of one instant run in the order in which they were planned. */
final class VirtualTime {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private Duration now = Duration.ZERO;
    private long planned;

    private record Event(long nanos, long order, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Since the world began. */
    Duration now() {
        return now;
    }

    void after(Duration delay, Runnable action) {
        planned++;
        events.add(new Event(now.plus(delay).toNanos(), planned, action));
    }

    void at(Duration instant, Runnable action) {
        after(instant.minus(now), action);
    }

    /** Runs the next event. */
    void step() {
        Event next = events.remove();
        now = Duration.ofNanos(next.nanos());
        next.action().run();
    }

    static boolean within(Duration time, Duration from, Duration to) {
        return time.compareTo(from) >= 0 && time.compareTo(to) <= 0;
    }
}
