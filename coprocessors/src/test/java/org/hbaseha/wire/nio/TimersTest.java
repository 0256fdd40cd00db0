package org.hbaseha.wire.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hbaseha.time.MonotonicInstant;
import org.junit.Test;

public class TimersTest {

    private final Timers timers = new Timers();
    private final List<String> fired = new ArrayList<>();

    @Test
    public void comeInTheOrderOfTheirTimeAndThenOfTheirMaking() {
        schedule(30, "third");
        schedule(10, "first");
        schedule(10, "second");
        schedule(31, "not yet");

        runAt(30);

        assertThat(fired).containsExactly("first", "second", "third");
        assertThat(timers.untilNext(at(30))).contains(Duration.ofMillis(1));
    }

    @Test
    public void cancelledOneDoesNotComeAndItsTwinDoes() {
        Timers.Timer cancelled = schedule(10, "cancelled");
        schedule(10, "twin");

        timers.cancel(cancelled);
        timers.cancel(cancelled);
        runAt(10);

        assertThat(fired).containsExactly("twin");
    }

    @Test
    public void waitIsNeverNegativeAndAbsentWhenThereIsNothingToWaitFor() {
        assertThat(timers.untilNext(at(0))).isEmpty();
        schedule(10, "late");

        assertThat(timers.untilNext(at(25))).contains(Duration.ZERO);
    }

    private Timers.Timer schedule(long millis, String name) {
        return timers.schedule(at(millis), (due, now) -> fired.add(name));
    }

    private void runAt(long millis) {
        for (Optional<Timers.Timer> due = timers.takeDue(at(millis));
                due.isPresent();
                due = timers.takeDue(at(millis))) {
            due.orElseThrow().task().due(due.orElseThrow().at(), at(millis));
        }
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(-5).plus(Duration.ofMillis(millis));
    }
}
