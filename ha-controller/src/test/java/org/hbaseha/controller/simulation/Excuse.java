package org.hbaseha.controller.simulation;

import java.time.Duration;
import java.util.Optional;
import org.hbaseha.controller.simulation.Contest.Cause;

/** Why a verdict of ours may come later than is promised: judged by the truth of a {@link Contest}, which the controller does not see. */
enum Excuse {
    /** It came as promised. */
    IN_TIME,
    /** The controller itself stood still since the last beat: what it had learnt of a frozen host by then is learnt anew. */
    CONTROLLER_AWAY,
    /**
     * It had been silent for another reason when it died, and its host had answered meanwhile: something that answered since the last beat may be
     * frozen, and has the pause budget.
     */
    SILENT_BEFORE,
    NONE;

    private static final Duration CRASH = Duration.ofMillis(800);
    private static final Duration ISOLATION = Duration.ofSeconds(2);
    private static final Duration PAUSED_MORE = Duration.ofMillis(500);
    private static final Duration BEATING = Duration.ofMillis(300);

    /**
     * What one of our verdicts is judged by.
     *
     * @param budget what class P allows the server
     * @param heard the last beat that was read
     * @param away the controller's latest stop
     */
    record Circumstances(Cause cause, Duration budget, Duration death, Duration heard, Optional<Span> away) {

        Excuse of(Duration verdict) {
            if (isWithin(promised(), death, verdict)) {
                return IN_TIME;
            }
            Duration back = away.flatMap(Span::end).orElse(Duration.ZERO);
            if (back.compareTo(heard) > 0 && isWithin(most(), back, verdict)) {
                return CONTROLLER_AWAY;
            }
            boolean silentBefore = death.minus(heard).compareTo(BEATING) > 0;
            return silentBefore && isWithin(most(), death, verdict) ? SILENT_BEFORE : NONE;
        }

        private static boolean isWithin(Duration bound, Duration from, Duration to) {
            return to.minus(from).compareTo(bound) <= 0;
        }

        private Duration promised() {
            return switch (cause) {
                case CRASH -> CRASH;
                case ISOLATION -> ISOLATION;
                case FREEZE -> budget.plus(PAUSED_MORE);
            };
        }

        /** The whole budget, after a while in which an agent that was cut off has dialled again. */
        private Duration most() {
            return cause == Cause.CRASH
                    ? CRASH
                    : budget.plus(Invariants.DETECTOR.dialAgainWithin()).plus(PAUSED_MORE);
        }
    }
}
