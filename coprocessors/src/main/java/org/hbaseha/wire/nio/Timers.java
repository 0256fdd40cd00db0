package org.hbaseha.wire.nio;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.hbaseha.time.MonotonicInstant;

/** What is to happen on the loop's thread at a later time, in the order of that time. Only that thread calls it. */
final class Timers {

    /** Told when it was due and when it is called, which is later when the process was stopped in between. */
    @FunctionalInterface
    interface Task {
        void due(MonotonicInstant at, MonotonicInstant now);
    }

    /** One appointment; {@code number} keeps those of the same time apart. */
    record Timer(MonotonicInstant at, long number, Task task) {}

    private final TreeSet<Timer> waiting =
            new TreeSet<>(Comparator.comparing(Timer::at).thenComparing(Timer::number));
    private long count;

    Timer schedule(MonotonicInstant at, Task task) {
        Timer timer = new Timer(at, count++, task);
        waiting.add(timer);
        return timer;
    }

    /** Does nothing when the timer is over already. */
    void cancel(Timer timer) {
        waiting.remove(timer);
    }

    /** The next timer that is due, taken out. */
    Optional<Timer> takeDue(MonotonicInstant now) {
        return waiting.isEmpty() || waiting.first().at().isAfter(now)
                ? Optional.empty()
                : Optional.ofNullable(waiting.pollFirst());
    }

    /** Time until the next one; never negative; empty when there is none. */
    Optional<Duration> untilNext(MonotonicInstant now) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Duration wait = waiting.first().at().since(now);
        return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    }
}
