package org.hbaseha.controller.planning.scorecard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.planning.breaker.Sight;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.time.MonotonicInstant;

/**
 * Keeps the score of one leadership: each verdict that is not carried out waits until ZooKeeper lets the server go (confirmed: so much earlier would we have
 * been), the server beats again (mistaken), or a quarter of an hour is over (unknown). A server that ZooKeeper lets go unforeseen is missed.
 * Works in every mode: in automatic mode it is about what was refused.
 *
 * <p>What earlier leaders scored comes from ZooKeeper ({@link #load}), and goes back there. Verdicts that wait when a leadership ends are not
 * scored; the next leader comes to its own. Owned by one {@code ControllerCore}, so by one thread; holds no clock.
 */
public final class Scorecard {

    /** Far beyond any ZooKeeper session. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Turns come each 20 ms: more than this between two of them is time in which nobody listened. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    private final Map<ServerName, Verdict> waiting = new HashMap<>();
    private final Set<ServerName> acted = new HashSet<>();
    /** Registered servers that have beaten to us, have not said goodbye, and of which nothing conclusive was told. */
    private Set<ServerName> judged = Set.of();

    private Optional<MonotonicInstant> lastTurn = Optional.empty();
    private Optional<ScorecardRecord> base = Optional.empty();
    private final Tally own;

    /** {@code carriedOut}: by all that is known it would have been, were it not for the mode. */
    private record Verdict(MonotonicInstant at, boolean carriedOut, String sentence) {}

    public Scorecard(Instant since) {
        own = new Tally(since);
    }

    /** What was scored before this leadership. */
    public void load(ScorecardRecord earlier) {
        base = Optional.of(earlier);
    }

    /** Whether {@link #total} has all: before that it must not replace what is stored. */
    public boolean isLoaded() {
        return base.isPresent();
    }

    public ScorecardRecord total() {
        return base.map(earlier -> earlier.plus(own.record())).orElseGet(own::record);
    }

    /** A server is found dead and nothing is done about it. Told at every turn; {@code heldUp}: not by the mode alone. */
    public void verdict(ServerName server, String sentence, boolean heldUp, MonotonicInstant now) {
        Verdict known = waiting.get(server);
        if (known == null || (!heldUp && !known.carriedOut())) {
            waiting.put(server, new Verdict(now, !heldUp, sentence));
        }
    }

    /** It is being expired, so nobody will know what would have been. */
    public void acted(ServerName server) {
        waiting.remove(server);
        acted.add(server);
    }

    /** Takes in what is seen now. Returns what can be scored by it. */
    public List<Score> watch(Sight sight) {
        Map<ServerName, Sight.Seen> seen =
                sight.servers().stream().collect(Collectors.toMap(Sight.Seen::server, Function.identity()));
        List<Score> scores = new ArrayList<>();
        for (Map.Entry<ServerName, Verdict> one : List.copyOf(waiting.entrySet())) {
            score(one.getKey(), one.getValue(), Optional.ofNullable(seen.get(one.getKey())), sight.now())
                    .ifPresent(scores::add);
        }
        scores.addAll(missed(seen));
        scores.forEach(score -> waiting.remove(score.server()));
        listen(sight);
        return List.copyOf(scores);
    }

    private Optional<Score> score(ServerName server, Verdict verdict, Optional<Sight.Seen> seen, MonotonicInstant now) {
        Duration waited = now.since(verdict.at());
        boolean gone = seen.filter(Sight.Seen::registered).isEmpty();
        boolean alive = seen.filter(one -> one.lastLife().isAfter(verdict.at())).isPresent();
        if (!gone && !alive && waited.compareTo(PATIENCE) < 0) {
            return Optional.empty();
        }
        if (!verdict.carriedOut()) {
            own.held(alive);
            return Optional.of(new Score(
                    server,
                    Score.Kind.HELD,
                    "A verdict that was held up " + (alive ? "would have been a mistake" : "is over") + " after "
                            + waited.toMillis() + " ms: " + verdict.sentence()));
        }
        if (alive) {
            String sentence = "Would have been expired by mistake, it beat again after " + waited.toMillis() + " ms: "
                    + verdict.sentence();
            own.mistaken(server, sentence);
            return Optional.of(new Score(server, Score.Kind.MISTAKEN, sentence));
        }
        if (gone) {
            own.confirmed(waited);
            return Optional.of(new Score(
                    server,
                    Score.Kind.CONFIRMED,
                    "Would have been expired " + waited.toMillis() + " ms before ZooKeeper let it go: "
                            + verdict.sentence()));
        }
        own.unknown();
        return Optional.of(new Score(
                server,
                Score.Kind.UNKNOWN,
                "Would have been expired, and neither beat again nor went: " + verdict.sentence()));
    }

    private List<Score> missed(Map<ServerName, Sight.Seen> seen) {
        List<Score> scores = judged.stream()
                .filter(server -> !waiting.containsKey(server) && !acted.contains(server))
                .filter(server -> Optional.ofNullable(seen.get(server))
                        .filter(one -> one.registered() || one.stopping())
                        .isEmpty())
                .map(server ->
                        new Score(server, Score.Kind.MISSED, "ZooKeeper let it go before anything was said against it"))
                .toList();
        scores.forEach(score -> own.missed());
        return scores;
    }

    private void listen(Sight sight) {
        Duration turn = lastTurn.map(sight.now()::since).orElse(Duration.ZERO);
        lastTurn = Optional.of(sight.now());
        List<Sight.Seen> heard = sight.servers().stream()
                .filter(seen -> seen.registered() && seen.sound() == Sight.Sound.HEARD)
                .toList();
        if (turn.compareTo(LONGEST_TURN) <= 0) {
            own.observed(turn, heard.size());
        }
        judged = sight.servers().stream()
                .filter(seen -> seen.registered() && !seen.stopping())
                .filter(seen -> seen.sound() != Sight.Sound.UNCLEAR && seen.sound() != Sight.Sound.GONE)
                .map(Sight.Seen::server)
                .collect(Collectors.toUnmodifiableSet());
        acted.retainAll(sight.servers().stream().map(Sight.Seen::server).collect(Collectors.toSet()));
    }
}
