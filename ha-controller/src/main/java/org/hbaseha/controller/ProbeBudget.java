package org.hbaseha.controller;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.time.MonotonicInstant;

/**
 * How many suspects are probed now. A few are all probed as often as they are due. When hundreds fall silent at once, by a fault of the network
 * or of this controller, probing all of them at their pace would keep controller and witnesses from reading the very beats that clear them; so
 * rounds are bounded, and those go first that have waited longest. Pure; the core's own.
 */
final class ProbeBudget {

    /** Rounds that may come at once after a quiet time. */
    static final int BURST = 64;

    /** Rounds a second: with three witnesses some 1300 connects. */
    static final int EACH_SECOND = 320;

    private static final double NANOS = 1e9;

    private double rounds = BURST;
    private Duration round = Duration.ZERO;
    private Optional<MonotonicInstant> paced = Optional.empty();
    private Optional<MonotonicInstant> filled = Optional.empty();

    /**
     * {@code suspects} are to be probed each {@code interval}, as far as the budget allows. When there are fewer of them, the round that has begun
     * still ends as late as it would have.
     */
    void pace(Duration interval, int suspects, MonotonicInstant now) {
        Duration left = paced.map(at -> round.minus(now.since(at))).orElse(Duration.ZERO);
        Duration allowed = Duration.ofSeconds(suspects).dividedBy(EACH_SECOND);
        round = Stream.of(interval, allowed, left)
                .max(Comparator.naturalOrder())
                .orElse(interval);
        paced = Optional.of(now);
    }

    /** How far apart the probes of one suspect are, at most. */
    Duration round() {
        return round;
    }

    /** Those of {@code due} that are to be probed now; {@code probed} says when each was probed last. */
    List<ServerName> take(List<ServerName> due, Map<ServerName, MonotonicInstant> probed, MonotonicInstant now) {
        double earned =
                filled.map(at -> now.since(at).toNanos() / NANOS * EACH_SECOND).orElse(0.0);
        filled = Optional.of(now);
        rounds = Math.min(BURST, rounds + earned);
        int most = (int) Math.min(rounds, due.size());
        rounds -= most;
        if (most == due.size()) {
            return due;
        }
        return due.stream()
                .sorted(Comparator.comparing(probed::get, Comparator.nullsFirst(Comparator.naturalOrder())))
                .limit(most)
                .toList();
    }
}
