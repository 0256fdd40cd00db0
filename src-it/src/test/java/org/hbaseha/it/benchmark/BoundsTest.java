package org.hbaseha.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Samples;
import org.junit.Test;

/** The table of promises, each at its edge. */
public class BoundsTest {

    private final Samples samples = new Samples();

    @Test
    public void theSlowestVerdictCounts() {
        kills(19, 49);
        add(Scenario.CRASH, Metric.VERDICT, 800);
        assertThat(line("crash", "verdict").must()).isEqualTo("max <= 800 ms in 20 rounds");
        assertThat(line("crash", "verdict").measured()).isEqualTo("max 800 ms, n=20");
        assertThat(verdict("crash", "verdict")).isEqualTo(BoundLine.Verdict.HOLDS);

        add(Scenario.CRASH, Metric.VERDICT, 801);

        assertThat(verdict("crash", "verdict")).isEqualTo(BoundLine.Verdict.BROKEN);
        assertThat(line("crash", "verdict").measured()).isEqualTo("max 801 ms, n=21");
    }

    @Test
    public void aGoodVerdictOfFewKillsIsNotMeasuredAndSaysHowToMeasureIt() {
        kills(19, 49);

        assertThat(verdict("crash", "verdict")).isEqualTo(BoundLine.Verdict.TOO_FEW);
        assertThat(line("crash", "verdict").measured())
                .isEqualTo("max 49 ms, n=19; too few, --rounds-ha 20 measures it");
    }

