package org.hbaseha.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.it.invariant.AcknowledgedWrites;
import org.hbaseha.it.invariant.InvariantResult;
import org.hbaseha.it.invariant.RegionOutage;
import org.hbaseha.it.invariant.Verdict;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Result;
import org.junit.Test;

/** A number that could not be obtained is absent, with its reason. */
public class FindingsTest {

    private static final MachineFacts MACHINE = new MachineFacts(2, null, null, "k", "17");

    @Test
    public void recoveredIsTheLastRegionOfTheVictim() {
        Findings findings = new Findings();

        findings.add(
                Variant.HBASE_HA,
                round(Scenario.CRASH, Optional.of(300), true, outage(1, 900), outage(2, 1_900)),
                "hbase-ha crash 1/1");

        Report report = findings.report("x", "1", MACHINE);
        assertThat(value(report, "recovered")).isEqualTo(1_900);
        assertThat(value(report, "verdict")).isEqualTo(300);
        assertThat(value(report, "recovery")).isEqualTo(1_600);
        assertThat(report.notes()).isEmpty();
    }

    @Test
    public void aRegionThatIsNotBackLeavesNoNumberAndANote() {
        Findings findings = new Findings();

        findings.add(
                Variant.STOCK_DEFAULT,
                round(
                        Scenario.CRASH,
                        Optional.empty(),
                        false,
                        outage(1, 900),
                        new RegionOutage(2, 9, Optional.empty())),
                "stock-default crash 1/1");

        Report report = findings.report("x", "1", MACHINE);
        assertThat(report.results()).extracting(Result::metric).containsExactly("expiries");
        assertThat(report.notes()).hasSize(2).allSatisfy(note -> assertThat(note)
                .contains("is absent"));
    }

    @Test
    public void anExpiryForAShortPauseBreaksThePromise() {
        Findings findings = new Findings(List.of(Variant.HBASE_HA), List.of(Scenario.FREEZE_2S));
        findings.add(List.of(new InvariantResult(AcknowledgedWrites.NAME, Verdict.HOLDS, 10, 0, "", List.of())));

        findings.add(
                Variant.HBASE_HA,
                round(Scenario.FREEZE_2S, Optional.of(1_000), true, outage(1, 900)),
                "hbase-ha freeze-2s 1/1");

        assertThat(findings.promiseHeld()).isFalse();
        assertThat(findings.report("x", "1", MACHINE).notes())
                .anySatisfy(note -> assertThat(note).contains("expired although"));
    }

    @Test
    public void aRoundThatIsNotRecoveredBreaksThePromise() {
        Findings findings = crashOfHbaseHa();
        findings.add(
                Variant.HBASE_HA, round(Scenario.CRASH, Optional.of(300), true, outage(1, 900)), "hbase-ha crash 1/2");
        assertThat(findings.promiseHeld()).isTrue();

        findings.add(
                Variant.HBASE_HA,
                round(Scenario.CRASH, Optional.of(300), true, new RegionOutage(2, 9, Optional.empty())),
                "hbase-ha crash 2/2");

        assertThat(findings.promiseHeld()).isFalse();
        assertThat(findings.report("x", "1", MACHINE).bounds())
                .filteredOn(BoundLine::fails)
                .extracting(BoundLine::measured)
                .containsExactly("max 900 ms, n=1, absent in 1 rounds");
    }

    @Test
    public void aRoundWithoutAVerdictBreaksThePromise() {
        Findings findings = crashOfHbaseHa();

        findings.add(
                Variant.HBASE_HA, round(Scenario.CRASH, Optional.empty(), true, outage(1, 900)), "hbase-ha crash 1/1");

        assertThat(findings.promiseHeld()).isFalse();
    }

