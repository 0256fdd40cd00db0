package org.hbaseha.monitor.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hbaseha.monitor.lag.report.LagMetric.Sample;
import org.hbaseha.monitor.lag.report.LagView;
import org.hbaseha.monitor.verification.Divergence;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor's own state is in Prometheus, besides lag ({@link org.hbaseha.monitor.lag.report.LagMetric}). Tables are told by the monitor that works on
 * their pair, and by no other. What the alert rules may use, and no more; a test compares them.
 */
public enum MonitorMetric {
    WORKING("hbase_ha_replication_working", "1 where this monitor works on the pair, 0 where it does not"),
    LOOK_AGE_SECONDS("hbase_ha_replication_look_age_seconds", "How long ago this monitor looked at the lag last"),
    VERIFIED_SHARE(
            "hbase_ha_replication_verified_share", "Share of a table that was proved equal within the sweep's period"),
    OLDEST_PROOF_AGE_SECONDS(
            "hbase_ha_replication_oldest_proof_age_seconds",
            "How long ago the part that waits longest was proved equal, or the monitor began where it never was"),
    FINDINGS("hbase_ha_replication_findings", "Rows that differ for sure, by class"),
    IN_FLIGHT_ROWS("hbase_ha_replication_in_flight_rows", "Rows that differ and may not for long"),
    DIRTY_RANGES("hbase_ha_replication_dirty_ranges", "Ranges with writes that are not verified yet"),
    SWEEP_DUE_RANGES("hbase_ha_replication_sweep_due_ranges", "Ranges not proved equal within the sweep's period"),
    SWEEP_PERIOD_SECONDS("hbase_ha_replication_sweep_period_seconds", "All ranges are proved anew within this time"),
    SWEEP_PAUSED("hbase_ha_replication_sweep_paused", "1 where the sweep stands still"),
    SWEEP_READ_BYTES("hbase_ha_replication_sweep_read_bytes_total", "Bytes the sweep has read on both clusters"),
    CONTINUOUS_READ_BYTES(
            "hbase_ha_replication_continuous_read_bytes_total", "Bytes the continuous check has read on both clusters");

    private static final double MILLIS = 1000;

    private final String metric;
    private final String help;

    MonitorMetric(String metric, String help) {
        this.metric = metric;
        this.help = help;
    }

    public String metric() {
        return metric;
    }

    public String help() {
        return help;
    }

    /** Grows only, but for a monitor that begins anew. */
    public boolean isCounter() {
        return metric.endsWith("_total");
    }

    /** Its values now; none where they are not known. */
    public List<Sample> samples(MonitorView view) {
        return switch (this) {
            case WORKING -> ofPairs(view, pair -> List.of(view.monitor().equals(pair.worker()) ? 1.0 : 0.0));
            case LOOK_AGE_SECONDS -> ofPairs(view, pair -> lookAge(view.at(), pair.lag()));
            case VERIFIED_SHARE -> ofTables(view, TableView::provedShare);
            case OLDEST_PROOF_AGE_SECONDS -> ofTables(view, table -> seconds(provedOrBegun(table), view.at()));
            case FINDINGS -> findings(view);
            case IN_FLIGHT_ROWS -> ofTables(view, table -> (double) table.inFlightRows());
            case DIRTY_RANGES -> ofTables(view, table -> (double) table.dirtyRanges());
            case SWEEP_DUE_RANGES ->
                ofTables(view, table -> (double) table.sweep().due());
            case SWEEP_PERIOD_SECONDS -> ofTables(view, table -> table.sweep().periodMs() / MILLIS);
            case SWEEP_PAUSED -> ofTables(view, table -> table.sweep().paused() == null ? 0.0 : 1.0);
            case SWEEP_READ_BYTES ->
                ofTables(view, table -> (double) table.sweep().bytesRead());
            case CONTINUOUS_READ_BYTES -> ofTables(view, table -> (double) table.continuousBytesRead());
        };
    }

    private static Instant provedOrBegun(TableView table) {
        Instant proved = table.oldestProof();
        return proved == null ? table.since() : proved;
    }

    private static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis() / MILLIS);
    }

    private static List<Double> lookAge(Instant now, @Nullable LagView lag) {
        return lag == null ? List.of() : List.of(seconds(lag.at(), now));
    }

    private static List<Sample> ofPairs(MonitorView view, Function<PairView, List<Double>> value) {
        List<Sample> samples = new ArrayList<>();
        for (PairView pair : view.pairs()) {
            value.apply(pair).forEach(each -> samples.add(new Sample(Map.of("peer", pair.peer()), each)));
        }
        return samples;
    }

    private static List<Sample> ofTables(MonitorView view, Function<TableView, Double> value) {
        List<Sample> samples = new ArrayList<>();
        for (PairView pair : view.pairs()) {
            for (TableView table : pair.tables()) {
                samples.add(new Sample(labels(pair, table), value.apply(table)));
            }
        }
        return samples;
    }

    private static List<Sample> findings(MonitorView view) {
        List<Sample> samples = new ArrayList<>();
        for (PairView pair : view.pairs()) {
            for (TableView table : pair.tables()) {
                for (String divergence : classes()) {
                    Map<String, String> labels = labels(pair, table);
                    labels.put("class", divergence.toLowerCase(Locale.ROOT));
                    samples.add(new Sample(labels, table.findings().getOrDefault(divergence, 0)));
                }
            }
        }
        return samples;
    }

    /** Those that are findings; also where there are none of them, for an alert wants to see a zero. */
    private static List<String> classes() {
        return Arrays.stream(Divergence.values())
                .filter(each -> each != Divergence.IN_FLIGHT)
                .map(Enum::name)
                .toList();
    }

    private static Map<String, String> labels(PairView pair, TableView table) {
        return new TreeMap<>(Map.of("peer", pair.peer(), "table", table.table()));
    }
}
