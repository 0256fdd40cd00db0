package org.hbaseha.controller.admin.http;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.DetectorView.RhythmView;

/** How the detector stands, for Prometheus. Of the servers only the worst is told: a series for each would be many, and {@code /state} has them. */
public final class DetectorMetrics {

    private static final double MILLIS = 1000.0;

    private final Supplier<ControllerView> state;

    private DetectorMetrics(Supplier<ControllerView> state) {
        this.state = state;
    }

    public static void register(ControllerMetrics metrics, Supplier<ControllerView> state) {
        DetectorMetrics of = new DetectorMetrics(state);
        metrics.gauge(
                "hbase_ha_observer_score",
                "Reason this controller has to doubt itself, 0 to 8",
                () -> of.detector(view -> view.observer().score()));
        metrics.gauge(
                "hbase_ha_detector_warnings",
                "Bounds that network or controller cannot keep; hbase-ha detector names them",
                () -> of.detector(view -> view.warnings().size()));
        metrics.gauge(
                "hbase_ha_phi_most",
                "Highest suspicion level of a server, 100 at most",
                () -> of.worst(RhythmView::phi));
        metrics.gauge(
                "hbase_ha_gap_p99_most_seconds",
                "Gap between beats that 1 in 100 exceeds, of the server where it is longest",
                () -> of.worst(server -> server.p99Millis() / MILLIS));
        metrics.gauge(
                "hbase_ha_suspect_after_most_seconds",
                "Silence after which a server is suspected, of the server where it is longest",
                () -> of.worst(server -> server.suspectAfter().millis() / MILLIS));
        metrics.gauge(
                "hbase_ha_pause_budget_most_seconds",
                "Silence that class P allows, of the server where it is longest",
                () -> of.worst(server -> server.pauseBudget().millis() / MILLIS));
        metrics.counter(
                "hbase_ha_suspicions_mistaken_total",
                "Suspicions that ended with beats",
                () -> of.detector(view -> view.mistakes().suspicions()));
        metrics.counter(
                "hbase_ha_verdicts_mistaken_total",
                "Verdicts that a sign of life withdrew, on a leader and on others",
                () -> of.detector(view -> view.mistakes().verdicts()));
    }

    private double detector(ToDoubleFunction<DetectorView> value) {
        DetectorView detector = state.get().detector();
        return detector == null ? 0 : value.applyAsDouble(detector);
    }

    private double worst(ToDoubleFunction<RhythmView> value) {
        return detector(view -> view.servers().stream().mapToDouble(value).reduce(0, Math::max));
    }
}
