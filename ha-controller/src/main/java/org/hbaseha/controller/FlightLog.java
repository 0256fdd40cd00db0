package org.hbaseha.controller;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.bundle.BundlePart;
import org.hbaseha.controller.bundle.IncidentId;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.flight.Cut;
import org.hbaseha.controller.flight.FlightRecorder;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.time.MonotonicInstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the control loop, lets the {@link FlightRecorder} keep what it took in, and makes a bundle's part of it when an incident begins or
 * ends. Called on the loop's thread after the effects of a turn were handed out, so that no act waits for it; a bug in it is told once
 * and ends the recording, not the controller.
 */
final class FlightLog {

    private static final Logger LOG = LoggerFactory.getLogger(FlightLog.class);

    /** Which audit entries leave a part. */
    private static final Map<String, BundlePart.Moment> MOMENTS = Map.of(
            "VERDICT", BundlePart.Moment.VERDICT,
            "RECOVERED", BundlePart.Moment.END,
            "WITHDRAWN", BundlePart.Moment.END,
            "HANDED_OVER", BundlePart.Moment.END);

    private final FlightRecorder recorder = new FlightRecorder();
    private final Consumer<BundlePart> bundles;
    private boolean broken;

    FlightLog(Consumer<BundlePart> bundles) {
        this.bundles = bundles;
    }

    /** {@code turn} was taken with these observations; {@code incidents} tells how those with these ids stand after it, and is asked only when one begins or ends. */
    void turned(
            List<Observation> seen,
            List<Effect> effects,
            Function<Set<String>, List<IncidentView>> incidents,
            MonotonicInstant now,
            Instant wall) {
        if (broken) {
            return;
        }
        try {
            recorder.turned(seen, now);
            List<AuditEntry> moments = effects.stream()
                    .filter(effect -> effect instanceof Effect.Note note
                            && MOMENTS.containsKey(note.entry().kind()))
                    .map(effect -> ((Effect.Note) effect).entry())
                    .toList();
            if (!moments.isEmpty()) {
                Set<String> ids = moments.stream().map(AuditEntry::incident).collect(Collectors.toSet());
                cut(moments, incidents.apply(ids), now, wall);
            }
        } catch (RuntimeException bug) {
            broken = true;
            LOG.error("The flight recorder stops after a bug of ours: no bundles are written any more", bug);
        }
    }

    private void cut(List<AuditEntry> moments, List<IncidentView> incidents, MonotonicInstant now, Instant wall) {
        Map<String, IncidentView> byId =
                incidents.stream().collect(Collectors.toMap(IncidentView::id, Function.identity(), (a, b) -> b));
        Cut.Observer self = recorder.observer(now);
        for (AuditEntry entry : moments) {
            Optional<IncidentId> id = IncidentId.parse(entry.incident());
            IncidentView incident = byId.get(entry.incident());
            BundlePart.Moment moment = MOMENTS.get(entry.kind());
            if (id.isPresent() && incident != null && moment != null) {
                Cut cut = recorder.cut(ServerName.valueOf(incident.server()), self, now);
                bundles.accept(new BundlePart(moment, id.get(), incident, cut, wall));
            }
        }
    }
}