    @Test
    public void aLeaderWhomNobodySucceedsBreaksThePromise() {
        Findings findings = new Findings(List.of(Variant.HBASE_HA), List.of(Scenario.CONTROLLER_KILLED));
        findings.add(List.of(new InvariantResult(AcknowledgedWrites.NAME, Verdict.HOLDS, 10, 0, "", List.of())));
        RoundResult lonely = round(Scenario.CONTROLLER_KILLED, Optional.of(5_000), true, outage(1, 5_900))
                .with(Map.of(
                        Metric.FAILED_OPERATIONS,
                        0L,
                        Metric.DISTURBED_SERVERS,
                        0L,
                        Metric.GATE_REFUSALS,
                        0L,
                        Metric.LATCH_SESSION,
                        4_000L,
                        Metric.VERDICT_AFTER_TAKEOVER,
                        5_000L));
        findings.add(Variant.HBASE_HA, lonely.with(Map.of(Metric.TAKEOVER, 4_500L)), "hbase-ha controller-killed 1/2");
        assertThat(findings.promiseHeld()).isTrue();

        findings.add(Variant.HBASE_HA, lonely, "hbase-ha controller-killed 2/2");

        assertThat(findings.promiseHeld()).isFalse();
        assertThat(findings.report("x", "1", MACHINE).bounds())
                .filteredOn(BoundLine::fails)
                .extracting(BoundLine::metric)
                .containsExactly("takeover");
    }

    /** Stock HBase suspects nobody, and has nothing to answer for. */
    @Test
    public void whenAFrozenServerWasSuspectedIsAskedOfControllersOnly() {
        Findings findings = new Findings();

        findings.add(
                Variant.STOCK_DEFAULT, round(Scenario.FREEZE, Optional.of(9_000), true, outage(1, 9_900)), "stock");
        assertThat(findings.report("x", "1", MACHINE).notes()).isEmpty();
        findings.add(Variant.HBASE_HA, round(Scenario.FREEZE, Optional.of(6_000), true, outage(1, 7_900)), "ours");

        assertThat(findings.report("x", "1", MACHINE).notes())
                .containsExactly("ours: suspected is absent, no controller recorded when it was suspected");
    }

    @Test
    public void fewerKillsThanTheVerdictIsPromisedOfAreSaidAndBreakNothing() {
        Findings findings = crashOfHbaseHa();

        findings.add(
                Variant.HBASE_HA, round(Scenario.CRASH, Optional.of(300), true, outage(1, 900)), "hbase-ha crash 1/1");

        assertThat(findings.promiseHeld()).isTrue();
        assertThat(findings.report("x", "1", MACHINE).bounds())
                .filteredOn(bound -> !bound.holds())
                .extracting(BoundLine::metric, BoundLine::verdict)
                .contains(tuple("verdict", BoundLine.Verdict.TOO_FEW));
    }

    @Test
    public void nothingMeasuredIsNoPromiseKept() {
        assertThat(crashOfHbaseHa().promiseHeld()).isFalse();
    }

    @Test
    public void aLostWriteBreaksThePromiseOfAnyVariant() {
        Findings findings = new Findings(List.of(Variant.STOCK_DEFAULT), List.of(Scenario.CRASH));
        findings.add(List.of(new InvariantResult(AcknowledgedWrites.NAME, Verdict.HOLDS, 10, 0, "", List.of())));
        assertThat(findings.promiseHeld()).isTrue();

        findings.add(List.of(new InvariantResult(AcknowledgedWrites.NAME, Verdict.VIOLATED, 10, 1, "", List.of())));

        assertThat(findings.promiseHeld()).isFalse();
    }

    private static Findings crashOfHbaseHa() {
        Findings findings = new Findings(List.of(Variant.HBASE_HA), List.of(Scenario.CRASH));
        findings.add(List.of(new InvariantResult(AcknowledgedWrites.NAME, Verdict.HOLDS, 10, 0, "", List.of())));
        return findings;
    }

    private static long value(Report report, String metric) {
        return report.results().stream()
                .filter(result -> result.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .median();
    }

    private static RegionOutage outage(int region, long millis) {
        return new RegionOutage(region, 3, Optional.of(Duration.ofMillis(millis)));
    }

    private static RoundResult round(
            Scenario scenario, Optional<Integer> verdictMillis, boolean expired, RegionOutage... victims) {
        return new RoundResult(
                scenario,
                ServerName.valueOf("rs", 1, 1),
                "regionserver-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                verdictMillis.map(Duration::ofMillis),
                List.of(victims),
                List.of(),
                Optional.empty(),
                expired,
                Optional.empty(),
                Map.of());
    }
}
