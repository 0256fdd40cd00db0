package org.hbaseha.monitor.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hbaseha.monitor.lag.report.LagMetric.Sample;
import org.junit.Test;

public final class MonitorMetricTest {

    private static Map<Map<String, String>, Double> values(MonitorMetric metric) {
        return metric.samples(Views.busy()).stream().collect(Collectors.toMap(Sample::labels, Sample::value));
    }

    private static Map<String, String> table(String table) {
        return Map.of("peer", "dr", "table", table);
    }

    @Test
    public void whoWorksOnAPairIsToldOfEveryPair() {
        assertThat(values(MonitorMetric.WORKING))
                .isEqualTo(Map.of(Map.of("peer", "dr"), 1.0, Map.of("peer", "far"), 0.0, Map.of("peer", "old"), 0.0));
        assertThat(values(MonitorMetric.LOOK_AGE_SECONDS))
                .isEqualTo(Map.of(Map.of("peer", "dr"), 0.4, Map.of("peer", "far"), 0.4));
    }

    @Test
    public void whatWasNeverProvedIsAsOldAsTheWatch() {
        assertThat(values(MonitorMetric.OLDEST_PROOF_AGE_SECONDS))
                .isEqualTo(Map.of(table("t"), 200_000.0, table("ns:u"), 3_600.0));
    }

    @Test
    public void findingsAreToldByClassAndAlsoWhereThereAreNone() {
        List<Sample> samples = MonitorMetric.FINDINGS.samples(Views.busy());

        assertThat(samples).hasSize(10);
        assertThat(values(MonitorMetric.FINDINGS))
                .containsEntry(Map.of("peer", "dr", "table", "t", "class", "missing"), 1.0)
                .containsEntry(Map.of("peer", "dr", "table", "t", "class", "masked"), 0.0)
                .containsEntry(Map.of("peer", "dr", "table", "ns:u", "class", "conflict"), 0.0);
        assertThat(samples).noneMatch(sample -> sample.labels().containsValue("in_flight"));
    }

    @Test
    public void theRestIsWhatTheViewSays() {
        assertThat(values(MonitorMetric.VERIFIED_SHARE)).containsEntry(table("t"), 0.96);
        assertThat(values(MonitorMetric.IN_FLIGHT_ROWS)).containsEntry(table("t"), 4.0);
        assertThat(values(MonitorMetric.DIRTY_RANGES)).containsEntry(table("t"), 7.0);
        assertThat(values(MonitorMetric.SWEEP_DUE_RANGES)).containsEntry(table("t"), 12.0);
        assertThat(values(MonitorMetric.SWEEP_PERIOD_SECONDS)).containsEntry(table("t"), 86_400.0);
        assertThat(values(MonitorMetric.SWEEP_PAUSED)).containsEntry(table("t"), 0.0);
        assertThat(values(MonitorMetric.SWEEP_READ_BYTES)).containsEntry(table("t"), 9e9);
        assertThat(values(MonitorMetric.CONTINUOUS_READ_BYTES)).containsEntry(table("t"), 5e6);
    }
}
