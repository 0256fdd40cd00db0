package org.hbaseha.controller.detection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hbaseha.time.MonotonicInstant;

/**
 * The longest pause one incarnation of a server survived in the last day: stops its JVM told of in beats, and silences it came back from
 * while its host answered. Each controller learns by itself, from the beats it gets: a new leader knows what the old one knew, a controller
 * started later only what it has heard, which begins with the last ten minutes by the server's own pause meter. Not thread safe.
 */
final class LearntPauses {

    static final Duration REMEMBERED = Duration.ofDays(1);

    private static final int MOST_KEPT = 16;

    /** Each shorter than the one before it: a shorter pause matters once the longer ones are forgotten. */
    private final Deque<Pause> pauses = new ArrayDeque<>();

    private record Pause(Duration length, MonotonicInstant at) {}

    /** A pause that was told before, by the beat before or by one of the last ten minutes, is not new because it is told again. */
    void learn(Duration length, MonotonicInstant at) {
        forget(at);
        if (length.isZero()
                || length.isNegative()
                || pauses.stream().anyMatch(pause -> pause.length().equals(length))) {
            return;
        }
        while (!pauses.isEmpty() && pauses.getLast().length().compareTo(length) < 0) {
            pauses.removeLast();
        }
        if (pauses.size() < MOST_KEPT) {
            pauses.addLast(new Pause(length, at));
        }
    }

    private void forget(MonotonicInstant now) {
        while (!pauses.isEmpty() && now.since(pauses.getFirst().at()).compareTo(REMEMBERED) > 0) {
            pauses.removeFirst();
        }
    }

    /** Zero when there was none. */
    Duration longest(MonotonicInstant now) {
        forget(now);
        return pauses.isEmpty() ? Duration.ZERO : pauses.getFirst().length();
    }
}
