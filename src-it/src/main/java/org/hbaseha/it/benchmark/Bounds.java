package org.hbaseha.it.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hbaseha.config.HaKeys;
import org.hbaseha.config.Settings;
import org.hbaseha.it.report.Metric;

/** The numbers that HBase HA is to show on a quiet machine with two cores, as one table. Pure. */
public final class Bounds {

    private static final Duration VERDICT = Duration.ofMillis(800);

    /** So many kills the slowest verdict is promised of: the slowest of a few says little. */
    private static final int KILLS = 20;

    private static final Duration CRASH_RECOVERED = Duration.ofSeconds(4);
    private static final Duration FREEZE_SUSPECTED = Duration.ofSeconds(1);
    private static final Duration ISOLATION_VERDICT = Duration.ofSeconds(2);
    private static final Duration ISOLATION_RECOVERED = Duration.ofSeconds(6);
    private static final Duration AFTER_PAUSE_BUDGET = Duration.ofSeconds(4);

    /** How soon another controller judges after the session that held the latch of the last one. */
    private static final Duration AFTER_LATCH_SESSION = Duration.ofMillis(1500);

    /** What HBase itself may need after a region server's session: ZooKeeper's tick, and its recovery. */
    private static final Duration STOCK_AFTER_SESSION = Duration.ofSeconds(15);

    private Bounds() {}

    /** Fault → all regions of the victim can be written and read; empty where nothing is promised of the time it takes. */
    public static Optional<Duration> recovers(Scenario scenario) {
        return switch (scenario) {
            case CRASH -> Optional.of(CRASH_RECOVERED);
            case ISOLATION -> Optional.of(ISOLATION_RECOVERED);
            case FREEZE ->
                Optional.of(Settings.of(Map.of()).get(HaKeys.PAUSE_BUDGET).plus(AFTER_PAUSE_BUDGET));
            case FREEZE_2S, CONTROLLER_KILLED, LEADER_FROZEN, CONTROLLERS_ALL_KILLED, FREEZE_THEN_MASTER_KILLED ->
                Optional.empty();
        };
    }

    /** What a run of these variants and scenarios can be held against; whether anything was lost is asked of every run. */
    static List<Bound> of(List<Variant> variants, List<Scenario> scenarios) {
        List<Bound> bounds = new ArrayList<>();
        if (variants.contains(Variant.HBASE_HA)) {
            scenarios.forEach(scenario -> bounds.addAll(of(scenario)));
            if (scenarios.contains(Scenario.CRASH)) {
                ratios().stream().filter(ratio -> variants.contains(ratio.of())).forEach(bounds::add);
            }
        }
        return bounds;
    }

    private static List<Bound> of(Scenario scenario) {
        return switch (scenario) {
            case CRASH ->
                List.of(
                        most(scenario, Metric.VERDICT, VERDICT).in(KILLS),
                        most(scenario, Metric.RECOVERED, CRASH_RECOVERED));
            case FREEZE ->
                List.of(
                        most(scenario, Metric.SUSPECTED, FREEZE_SUSPECTED),
                        most(scenario, Metric.RECOVERED, recovers(scenario).orElseThrow()));
            case ISOLATION ->
                List.of(
                        most(scenario, Metric.VERDICT, ISOLATION_VERDICT),
                        most(scenario, Metric.RECOVERED, ISOLATION_RECOVERED));
            case FREEZE_2S ->
                List.of(none(scenario, Metric.EXPIRIES), none(scenario, Metric.ACTIONS), backInTheEnd(scenario));
            case CONTROLLER_KILLED, LEADER_FROZEN ->
                List.of(
                        none(scenario, Metric.FAILED_OPERATIONS),
                        none(scenario, Metric.DISTURBED_SERVERS),
                        none(scenario, Metric.GATE_REFUSALS),
                        most(scenario, Metric.TAKEOVER, AFTER_LATCH_SESSION).over(Metric.LATCH_SESSION),
                        most(scenario, Metric.VERDICT_AFTER_TAKEOVER, AFTER_LATCH_SESSION.plus(VERDICT))
                                .over(Metric.LATCH_SESSION),
                        backInTheEnd(scenario));
            case CONTROLLERS_ALL_KILLED ->
                List.of(
                        none(scenario, Metric.FAILED_OPERATIONS),
                        none(scenario, Metric.DISTURBED_SERVERS),
                        none(scenario, Metric.GATE_REFUSALS),
                        most(scenario, Metric.RECOVERED, STOCK_AFTER_SESSION).over(Metric.SERVER_SESSION));
            case FREEZE_THEN_MASTER_KILLED ->
                List.of(
                        none(scenario, Metric.MOVED_AGAIN),
                        none(scenario, Metric.ONLINE_AGAIN),
                        backInTheEnd(scenario));
        };
    }

    private static List<Bound.LeastRatio> ratios() {
        return List.of(
                new Bound.LeastRatio(Scenario.CRASH, Variant.STOCK_DEFAULT, 7),
                new Bound.LeastRatio(Scenario.CRASH, Variant.STOCK_SESSION_3S_FAST_LEASE, 1.3));
    }

    private static Bound.Most most(Scenario scenario, Metric metric, Duration limit) {
        return new Bound.Most(scenario, metric, limit.toMillis());
    }

    private static Bound none(Scenario scenario, Metric metric) {
        return new Bound.Most(scenario, metric, 0);
    }

    /** Not recovered while it was watched is a broken promise, even where no time is promised. */
    private static Bound backInTheEnd(Scenario scenario) {
        return most(scenario, Metric.RECOVERED, FaultRound.RECOVERS);
    }
}
