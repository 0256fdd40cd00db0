package org.hbaseha.it.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** One line of {@code results}: a metric of one scenario under one variant, over all rounds. */
@JsonPropertyOrder({"scenario", "variant", "metric", "unit", "n", "min", "median", "p99", "max"})
public record Result(
        String scenario, String variant, String metric, String unit, int n, long min, long median, long p99, long max) {

    public static Result of(String scenario, String variant, Metric metric, Statistics statistics) {
        return new Result(
                scenario,
                variant,
                metric.label(),
                metric.unit(),
                statistics.n(),
                statistics.min(),
                statistics.median(),
                statistics.p99(),
                statistics.max());
    }
}
