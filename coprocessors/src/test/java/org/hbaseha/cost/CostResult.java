package org.hbaseha.cost;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Nanoseconds of each round, sorted: without an observer, twice; with an idle one; with the one that is measured. */
record CostResult(
        String scenario,
        String variant,
        double mostPercent,
        List<Double> without,
        List<Double> twin,
        List<Double> idle,
        List<Double> with) {

    private static double quantile(List<Double> sorted, int quarter) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * quarter / 4));
    }

    private static double percent(List<Double> with, List<Double> without) {
        return 100 * (quantile(with, 2) / quantile(without, 2) - 1);
    }

    private double noisePercent() {
        double quartiles = 100 * (quantile(without, 3) - quantile(without, 1)) / quantile(without, 2);
        return Math.max(quartiles, Math.abs(percent(twin, without)));
    }

    boolean holds() {
        return percent(with, idle) <= Math.max(mostPercent, noisePercent());
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%-10s %8.0f ns, any observer %+.1f %%, %s in it %+.1f %%, noise %.1f %% (a twin %+.1f %%): %s",
                scenario,
                quantile(without, 2),
                percent(idle, without),
                variant,
                percent(with, idle),
                noisePercent(),
                percent(twin, without),
                holds() ? "holds" : "BROKEN");
    }

    Stream<String> json() {
        return Stream.of(
                line("hbase", without),
                line("hbase-twin", twin),
                line("hbase-idle-observer", idle),
                line(variant, with));
    }

    private String line(String of, List<Double> sorted) {
        return String.format(
                Locale.ROOT,
                "{\"scenario\": \"%s\", \"variant\": \"%s\", \"metric\": \"handler-cpu\", \"unit\": \"ns\", \"n\": %d, \"min\": %.0f, \"p25\": %.0f, \"median\": %.0f, \"p75\": %.0f, \"max\": %.0f}",
                scenario,
                of,
                sorted.size(),
                sorted.get(0),
                quantile(sorted, 1),
                quantile(sorted, 2),
                quantile(sorted, 3),
                sorted.get(sorted.size() - 1));
    }
}
