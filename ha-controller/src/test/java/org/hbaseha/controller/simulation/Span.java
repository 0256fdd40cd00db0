package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.Optional;

/** A stretch of time in which something was true of somebody; open until it ends. */
record Span(Duration start, Optional<Duration> end) {

    static Span from(Duration start) {
        return new Span(start, Optional.empty());
    }

    Span endedAt(Duration end) {
        return new Span(start, Optional.of(end));
    }

    boolean open() {
        return end.isEmpty();
    }

    /** How long it had lasted at {@code now}. */
    Duration lengthAt(Duration now) {
        return end.orElse(now).minus(start);
    }

    /** Still so, or ended no longer than {@code ago} before {@code now}. */
    boolean reaches(Duration now, Duration ago) {
        return end.isEmpty() || end.get().compareTo(now.minus(ago)) >= 0;
    }
}
