package org.hbaseha.it.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hbaseha.it.soak.SoakFault.Freeze;
import org.hbaseha.it.soak.SoakFault.Garbage;
import org.hbaseha.it.soak.SoakFault.Starve;

/** What comes next, for ever, decided by a seed alone. Pure; one thread. */
final class SoakSchedule {

    /** Shorter than the pause budget by half, so that a machine that wakes a process late does not make it a long one. */
    static final Duration LONGEST_FREEZE = Duration.ofSeconds(3);

    private static final int SHORTEST_FREEZE_MILLIS = 300;
    private static final int SHORTEST_BURDEN_SECONDS = 3;
    private static final int LONGEST_BURDEN_SECONDS = 10;
    private static final int SHORTEST_GAP_MILLIS = 500;
    private static final int LONGEST_GAP_MILLIS = 3_000;

    private final SplittableRandom random;
    private final int regionServers;
    private final int controllers;
    private final int cores;

    SoakSchedule(long seed, int regionServers, int controllers, int cores) {
        this.random = new SplittableRandom(seed);
        this.regionServers = regionServers;
        this.controllers = controllers;
        this.cores = cores;
    }

    SoakFault next() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> freeze(List.of(random.nextInt(regionServers)), List.of());
            case 2 -> freeze(some(regionServers), List.of());
            case 3 -> freeze(List.of(), List.of(random.nextInt(controllers)));
            case 4 -> freeze(List.of(random.nextInt(regionServers)), List.of(random.nextInt(controllers)));
            case 5 -> freeze(some(regionServers), some(controllers));
            case 6 -> new Starve(cores * (1 + random.nextInt(3)), burden());
            default -> new Garbage(1 + random.nextInt(3), burden());
        };
    }

    /** Between the end of one and the beginning of the next; burdens do not end before the next begins. */
    Duration gap() {
        return Duration.ofMillis(random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS + 1));
    }

    private Freeze freeze(List<Integer> servers, List<Integer> who) {
        return new Freeze(
                servers,
                who,
                Duration.ofMillis(random.nextInt(SHORTEST_FREEZE_MILLIS, (int) LONGEST_FREEZE.toMillis() + 1)));
    }

    private Duration burden() {
        return Duration.ofSeconds(random.nextInt(SHORTEST_BURDEN_SECONDS, LONGEST_BURDEN_SECONDS + 1));
    }

    /** At least one of {@code of}, possibly all, in order. */
    private List<Integer> some(int of) {
        int number = 1 + random.nextInt(of);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < of; i++) {
            all.add(i);
        }
        while (all.size() > number) {
            all.remove(random.nextInt(all.size()));
        }
        return all;
    }
}
