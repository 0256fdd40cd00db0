package org.hbaseha.it.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.BoundLine.Verdict;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Result;
import org.hbaseha.it.report.Statistics;

/** What one run found, held against what is promised of a controller. Pure. */
record AgentsMeasures(
        AgentsPlan plan,
        List<Long> processorPercent,
        List<Long> residentMebibytes,
        List<Long> heapMebibytes,
        List<Long> beatsPerSecond,
        Trips trips,
        List<Long> verdictMillis,
        int verdictsMissing,
        long mistakes,
        List<String> notes) {

    static final String COMMAND = "benchmark agents";

    private static final String VARIANT = "hbase-ha";
    private static final long PROCESSOR_PERCENT = 30;
    private static final long RESIDENT_MEBIBYTES = 512;
    private static final long VERDICT_MILLIS = 800;
    private static final int KILLS = 20;

    /** Beats a second that must have been taken in: fewer would make the others worthless. */
    private static final double SHARE_OF_BEATS = 0.98;

    /** Of acknowledgements, in microseconds. */
    record Trips(long count, long median, long p99, long longest) {}

    Report report(String version, MachineFacts machine) {
        return new Report(COMMAND, version, machine, results(), List.of(), List.of(), bounds(), notes);
    }

    private String scenario() {
        return plan.agents() + "-agents";
    }

    private List<Result> results() {
        List<Result> results = new ArrayList<>();
        add(results, "processor", "% of one core", processorPercent);
        add(results, "resident-memory", "MiB", residentMebibytes);
        add(results, "heap-used", "MiB", heapMebibytes);
        add(results, "beats", "1/s", beatsPerSecond);
        if (trips.count() > 0) {
            results.add(new Result(
                    scenario(),
                    VARIANT,
                    "ack-round-trip",
                    "us",
                    (int) Math.min(Integer.MAX_VALUE, trips.count()),
                    0,
                    trips.median(),
                    trips.p99(),
                    trips.longest()));
        }
        add(results, "verdict", "ms", verdictMillis);
        return results;
    }

    private void add(List<Result> results, String metric, String unit, List<Long> values) {
        if (!values.isEmpty()) {
            Statistics all = Statistics.of(values);
            results.add(new Result(
                    scenario(), VARIANT, metric, unit, all.n(), all.min(), all.median(), all.p99(), all.max()));
        }
    }

    List<BoundLine> bounds() {
        long wanted = Math.round(plan.agents() * 1_000.0 / Crowd.INTERVAL.toMillis());
        return List.of(
                most("processor", mean(processorPercent), PROCESSOR_PERCENT, "mean <= %d %% of one core", "mean %d %%"),
                most("resident-memory", largest(residentMebibytes), RESIDENT_MEBIBYTES, "max <= %d MiB", "max %d MiB"),
                verdicts(),
                line(
                        "beats",
                        ">= " + Math.round(wanted * SHARE_OF_BEATS) + " /s",
                        mean(beatsPerSecond).map(value -> value + " /s").orElse("nothing"),
                        mean(beatsPerSecond)
                                .map(value -> value >= wanted * SHARE_OF_BEATS ? Verdict.HOLDS : Verdict.BROKEN)
                                .orElse(Verdict.UNKNOWN)),
                line("mistakes", "0", Long.toString(mistakes), mistakes == 0 ? Verdict.HOLDS : Verdict.BROKEN));
    }

    private BoundLine verdicts() {
        Optional<Long> max = largest(verdictMillis);
        String measured = max.map(value -> "max " + value + " ms, n=" + verdictMillis.size())
                        .orElse("nothing")
                + (verdictsMissing == 0 ? "" : ", none for " + verdictsMissing);
        Verdict verdict;
        if (verdictsMissing > 0 || max.filter(value -> value > VERDICT_MILLIS).isPresent()) {
            verdict = Verdict.BROKEN;
        } else if (max.isEmpty()) {
            verdict = Verdict.UNKNOWN;
        } else {
            verdict = verdictMillis.size() < KILLS ? Verdict.TOO_FEW : Verdict.HOLDS;
        }
        return line("verdict", "max <= " + VERDICT_MILLIS + " ms in " + KILLS + " kills", measured, verdict);
    }

    private BoundLine most(String metric, Optional<Long> value, long limit, String must, String measured) {
        return line(
                metric,
                String.format(Locale.ROOT, must, limit),
                value.map(found -> String.format(Locale.ROOT, measured, found)).orElse("nothing"),
                value.map(found -> found <= limit ? Verdict.HOLDS : Verdict.BROKEN)
                        .orElse(Verdict.UNKNOWN));
    }

    private BoundLine line(String metric, String must, String measured, Verdict verdict) {
        return new BoundLine(scenario(), VARIANT, metric, must, measured, verdict);
    }

    private static Optional<Long> mean(List<Long> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(Math.round(
                        values.stream().mapToLong(Long::longValue).average().orElseThrow()));
    }

    private static Optional<Long> largest(List<Long> values) {
        return values.stream().max(Long::compare);
    }
}
