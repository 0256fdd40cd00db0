package org.hbaseha.controller;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.HookPhase;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.hbaseha.time.MonotonicInstant;

/**
 * The hooks of the leader's incidents: asks for the one before an expiry and holds the expiry until it has passed, since when everything is
 * judged anew; asks for the one after and waits for nothing. A hook that failed is run again later, each time after a longer wait. Exists for one
 * leadership; holds no clock.
 */
final class HookDesk {

    /** A hook that passed longer ago than this says nothing of now. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HookUse use;
    private final String controllerId;
    private final Map<String, Before> runs = new HashMap<>();

    /** What became of the hook before an expiry. {@code failures} in a row. */
    private record Before(
            boolean underWay, Optional<MonotonicInstant> passed, int failures, MonotonicInstant at, String text) {

        static Before started(Optional<Before> former, MonotonicInstant at) {
            return new Before(
                    true,
                    Optional.empty(),
                    former.map(Before::failures).orElse(0),
                    at,
                    former.map(Before::text).orElse(""));
        }

        boolean isDue(MonotonicInstant now) {
            return !underWay && now.since(at).compareTo(failures == 0 ? Duration.ZERO : wait(failures)) >= 0;
        }

        private static Duration wait(int failures) {
            Duration doubled = TRY_AGAIN.multipliedBy(1L << Math.min(failures - 1, 5));
            return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        }
    }

    HookDesk(HookUse use, String controllerId) {
        this.use = use;
        this.controllerId = controllerId;
    }

    /** Whether the expiry may begin now. Asks for the hook when it may not yet. */
    boolean clears(Incident incident, Turn turn) {
        if (!use.before()) {
            return true;
        }
        Optional<Before> run = Optional.ofNullable(runs.get(incident.id()));
        boolean passed = run.flatMap(Before::passed)
                .filter(at -> turn.now().since(at).compareTo(GOOD_FOR) < 0)
                .isPresent();
        if (!passed && run.map(before -> before.isDue(turn.now())).orElse(true)) {
            runs.put(incident.id(), Before.started(run, turn.now()));
            ask(HookPhase.BEFORE, incident, turn);
        }
        return passed;
    }

    /** Stands from a failure of the hook until it has passed. */
    Optional<Refusal> refusal(Incident incident) {
        return Optional.ofNullable(runs.get(incident.id()))
                .filter(run -> run.failures() > 0)
                .map(run -> new Refusal(RefusalCode.HOOK_FAILED, "times=" + run.failures() + " hook=" + run.text()));
    }

    /** A hook has ended; {@code incident} is empty when its incident has ended meanwhile. */
    void ended(Observation.HookEnded ended, Optional<Incident> incident, Turn turn) {
        incident.ifPresent(open -> {
            turn.record(
                    ended.at(),
                    open,
                    "HOOK",
                    "Hook " + ended.phase() + (ended.passed() ? " passed: " : " failed: ") + ended.text(),
                    "passed",
                    Boolean.toString(ended.passed()));
            if (ended.phase() == HookPhase.BEFORE) {
                runs.computeIfPresent(open.id(), (id, run) -> result(run, ended));
            }
        });
    }

    private static Before result(Before run, Observation.HookEnded ended) {
        return ended.passed()
                ? new Before(false, Optional.of(ended.at()), 0, ended.at(), ended.text())
                : new Before(false, Optional.empty(), run.failures() + 1, ended.at(), ended.text());
    }

    /** The incident has ended, here and for good. */
    void closed(Incident incident, Turn turn) {
        boolean told = runs.remove(incident.id()) != null;
        if (use.after() && (told || incident.isExpireWritten())) {
            ask(HookPhase.AFTER, incident, turn);
        }
    }

    private void ask(HookPhase phase, Incident incident, Turn turn) {
        turn.add(new Effect.RunHook(phase, ViewMaker.incident(controllerId, incident, turn)));
    }
}
