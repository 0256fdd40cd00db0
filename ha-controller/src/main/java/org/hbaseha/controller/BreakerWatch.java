package org.hbaseha.controller;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.breaker.BreakerName;
import org.hbaseha.controller.planning.breaker.BreakerPanel;
import org.hbaseha.controller.planning.breaker.Sight;
import org.hbaseha.layout.ResetRecord;
import org.hbaseha.time.MonotonicInstant;

/**
 * Shows the breakers what this controller sees, hands them the operators' resets, each once, and has the journal told what opened and closed
 * while it leads. Owned by {@link ControllerCore}; holds no clock.
 */
final class BreakerWatch {

    /** With a thousand agents turns come by the hundred in a second, and what breakers watch takes two missed beats to begin. */
    private static final Duration EACH = Duration.ofMillis(50);

    private final BreakerPanel panel;
    private final Map<String, ResetRecord> applied = new HashMap<>();
    private Optional<MonotonicInstant> lastWatch = Optional.empty();

    BreakerWatch(CoreSettings settings) {
        this.panel = new BreakerPanel(settings.breakers());
    }

    BreakerPanel panel() {
        return panel;
    }

    /** A follower applies a reset as the leader does: what a person has answered for is answered for when it comes to lead. */
    void apply(Observation observation, Turn turn) {
        panel.hear(observation);
        if (!(observation instanceof Observation.BreakerReset reset)
                || reset.record().equals(applied.put(reset.breaker(), reset.record()))) {
            return;
        }
        Optional<BreakerName> name = BreakerName.of(reset.breaker()).filter(BreakerName::canBeReset);
        name.ifPresent(one -> panel.reset(one, reset.stored()));
        turn.record(
                reset.stored(),
                "BREAKER_RESET",
                "Breaker " + reset.breaker() + (name.isPresent() ? " was reset by " : " cannot be reset, as wanted by ")
                        + reset.record().by() + ": " + reset.record().reason());
    }

    /** Returns what was shown to them; empty when it is too early to look again. Nothing is known before it is known who is registered. */
    Optional<Sight> watch(ClusterPicture picture, Optional<Leading> leading, Turn turn) {
        MonotonicInstant now = turn.now();
        boolean lately =
                lastWatch.filter(last -> now.since(last).compareTo(EACH) < 0).isPresent();
        if (!picture.registrationsKnown() || lately) {
            return Optional.empty();
        }
        lastWatch = Optional.of(now);
        int size = panel.servers(picture.registeredAddresses(), now);
        Sight sight = picture.sight(leading.map(Leading::since), size, now);
        for (BreakerPanel.Shown changed : panel.watch(sight)) {
            if (leading.isPresent()) {
                turn.record(
                        now,
                        changed.state().open() ? "BREAKER_OPEN" : "BREAKER_CLOSED",
                        "Breaker " + changed.state().name().word() + ": "
                                + changed.state().sentence());
            }
        }
        return Optional.of(sight);
    }
}
