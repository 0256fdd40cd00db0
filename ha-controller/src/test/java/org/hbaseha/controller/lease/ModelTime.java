package org.hbaseha.controller.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hbaseha.time.MonotonicInstant;

/** The model's true time, which stands still but for {@link #pass}, the clocks that show it, and the story of what happened when. */
final class ModelTime {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final boolean traced;
    private final List<String> story = new ArrayList<>();
    private Duration now = Duration.ofSeconds(100);

    /** {@code traced}: keep the story, for a schedule that is known to fail. */
    ModelTime(boolean traced) {
        this.traced = traced;
    }

    /** One machine's clock, from an origin of its own, and a little slow. */
    final class Clock {
        private final Duration origin;
        private final double rate;

        private Clock(Duration origin, double rate) {
            this.origin = origin;
            this.rate = rate;
        }

        MonotonicInstant now() {
            return new MonotonicInstant(origin.toNanos() + (long) (now.toNanos() * rate));
        }

        /** No wall clock jumps here: it shows what this one does. */
        Instant wall() {
            return WALL.plusNanos(now().nanos());
        }
    }

    Clock clock(Duration origin, double rate) {
        return new Clock(origin, rate);
    }

    void pass(Duration length) {
        now = now.plus(length);
    }

    void say(String what, Object... about) {
        if (traced) {
            story.add(now.toMillis() + " " + what + " " + Arrays.toString(about));
        }
    }

    String story() {
        return String.join("\n", story);
    }
}
