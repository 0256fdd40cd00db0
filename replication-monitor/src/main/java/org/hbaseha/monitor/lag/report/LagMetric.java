package org.hbaseha.monitor.lag.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hbaseha.monitor.lag.LagState;

/** The gauges of lag, each with label {@code peer}. What the alert rules may use, and no more; a test compares them. */
public enum LagMetric {
    LAG_SECONDS("hbase_ha_replication_lag_seconds", "Since when writes may be missing on the peer"),
    LAG_MEASURED("hbase_ha_replication_lag_measured", "1 where the lag is the truth, 0 where the truth may be less"),
    STATE("hbase_ha_replication_state", "1 for the state the peer is in, 0 for the others"),
    RPO_WRITES("hbase_ha_replication_rpo_writes", "Writes the peer would lack without the source, an estimate"),
    RPO_BYTES("hbase_ha_replication_rpo_bytes", "Bytes of log the peer would lack without the source, an estimate"),
    WATERMARK_STOOD_SECONDS(
            "hbase_ha_replication_watermark_stood_seconds",
            "How long ago the watermark of the server that holds it moved"),
    CLOCK_SKEW_SECONDS(
            "hbase_ha_replication_clock_skew_seconds",
            "Largest difference between clocks of the source's servers and the monitor's"),
    CLOCKS_UNMEASURED("hbase_ha_replication_clocks_unmeasured", "Source servers whose clock could not be measured");

    private static final double MILLIS = 1000;

    private final String metric;
    private final String help;

    LagMetric(String metric, String help) {
        this.metric = metric;
        this.help = help;
    }

    /** One value, with its labels. */
    public record Sample(Map<String, String> labels, double value) {

        public Sample {
            labels = Map.copyOf(labels);
        }
    }

    public String metric() {
        return metric;
    }

    public String help() {
        return help;
    }

    /** Names of the labels its samples have. */
    public List<String> labels() {
        return this == STATE ? List.of("peer", "state") : List.of("peer");
    }

    /** Its values for one peer; none where it is not known. */
    public List<Sample> samples(LagView view) {
        return switch (this) {
            case LAG_SECONDS -> one(view, view.lagMs() / MILLIS);
            case LAG_MEASURED -> one(view, view.certainty().equals("MEASURED") ? 1 : 0);
            case STATE -> states(view);
            case RPO_WRITES -> one(view, (double) view.rpo().estimatedWrites());
            case RPO_BYTES -> one(view, (double) view.rpo().estimatedBytes());
            case WATERMARK_STOOD_SECONDS ->
                view.sources().stream()
                        .filter(source -> !source.standing().equals("IDLE"))
                        .findFirst()
                        .map(source -> one(view, source.stoodMs() / MILLIS))
                        .orElse(List.of());
            case CLOCK_SKEW_SECONDS -> one(view, largestSkew(view) / MILLIS);
            case CLOCKS_UNMEASURED ->
                one(view, (double) view.sources().stream()
                        .filter(source -> source.clockSkewMs() == null)
                        .count());
        };
    }

    private static List<Sample> one(LagView view, double value) {
        return List.of(new Sample(Map.of("peer", view.peer()), value));
    }

    private static List<Sample> states(LagView view) {
        List<Sample> samples = new ArrayList<>();
        for (LagState state : LagState.values()) {
            Map<String, String> labels = new TreeMap<>();
            labels.put("peer", view.peer());
            labels.put("state", state.name().toLowerCase(Locale.ROOT));
            samples.add(new Sample(labels, state.name().equals(view.state()) ? 1 : 0));
        }
        return samples;
    }

    private static long largestSkew(LagView view) {
        long largest = 0;
        for (LagView.SourceView source : view.sources()) {
            Long skew = source.clockSkewMs();
            largest = skew == null ? largest : Math.max(largest, Math.abs(skew));
        }
        return largest;
    }
}
