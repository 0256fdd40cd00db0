package org.hbaseha.controller.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hbaseha.time.MonotonicInstant;

/**
 * How far this controller may trust its own ears: a score from 0 (well) to 8, raised by its own pauses, jumps of its clock, the lag between a
 * beat's arrival and its processing, and a slow or lost ZooKeeper; it falls by one each 2 s in each part. Suspicion waits longer by a quarter
 * for each point, at most three times as long: the local health multiplier of Lifeguard (Dadgar et al., DSN 2018). Pure; one thread.
 */
public final class ObserverHealth {

    public static final int MOST = 8;

    private static final int MOST_OF_A_PART = 4;
    private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(2);
    private static final Duration CLOCK_JUMP = Duration.ofMillis(500);
    private static final Duration SLOW_ANSWER = Duration.ofMillis(250);
    private static final int WITHOUT_ZOOKEEPER = 2;

    private final Duration shortPause;
    private final Duration longPause;
    private final Map<Part, Trouble> troubles = new EnumMap<>(Part.class);
    private Optional<Turn> last = Optional.empty();
    private Optional<Turn> stop = Optional.empty();
    private Duration roundTrip = Duration.ZERO;
    private boolean withoutZooKeeper;

    /** What can be wrong with an observer. */
    public enum Part {
        PAUSES("own pauses"),
        CLOCK("jumps of the clock"),
        LAG("lag of beat processing"),
        ZOOKEEPER("ZooKeeper");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One part's share of the score and what it comes from, for people; empty when it never had one. */
    public record Share(Part part, int score, String text) {}

    private record Trouble(int score, MonotonicInstant at, String text) {}

    /** The loop's two clocks at one turn; as {@link #stop}, the ends of the latest stop. */
    private record Turn(MonotonicInstant from, MonotonicInstant at, Instant wall) {}

    ObserverHealth(DetectorSettings settings) {
        this.shortPause = settings.beatInterval().multipliedBy(2);
        this.longPause = settings.suspectAfter();
    }

    /** A turn of the loop begins, which ordinarily does so each 20 ms. */
    void turn(MonotonicInstant now, Instant wall) {
        last.ifPresent(before -> {
            Duration pause = now.since(before.at());
            if (pause.compareTo(shortPause) > 0) {
                stop = Optional.of(new Turn(before.at(), now, wall));
                raise(Part.PAUSES, points(pause, longPause), now, "stood still for " + pause.toMillis() + " ms");
            }
            Duration jump = Duration.between(before.wall(), wall).minus(pause);
            if (jump.abs().compareTo(CLOCK_JUMP) > 0) {
                raise(Part.CLOCK, 2, now, "wall clock moved by " + jump.toMillis() + " ms against the other");
            }
        });
        last = Optional.of(new Turn(now, now, wall));
    }

    /** A beat that had come in at {@code arrived} is taken in now. */
    void processed(MonotonicInstant arrived, MonotonicInstant now) {
        Duration lag = now.since(arrived);
        if (lag.compareTo(shortPause) > 0) {
            raise(Part.LAG, points(lag, longPause), now, "a beat waited for " + lag.toMillis() + " ms");
        }
    }

    void zooKeeperConnected(boolean connected, MonotonicInstant now) {
        boolean isBack = withoutZooKeeper && connected;
        withoutZooKeeper = !connected;
        if (isBack) {
            raise(Part.ZOOKEEPER, WITHOUT_ZOOKEEPER, now, "was not connected");
        }
    }

    void zooKeeperAnswered(Duration after, MonotonicInstant now) {
        roundTrip = after;
        if (after.compareTo(SLOW_ANSWER) > 0) {
            raise(
                    Part.ZOOKEEPER,
                    points(after, SLOW_ANSWER.multipliedBy(4)),
                    now,
                    "answered after " + after.toMillis() + " ms");
        }
    }

    private static int points(Duration span, Duration each) {
        return (int) Math.min(MOST_OF_A_PART, 1 + span.toNanos() / each.toNanos());
    }

    /** The same trouble again adds to what is left of it; several marks of one stop within one turn are one. */
    private void raise(Part part, int points, MonotonicInstant now, String text) {
        Optional<Trouble> before = Optional.ofNullable(troubles.get(part));
        int left = before.filter(trouble -> trouble.at().isBefore(now))
                .map(trouble -> score(part, now))
                .orElse(0);
        int most = before.filter(trouble -> trouble.at().equals(now))
                .map(Trouble::score)
                .orElse(0);
        int score = Math.max(most, Math.min(MOST_OF_A_PART, left + points));
        troubles.put(part, new Trouble(score, now, text));
    }

    private int score(Part part, MonotonicInstant now) {
        Trouble trouble = troubles.get(part);
        int left = trouble == null
                ? 0
                : (int) Math.max(0, trouble.score() - now.since(trouble.at()).toNanos() / FORGIVEN_AFTER.toNanos());
        return part == Part.ZOOKEEPER && withoutZooKeeper ? Math.max(left, WITHOUT_ZOOKEEPER) : left;
    }

    public int score(MonotonicInstant now) {
        return Math.min(
                MOST,
                Stream.of(Part.values()).mapToInt(part -> score(part, now)).sum());
    }

    /** By which suspicion is stretched: 1 when well, 3 at most. */
    public double multiplier(MonotonicInstant now) {
        return 1 + score(now) / 4.0;
    }

    public List<Share> shares(MonotonicInstant now) {
        return Stream.of(Part.values())
                .map(part -> new Share(part, score(part, now), text(part)))
                .toList();
    }

    private String text(Part part) {
        if (part == Part.ZOOKEEPER && withoutZooKeeper) {
            return "is not connected";
        }
        Trouble trouble = troubles.get(part);
        return trouble == null ? "" : trouble.text();
    }

    /** Of the latest read that was timed. */
    public Duration zooKeeperRoundTrip() {
        return roundTrip;
    }

    /** What passes between two beats while we ourselves stand still is no gap of theirs. */
    boolean stoodStillBetween(MonotonicInstant from, MonotonicInstant to) {
        return stop.filter(span -> span.from().isBefore(to) && !span.at().isBefore(from))
                .isPresent();
    }
}