    @Test
    public void aSlowVerdictOfFewKillsIsBroken() {
        add(Scenario.CRASH, Metric.VERDICT, 801);

        assertThat(verdict("crash", "verdict")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void aKillWithoutAVerdictIsBrokenHoweverFewThereWere() {
        kills(3, 49);
        samples.miss("crash", "hbase-ha", Metric.VERDICT);

        assertThat(verdict("crash", "verdict")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void theSlowestCrashRecoveryCounts() {
        add(Scenario.CRASH, Metric.RECOVERED, 2_000, 2_100, 4_000);
        assertThat(line("crash", "recovered").must()).isEqualTo("max <= 4000 ms");
        assertThat(verdict("crash", "recovered")).isEqualTo(BoundLine.Verdict.HOLDS);

        add(Scenario.CRASH, Metric.RECOVERED, 4_001);

        assertThat(verdict("crash", "recovered")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void aFrozenServerHasItsPauseBudgetAndFourSeconds() {
        add(Scenario.FREEZE, Metric.RECOVERED, 10_000);
        assertThat(verdict("freeze", "recovered")).isEqualTo(BoundLine.Verdict.HOLDS);

        add(Scenario.FREEZE, Metric.RECOVERED, 10_001);

        assertThat(verdict("freeze", "recovered")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void aFrozenServerIsSuspectedWithinASecond() {
        add(Scenario.FREEZE, Metric.SUSPECTED, 480, 1_000);
        assertThat(verdict("freeze", "suspected")).isEqualTo(BoundLine.Verdict.HOLDS);

        add(Scenario.FREEZE, Metric.SUSPECTED, 1_001);

        assertThat(verdict("freeze", "suspected")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void oneRefusalOfAGateIsTooMuchWhereOnlyControllersAreHurt() {
        for (Scenario scenario :
                List.of(Scenario.CONTROLLER_KILLED, Scenario.LEADER_FROZEN, Scenario.CONTROLLERS_ALL_KILLED)) {
            add(scenario, Metric.GATE_REFUSALS, 0, 0);
            assertThat(verdict(scenario.label(), "gate-refusals")).isEqualTo(BoundLine.Verdict.HOLDS);

            add(scenario, Metric.GATE_REFUSALS, 1);

            assertThat(verdict(scenario.label(), "gate-refusals")).isEqualTo(BoundLine.Verdict.BROKEN);
        }
    }

    @Test
    public void oneExpiryOrOneActionForAShortPauseIsTooMuch() {
        add(Scenario.FREEZE_2S, Metric.EXPIRIES, 0, 0, 1);
        add(Scenario.FREEZE_2S, Metric.ACTIONS, 0, 0, 2);

        assertThat(verdict("freeze-2s", "expiries")).isEqualTo(BoundLine.Verdict.BROKEN);
        assertThat(verdict("freeze-2s", "actions")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void ratiosAreOfMediansAndTheLeastIsEnough() {
        add(Scenario.CRASH, Metric.RECOVERED, 2_000);
        samples.add("crash", "stock-default", Metric.RECOVERED, 14_000);
        samples.add("crash", "stock-session-3s-fast-lease", Metric.RECOVERED, 2_580);

        assertThat(verdict("crash", "stock-default / hbase-ha", "recovered")).isEqualTo(BoundLine.Verdict.HOLDS);
        assertThat(verdict("crash", "stock-session-3s-fast-lease / hbase-ha", "recovered"))
                .isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void aTakeoverHasTheSessionThatWasGranted() {
        add(Scenario.CONTROLLER_KILLED, Metric.LATCH_SESSION, 4_000);
        add(Scenario.CONTROLLER_KILLED, Metric.TAKEOVER, 5_500);
        assertThat(line("controller-killed", "takeover").must()).isEqualTo("max <= latch-session + 1500 ms = 5500 ms");
        assertThat(verdict("controller-killed", "takeover")).isEqualTo(BoundLine.Verdict.HOLDS);

        add(Scenario.CONTROLLER_KILLED, Metric.TAKEOVER, 5_501);

        assertThat(verdict("controller-killed", "takeover")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void theSuccessorsVerdictHasTheTimeOfAVerdictMore() {
        add(Scenario.LEADER_FROZEN, Metric.LATCH_SESSION, 4_000);
        add(Scenario.LEADER_FROZEN, Metric.VERDICT_AFTER_TAKEOVER, 6_300);
        assertThat(line("leader-frozen", "verdict-after-takeover").must())
                .isEqualTo("max <= latch-session + 2300 ms = 6300 ms");
        assertThat(verdict("leader-frozen", "verdict-after-takeover")).isEqualTo(BoundLine.Verdict.HOLDS);

        add(Scenario.LEADER_FROZEN, Metric.VERDICT_AFTER_TAKEOVER, 6_301);

        assertThat(verdict("leader-frozen", "verdict-after-takeover")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void aTakeoverIsNotJudgedByASessionNobodyKnows() {
        add(Scenario.LEADER_FROZEN, Metric.TAKEOVER, 1);

        assertThat(verdict("leader-frozen", "takeover")).isEqualTo(BoundLine.Verdict.UNKNOWN);
    }

    @Test
    public void withoutControllersRecoveryHasTheSessionOfTheServer() {
        add(Scenario.CONTROLLERS_ALL_KILLED, Metric.SERVER_SESSION, 40_000);
        add(Scenario.CONTROLLERS_ALL_KILLED, Metric.RECOVERED, 55_001);

        assertThat(verdict("controllers-all-killed", "recovered")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void aRoundWithoutAValueBreaksWhatTheOthersKept() {
        add(Scenario.LEADER_FROZEN, Metric.LATCH_SESSION, 4_000);
        add(Scenario.LEADER_FROZEN, Metric.TAKEOVER, 5_000);
        samples.miss("leader-frozen", "hbase-ha", Metric.TAKEOVER);

        assertThat(verdict("leader-frozen", "takeover")).isEqualTo(BoundLine.Verdict.BROKEN);
    }

    @Test
    public void everyScenarioOfOursHasABound() {
        assertThat(lines(Arrays.asList(Variant.values())))
                .extracting(BoundLine::scenario)
                .containsAll(
                        Arrays.stream(Scenario.values()).map(Scenario::label).toList());
    }

    @Test
    public void nothingIsPromisedOfStockHBase() {
        assertThat(lines(List.of(Variant.STOCK_DEFAULT, Variant.STOCK_SESSION_3S)))
                .isEmpty();
        assertThat(lines(List.of(Variant.HBASE_HA)))
                .extracting(BoundLine::variant)
                .containsOnly("hbase-ha");
    }

    private void kills(int count, long verdict) {
        for (int i = 0; i < count; i++) {
            add(Scenario.CRASH, Metric.VERDICT, verdict);
        }
    }

    private void add(Scenario scenario, Metric metric, long... values) {
        for (long value : values) {
            samples.add(scenario.label(), "hbase-ha", metric, value);
        }
    }

    private BoundLine.Verdict verdict(String scenario, String metric) {
        return line(scenario, metric).verdict();
    }

    private BoundLine.Verdict verdict(String scenario, String variant, String metric) {
        return line(scenario, variant, metric).verdict();
    }

    private BoundLine line(String scenario, String metric) {
        return line(scenario, "hbase-ha", metric);
    }

    private BoundLine line(String scenario, String variant, String metric) {
        return lines(Arrays.asList(Variant.values())).stream()
                .filter(line -> line.scenario().equals(scenario)
                        && line.variant().equals(variant)
                        && line.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private List<BoundLine> lines(List<Variant> variants) {
        return Bounds.of(variants, Arrays.asList(Scenario.values())).stream()
                .map(bound -> bound.judge(samples))
                .toList();
    }
}
