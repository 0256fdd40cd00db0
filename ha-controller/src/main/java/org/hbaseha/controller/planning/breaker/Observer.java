package org.hbaseha.controller.planning.breaker;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.controller.planning.Situation;

/**
 * Doubts ourselves: a controller that hears fewer than half of the other servers, or has just stood still itself, does not judge by silence.
 * Holds no state.
 */
final class Observer implements Breaker {

    private final Duration lease;

    Observer(Duration lease) {
        this.lease = lease;
    }

    @Override
    public BreakerName name() {
        return BreakerName.OBSERVER;
    }

    @Override
    public Optional<Refusal> hold(Situation situation) {
        if (situation.othersHeard() * 2 < situation.others()) {
            return Optional.of(new Refusal(
                    RefusalCode.OBSERVER_DEAF, "heard=" + situation.othersHeard() + " others=" + situation.others()));
        }
        return situation
                .stoodStillUntil()
                .map(until -> situation.now().since(until))
                .filter(awake -> awake.compareTo(lease) < 0)
                .map(awake -> new Refusal(RefusalCode.OBSERVER_PAUSED, "awakeForMs=" + awake.toMillis()));
    }

    @Override
    public BreakerState state(Sight sight) {
        boolean dazed = sight.isDazed(lease);
        String sentence = dazed
                ? "this controller itself stood still a moment ago"
                : "it hears " + sight.heard() + " of " + sight.agents() + " agents";
        return new BreakerState(
                name(),
                dazed || sight.isDeaf(),
                sentence,
                "by itself when this controller has heard half of the others for one lease",
                HaKeys.LEASE.name());
    }
}
