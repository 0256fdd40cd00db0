package org.hbaseha.controller;

import java.util.Optional;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Incident;
import org.hbaseha.controller.planning.breaker.Sight;
import org.hbaseha.controller.planning.scorecard.Score;
import org.hbaseha.controller.planning.scorecard.Scorecard;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.ScorecardRecord;

/**
 * Keeps the scorecard while this controller leads, and has each score journaled. Owned by {@link ControllerCore}; holds no clock. What lies in
 * ZooKeeper is carried there and back by {@link ScorecardUpkeep}.
 */
final class Scorekeeper {

    private Optional<Held> held = Optional.empty();

    private record Held(Epoch epoch, Scorecard card) {}

    /** The score so far. {@code complete}: what earlier leaders scored is in it. */
    record Shown(Epoch epoch, ScorecardRecord record, boolean complete) {}

    void leads(Leading leading, Turn turn) {
        held = Optional.of(new Held(leading.epoch(), new Scorecard(turn.wallNow())));
    }

    void resigns() {
        held = Optional.empty();
    }

    void apply(Observation observation) {
        if (observation instanceof Observation.ScorecardRead read) {
            held.filter(now -> now.epoch().equals(read.epoch()) && !now.card().isLoaded())
                    .ifPresent(now -> now.card().load(read.record()));
        }
    }

    /** {@code heldUp}: it would not be expired even if the mode allowed it. */
    void refused(Incident incident, boolean heldUp, Turn turn) {
        held.ifPresent(now -> now.card().verdict(incident.server(), incident.sentence(), heldUp, turn.now()));
    }

    void acted(Incident incident) {
        held.ifPresent(now -> now.card().acted(incident.server()));
    }

    void watch(Sight sight, Turn turn) {
        held.ifPresent(now -> {
            for (Score score : now.card().watch(sight)) {
                turn.record(
                        turn.now(),
                        "SCORED",
                        score.kind() + " " + score.server().getServerName() + ": " + score.sentence());
            }
        });
    }

    Optional<Shown> shown() {
        return held.map(
                now -> new Shown(now.epoch(), now.card().total(), now.card().isLoaded()));
    }
}
