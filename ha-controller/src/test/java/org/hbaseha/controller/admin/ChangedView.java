package org.hbaseha.controller.admin;

import java.util.List;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ControllerView.BreakerView;
import org.hbaseha.controller.view.ControllerView.MaintenanceView;
import org.hbaseha.controller.view.ControllerView.PauseView;
import org.hbaseha.controller.view.ControllerView.SessionView;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.PlanView;
import org.jspecify.annotations.Nullable;

/** A view that differs from another in a few parts: {@code ChangedView.of(view).plans(plan).made()}. */
public final class ChangedView {

    private final ControllerView view;
    private @Nullable SessionView session;
    private String modeRefusal;
    private @Nullable PauseView pause;
    private List<BreakerView> breakers;
    private @Nullable DetectorView detector;
    private List<PlanView> plans;
    private List<MaintenanceView> maintenance;

    private ChangedView(ControllerView view) {
        this.view = view;
        this.session = view.session();
        this.modeRefusal = view.modeRefusal();
        this.pause = view.pause();
        this.breakers = view.breakers();
        this.detector = view.detector();
        this.plans = view.plans();
        this.maintenance = view.maintenance();
    }

    public static ChangedView of(ControllerView view) {
        return new ChangedView(view);
    }

    public ChangedView session(@Nullable SessionView changed) {
        session = changed;
        return this;
    }

    public ChangedView modeRefusal(String changed) {
        modeRefusal = changed;
        return this;
    }

    public ChangedView pause(@Nullable PauseView changed) {
        pause = changed;
        return this;
    }

    public ChangedView breakers(BreakerView... changed) {
        breakers = List.of(changed);
        return this;
    }

    public ChangedView detector(DetectorView changed) {
        detector = changed;
        return this;
    }

    public ChangedView plans(PlanView... changed) {
        plans = List.of(changed);
        return this;
    }

    public ChangedView maintenance(MaintenanceView... changed) {
        maintenance = List.of(changed);
        return this;
    }

    public ControllerView made() {
        return new ControllerView(
                view.id(),
                view.version(),
                view.at(),
                view.started(),
                view.leading(),
                view.epoch(),
                view.leader(),
                view.zooKeeperConnected(),
                session,
                view.master(),
                view.mode(),
                modeRefusal,
                pause,
                view.servers(),
                breakers,
                view.openIncidents(),
                detector,
                plans,
                maintenance);
    }
}
