package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/**
 * ZooKeeper is looked at before region servers are blamed: while our session is not connected or answers are slow, and for one lease after, servers
 * may be silent over their own sessions. Slow is what takes more than half a lease: that is all the time a server has, once it has lost the
 * controllers, to claim its gate record before its lease is over. A busy ensemble answers within tens of milliseconds, a struggling one within hundreds.
 *
 * <p>Each controller judges by its own session, which is taken to be well until something else is heard of it.
 */
final class ZooKeeperTrouble implements Breaker {

    private final Duration slow;
    private final Duration grace;
    private Optional<MonotonicInstant> lost = Optional.empty();
    private Optional<MonotonicInstant> asked = Optional.empty();
    private Optional<Duration> roundTrip = Optional.empty();
    private Optional<Past> past = Optional.empty();

    /** Trouble that was over at {@code end}. */
    private record Past(String text, MonotonicInstant end) {}

    ZooKeeperTrouble(Duration lease) {
        slow = lease.dividedBy(2);
        grace = lease;
    }

    @Override
    public BreakerName name() {
        return BreakerName.ZOOKEEPER;
    }

    @Override
    public void hear(Observation observation) {
        if (observation instanceof Observation.ZooKeeperSeen seen) {
            connected(seen.connected(), seen.at());
        } else if (observation instanceof Observation.ZooKeeperAsked question) {
            // The one before has failed, or its answer would have been told.
            asked.ifPresent(before -> took(question.at().since(before), "did not answer for ", question.at()));
            asked = Optional.of(question.at());
        } else if (observation instanceof Observation.ZooKeeperAnswered answer) {
            asked = Optional.empty();
            roundTrip = Optional.of(answer.roundTrip());
            took(answer.roundTrip(), "answered after ", answer.at());
        }
    }

    private void connected(boolean connected, MonotonicInstant at) {
        if (!connected) {
            lost = lost.or(() -> Optional.of(at));
            return;
        }
        lost.ifPresent(since ->
                past = Optional.of(new Past("was lost for " + at.since(since).toMillis() + " ms", at)));
        lost = Optional.empty();
        asked = Optional.empty();
    }

    private void took(Duration time, String words, MonotonicInstant at) {
        if (time.compareTo(slow) > 0) {
            past = Optional.of(new Past(words + time.toMillis() + " ms", at));
        }
    }

    /** What is wrong at {@code now}, or was until a moment ago. */
    private Optional<String> trouble(MonotonicInstant now) {
        if (lost.isPresent()) {
            return Optional.of("has been lost for " + now.since(lost.get()).toMillis() + " ms");
        }
        return asked.map(now::since)
                .filter(waits -> waits.compareTo(slow) > 0)
                .map(waits -> "has not answered for " + waits.toMillis() + " ms")
                .or(() -> past.filter(trouble -> now.since(trouble.end()).compareTo(grace) < 0)
                        .map(trouble ->
                                trouble.text() + ", " + now.since(trouble.end()).toMillis() + " ms ago"));
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        return trouble(situation.now()).map(text -> new Refusal(RefusalCode.ZOOKEEPER_TROUBLE, "ZooKeeper " + text));
    }

    @Override
    public BreakerState state(Sight sight) {
        Optional<String> trouble = trouble(sight.now());
        return new BreakerState(
                name(),
                trouble.isPresent(),
                trouble.map(text -> "ZooKeeper " + text)
                        .orElseGet(() -> "ZooKeeper "
                                + roundTrip
                                        .map(time -> "answered after " + time.toMillis() + " ms")
                                        .orElse("has not been asked yet")
                                + "; more than " + slow.toMillis() + " ms are slow"),
                "by itself " + grace.toMillis() + " ms after ZooKeeper is connected and quick again",
                "fixed: half of " + HaKeys.LEASE.name());
    }
}
