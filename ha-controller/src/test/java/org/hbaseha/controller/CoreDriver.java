package org.hbaseha.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.detection.DetectorSettings;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.planning.breaker.BreakerSettings;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.PlanView;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.health.gate.Seats;
import org.hbaseha.time.MonotonicInstant;

/** Lets the simulation turn a real core from its own package: the core's way in stays closed to everybody but the control loop. */
public final class CoreDriver {

    private static final ViewMaker.Daemon DAEMON =
            new ViewMaker.Daemon("test", Instant.EPOCH, "", new ControllerView.SessionView(4_000, 4_000, ""), "");

    private final ControllerCore core;

    /** What the control loop's rim would be asked to do. */
    public interface Performer {

        void probe(ServerName server, List<ServerName> witnesses);

        void follow(ServerName server, boolean on);

        void take(Step step);

        void remove(String id, Epoch epoch);

        void standBack();

        void note(AuditEntry entry);
    }

    public CoreDriver(
            String id, DetectorSettings detector, Duration crashProcedureGrace, BreakerSettings breakers, Seats seats) {
        core = new ControllerCore(
                id,
                new CoreSettings(detector, crashProcedureGrace, breakers, seats, Duration.ofMinutes(1), HookUse.NONE));
    }

    public void turn(List<Observation> seen, MonotonicInstant now, Instant wall, Performer performer) {
        for (Effect effect : core.turn(seen, now, wall)) {
            if (effect instanceof Effect.Probe probe) {
                performer.probe(probe.server(), probe.witnesses());
            } else if (effect instanceof Effect.Follow follow) {
                performer.follow(follow.server(), follow.on());
            } else if (effect instanceof Effect.Take take) {
                performer.take(take.step());
            } else if (effect instanceof Effect.Remove remove) {
                performer.remove(remove.id(), remove.epoch());
            } else if (effect instanceof Effect.StandBack) {
                performer.standBack();
            } else if (effect instanceof Effect.Note note) {
                performer.note(note.entry());
            }
        }
    }

    public boolean isLeading() {
        return core.isLeading();
    }

    /** Servers with an open incident; none when it does not lead. */
    public List<ServerName> openIncidents(MonotonicInstant now, Instant wall) {
        ControllerView view = core.view(DAEMON, now, wall);
        return view.openIncidents().stream()
                .map(IncidentView::server)
                .map(ServerName::valueOf)
                .toList();
    }

    /** What waits for a person; nothing when it does not lead. */
    public List<PlanView> plans(MonotonicInstant now, Instant wall) {
        return core.view(DAEMON, now, wall).plans();
    }
}
