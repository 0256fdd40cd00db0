package org.hbaseha.controller.flight;

import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Observation;

/** Which server an observation is about; the others are about the observer or the cluster as a whole. */
final class Subject {

    private Subject() {}

    static Optional<ServerName> of(Observation observation) {
        if (observation instanceof Observation.BeatSeen seen) {
            return Optional.of(seen.server());
        } else if (observation instanceof Observation.StreamOpened seen) {
            return Optional.of(seen.server());
        } else if (observation instanceof Observation.StreamClosed seen) {
            return Optional.of(seen.server());
        } else if (observation instanceof Observation.GoodbyeSeen seen) {
            return Optional.of(seen.server());
        } else if (observation instanceof Observation.Probed seen) {
            return Optional.of(seen.server());
        } else if (observation instanceof Observation.RecoverySeen seen) {
            return Optional.of(seen.server());
        } else if (observation instanceof Observation.StepEnded seen) {
            return Optional.of(seen.step().server());
        }
        return Optional.empty();
    }
}
