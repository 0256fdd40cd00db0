package org.hbaseha.controller.planning.breaker;

import java.util.Optional;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.Situation;
import org.hbaseha.time.MonotonicInstant;

/** One reason not to act that is not an operator's switch. Owned by {@link BreakerPanel}, on its thread. */
interface Breaker {

    BreakerName name();

    /** Takes in one observation, before {@link #watch}; for breakers about something else than servers. */
    default void hear(Observation observation) {}

    /** Takes in what is seen now. Called at each turn, leader or not. */
    default void watch(Sight sight) {}

    /** Why this expiry has to wait; empty when this breaker lets it pass. Changes nothing. */
    Optional<Refusal> hold(Situation situation);

    /** Whether it would hold somebody up now, for people. */
    BreakerState state(Sight sight);

    /** A person took responsibility at {@code at} for what it held then: it starts afresh from there. */
    default void reset(MonotonicInstant at) {}
}
