package org.hbaseha.controller.admin.http;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.ServerView;

/**
 * What Prometheus sees, all of it prefixed {@code hbase_ha_}. Decisions are counted from the audit entries they leave, states are read from
 * the view when Prometheus asks, so that neither can say something else than the journal and {@code /state} do.
 */
public final class ControllerMetrics {

    private static final double MILLIS = 1000.0;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter verdicts = Counter.builder()
            .name("hbase_ha_verdicts_total")
            .help("Servers found dead, by evidence class")
            .labelNames("class")
            .register(registry);
    private final Counter refusals = Counter.builder()
            .name("hbase_ha_refusals_total")
            .help("Decisions not to act on a dead server, by reason code")
            .labelNames("code")
            .register(registry);
    private final Counter steps = Counter.builder()
            .name("hbase_ha_steps_total")
            .help("Steps taken, by kind and outcome")
            .labelNames("step", "outcome")
            .register(registry);
    private final Counter withdrawn = Counter.builder()
            .name("hbase_ha_withdrawn_total")
            .help("Servers found dead that beat again before anything was done")
            .register(registry);
    private final Histogram detection = Histogram.builder()
            .name("hbase_ha_detection_seconds")
            .help("From the first evidence to the verdict, by evidence class")
            .labelNames("class")
            .classicUpperBounds(0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 2, 4, 6, 8, 15, 30)
            .register(registry);
    private final Histogram recovery = Histogram.builder()
            .name("hbase_ha_recovery_seconds")
            .help("From the first evidence until all regions were open elsewhere")
            .classicUpperBounds(0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15, 30, 60)
            .register(registry);

    /** {@code state} is read at each scrape. */
    public ControllerMetrics(Supplier<ControllerView> state) {
        JvmMetrics.builder().register(registry);
        gauge(
                "hbase_ha_leading",
                "1 when this controller leads",
                () -> state.get().leading() ? 1 : 0);
        gauge("hbase_ha_epoch", "Epoch of this controller's leadership, 0 when it does not lead", () -> state.get()
                .epoch());
        gauge(
                "hbase_ha_leader_known",
                "1 when this controller knows a leader",
                () -> state.get().leader().isEmpty() ? 0 : 1);
        gauge(
                "hbase_ha_zookeeper_connected",
                "1 when this controller's ZooKeeper session is usable",
                () -> state.get().zooKeeperConnected() ? 1 : 0);
        gauge(
                "hbase_ha_automatic",
                "1 in mode automatic",
                () -> state.get().mode().equals("automatic") ? 1 : 0);
        gauge(
                "hbase_ha_paused",
                "1 while an operator's pause is in force",
                () -> state.get().pause() == null ? 0 : 1);
        GaugeWithCallback.builder()
                .name("hbase_ha_breaker_open")
                .help("1 while this breaker would hold up the expiry of some server; only a leader has breakers")
                .labelNames("name")
                .callback(callback -> state.get()
                        .breakers()
                        .forEach(breaker -> callback.call(breaker.open() ? 1 : 0, breaker.name())))
                .register(registry);
        gauge(
                "hbase_ha_plans_waiting",
                "Plans of this leader about which no person has said anything that counts",
                () -> state.get().plans().stream()
                        .filter(plan -> plan.standing().equals("WAITS")
                                || plan.standing().equals("STALE"))
                        .count());
        gauge("hbase_ha_maintenance_windows", "Maintenance windows in force", () -> state.get()
                .maintenance()
                .size());
        gauge(
                "hbase_ha_agents_missing",
                "Registered region servers without a stream to this controller",
                () -> state.get().servers().stream()
                        .filter(server -> server.registered() && !server.agent())
                        .count());
        GaugeWithCallback.builder()
                .name("hbase_ha_servers")
                .help("Region servers known, by liveness")
                .labelNames("liveness")
                .callback(callback -> {
                    Map<String, Long> counts = state.get().servers().stream()
                            .collect(Collectors.groupingBy(ServerView::liveness, Collectors.counting()));
                    counts.forEach((liveness, count) -> callback.call(count, liveness));
                })
                .register(registry);
    }

    /** A value that only grows, owned by another component. */
    public void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** A value that goes up and down, owned by another component. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** As {@link #gauge}, absent while the value is. */
    public void gaugeWhileKnown(String name, String help, Supplier<Optional<Double>> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> value.get().ifPresent(callback::call))
                .register(registry);
    }

    /** Counts what an audit entry tells. Called by the control loop. */
    public void count(AuditEntry entry) {
        Map<String, String> facts = entry.facts();
        switch (entry.kind()) {
            case "VERDICT" -> {
                verdicts.labelValues(facts.getOrDefault("class", "")).inc();
                observe(detection.labelValues(facts.getOrDefault("class", "")), facts);
            }
            case "REFUSED" ->
                refusals.labelValues(facts.getOrDefault("code", "")).inc();
            case "STEP" ->
                steps.labelValues(facts.getOrDefault("step", ""), facts.getOrDefault("outcome", ""))
                        .inc();
            case "WITHDRAWN" -> withdrawn.inc();
            case "RECOVERED" -> observe(recovery, facts);
            default -> {
                // Milestones and switches are in the journal; nobody alerts on their number.
            }
        }
    }

    private static void observe(DistributionDataPoint histogram, Map<String, String> facts) {
        String millis = facts.get("sinceFirstEvidenceMs");
        if (millis != null) {
            histogram.observe(Long.parseLong(millis) / MILLIS);
        }
    }

    public PrometheusRegistry registry() {
        return registry;
    }
}
