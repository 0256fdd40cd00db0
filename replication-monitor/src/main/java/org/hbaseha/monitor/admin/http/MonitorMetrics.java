package org.hbaseha.monitor.admin.http;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hbaseha.monitor.lag.report.LagMetric;
import org.hbaseha.monitor.lag.report.LagMetric.Sample;
import org.hbaseha.monitor.view.MonitorMetric;
import org.hbaseha.monitor.view.MonitorView;
import org.hbaseha.monitor.view.PairView;

/** What Prometheus sees: {@link LagMetric}, {@link MonitorMetric} and the JVM. Each scrape is of one view, so that its values fit together. */
final class MonitorMetrics implements MultiCollector {

    private final Supplier<MonitorView> state;

    private MonitorMetrics(Supplier<MonitorView> state) {
        this.state = state;
    }

    static PrometheusRegistry registry(Supplier<MonitorView> state) {
        PrometheusRegistry registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        registry.register(new MonitorMetrics(state));
        return registry;
    }

    @Override
    public MetricSnapshots collect() {
        MonitorView view = state.get();
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (LagMetric metric : LagMetric.values()) {
            List<Sample> samples = view.pairs().stream()
                    .map(PairView::lag)
                    .filter(Objects::nonNull)
                    .flatMap(lag -> metric.samples(lag).stream())
                    .toList();
            snapshots.add(gauge(metric.metric(), metric.help(), samples));
        }
        for (MonitorMetric metric : MonitorMetric.values()) {
            List<Sample> samples = metric.samples(view);
            snapshots.add(
                    metric.isCounter()
                            ? counter(metric.metric(), metric.help(), samples)
                            : gauge(metric.metric(), metric.help(), samples));
        }
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot gauge(String name, String help, List<Sample> samples) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        samples.forEach(sample -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels(sample))
                .value(sample.value())
                .build()));
        return gauge.build();
    }

    /** The exposition puts {@code _total} behind a counter's name. */
    private static MetricSnapshot counter(String name, String help, List<Sample> samples) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(name.replaceFirst("_total$", "")).help(help);
        samples.forEach(sample -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels(sample))
                .value(sample.value())
                .build()));
        return counter.build();
    }

    private static Labels labels(Sample sample) {
        Map<String, String> sorted = new TreeMap<>(sample.labels());
        return Labels.of(sorted.keySet().toArray(new String[0]), sorted.values().toArray(new String[0]));
    }
}
