package org.hbaseha.it.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects single measurements of a run, in the order in which they come, and makes results and ratios of them. One thread. */
public final class Samples {

    private final Map<Key, List<Long>> values = new LinkedHashMap<>();
    private final Map<Key, Integer> misses = new LinkedHashMap<>();

    public void add(String scenario, String variant, Metric metric, long value) {
        values.computeIfAbsent(new Key(scenario, variant, metric), key -> new ArrayList<>())
                .add(value);
    }

    /** A round that should have given a value and gave none, because what was awaited did not come. */
    public void miss(String scenario, String variant, Metric metric) {
        misses.merge(new Key(scenario, variant, metric), 1, Integer::sum);
    }

    /** How many rounds gave no value. */
    public int misses(String scenario, String variant, Metric metric) {
        return misses.getOrDefault(new Key(scenario, variant, metric), 0);
    }

    public Optional<Statistics> statistics(String scenario, String variant, Metric metric) {
        return Optional.ofNullable(values.get(new Key(scenario, variant, metric)))
                .map(Statistics::of);
    }

    public List<Result> results() {
        return values.entrySet().stream()
                .map(entry -> Result.of(
                        entry.getKey().scenario(),
                        entry.getKey().variant(),
                        entry.getKey().metric(),
                        Statistics.of(entry.getValue())))
                .toList();
    }

    /** Ratios of a metric's medians, of each other variant to {@code to}, wherever both were measured; to two decimals. */
    public List<Ratio> ratiosTo(String to, Metric metric) {
        List<Ratio> ratios = new ArrayList<>();
        for (Key key : values.keySet()) {
            if (key.metric() != metric || key.variant().equals(to)) {
                continue;
            }
            statistics(key.scenario(), to, metric)
                    .filter(below -> below.median() > 0)
                    .ifPresent(below -> {
                        double value = (double) Statistics.of(values.getOrDefault(key, List.of()))
                                        .median()
                                / below.median();
                        ratios.add(new Ratio(
                                metric.label(), key.scenario(), key.variant(), to, Math.round(value * 100) / 100.0));
                    });
        }
        return ratios;
    }

    private record Key(String scenario, String variant, Metric metric) {}
}
