package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** The only source of chance in a simulated world. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    Duration millis(long least, long most) {
        return Duration.ofNanos(random.nextLong(least * 1_000_000, most * 1_000_000 + 1));
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    <T> T pick(Collection<T> of) {
        List<T> list = List.copyOf(of);
        return list.get(random.nextInt(list.size()));
    }
}
