package org.hbaseha.wire.nio;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hbaseha.time.MonotonicInstant;

/**
 * Asks a {@link StreamWatch} when its time has come. Keeps one timer at most, which may come too early: a deadline that moves further away,
 * as it does with every message, costs nothing. The loop's thread only.
 */
final class StreamTimer {

    private final Timers timers;
    private final StreamWatch watch;
    private final BooleanSupplier crowded;
    private final Consumer<StreamWatch.Verdict> tooLong;
    private Optional<Timers.Timer> timer = Optional.empty();

    /** {@code crowded}: whether others wait for the place of this stream. {@code tooLong} is told when the stream has to be given up; once, if it does so. */
    StreamTimer(Timers timers, StreamWatch watch, BooleanSupplier crowded, Consumer<StreamWatch.Verdict> tooLong) {
        this.timers = timers;
        this.watch = watch;
        this.crowded = crowded;
        this.tooLong = tooLong;
    }

    /** To be called after anything that may have brought the deadline nearer. */
    void keep() {
        Optional<MonotonicInstant> deadline = watch.deadline();
        boolean soonEnough = timer.isPresent()
                && deadline.filter(timer.orElseThrow().at()::isAfter).isEmpty();
        if (!soonEnough && deadline.isPresent()) {
            stop();
            timer = Optional.of(timers.schedule(deadline.orElseThrow(), this::due));
        }
    }

    void stop() {
        timer.ifPresent(timers::cancel);
        timer = Optional.empty();
    }

    private void due(MonotonicInstant at, MonotonicInstant now) {
        timer = Optional.empty();
        watch.judge(at, now, crowded.getAsBoolean()).ifPresentOrElse(tooLong, this::keep);
    }
}
