package org.hbaseha.it.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hbaseha.it.report.BoundLine;
import org.hbaseha.it.report.BoundLine.Verdict;
import org.hbaseha.it.report.MachineFacts;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Ratio;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.verify.content.Found;
import org.hbaseha.it.verify.content.Injection;
import org.hbaseha.it.verify.content.InjectionPlan;
import org.hbaseha.it.verify.content.Score;
import org.hbaseha.it.verify.content.TableContent;
import org.junit.Test;

public final class VerifyMeasuresTest {

    private static final MachineFacts MACHINE = new MachineFacts(2, 0.1, 8_000L, "Linux 6", "17");
    private static final List<Injection> INJECTED = InjectionPlan.of(new TableContent(1_000_000, 16), 25, 1);

    private static VerifyPlan plan(int rows) {
        return new VerifyPlan(new TableContent(rows, 16), 3, 1, 25, Duration.ofSeconds(60), 1);
    }

    private static Cost cost(long wallMillis, long serverMillis, long clientMillis, long bytes) {
        return new Cost(
                Duration.ofMillis(wallMillis), Duration.ofMillis(serverMillis), Duration.ofMillis(clientMillis), bytes);
    }

    private static VerifyMeasures goodRun(int rows) {
        VerifyMeasures measures = new VerifyMeasures(plan(rows));
        measures.cost(Tool.VERIFY_TUNED, cost(16_000, 10_000, 8_000, 283_000_000));
        measures.cost(Tool.FULL, cost(1_600, 1_900, 100, 5_000));
        measures.cost(Tool.CONTINUOUS_ONE, cost(100, 80, 20, 2_000));
        measures.underLoad(Tool.FULL, Duration.ofSeconds(3), 0);
        measures.underLoad(Tool.VERIFY_TUNED, Duration.ofSeconds(20), 98);
        measures.score(Tool.FULL.label(), true, allFound());
        return measures;
    }

    private static Score allFound() {
        return Score.of(
                INJECTED,
                INJECTED.stream()
                        .map(injection -> new Found(
                                injection.row(), Set.of(injection.kind().expected())))
                        .toList());
    }

    private static Report report(VerifyMeasures measures) {
        return measures.report("1", MACHINE);
    }

    private static Verdict verdict(VerifyMeasures measures, String scenario, String metric) {
        return report(measures).bounds().stream()
                .filter(line ->
                        line.scenario().equals(scenario) && line.metric().equals(metric))
                .map(BoundLine::verdict)
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void aRunThatShowsEverythingHolds() {
        assertThat(report(goodRun(1_000_000)).bounds()).hasSize(8).allMatch(BoundLine::holds);
        assertThat(goodRun(1_000_000).promiseHeld()).isTrue();
    }

    @Test
    public void ratiosAreOfMediansAndInTheRightDirection() {
        assertThat(report(goodRun(1_000_000)).ratios())
                .contains(
                        new Ratio("wall", "equal-data", "verify-replication-tuned", "hbase-ha-full", 10.0),
                        new Ratio("cpu", "equal-data", "verify-replication-tuned", "hbase-ha-full", 9.0),
                        new Ratio(
                                "bytes-between-sites",
                                "equal-data",
                                "verify-replication-tuned",
                                "hbase-ha-full",
                                56_600.0),
                        new Ratio("cpu", "equal-data", "hbase-ha-full", "hbase-ha-continuous-1pct", 20.0))
                .hasSize(6);
    }

    @Test
    public void aSmallTableCanBreakNoRatioAndKeepNone() {
        VerifyMeasures small = new VerifyMeasures(plan(20_000));
        small.cost(Tool.VERIFY_TUNED, cost(1_000, 500, 500, 1_000_000));
        small.cost(Tool.FULL, cost(900, 500, 500, 5_000));

        assertThat(verdict(small, "equal-data", "wall")).isEqualTo(Verdict.TOO_FEW);
        assertThat(goodRun(20_000).promiseHeld()).isTrue();
    }

    @Test
    public void aLargeTableBreaksThem() {
        VerifyMeasures slow = new VerifyMeasures(plan(1_000_000));
        slow.cost(Tool.VERIFY_TUNED, cost(12_000, 10_000, 8_000, 283_000_000));
        slow.cost(Tool.FULL, cost(1_600, 2_400, 200, 50_000));

        assertThat(verdict(slow, "equal-data", "wall")).isEqualTo(Verdict.BROKEN);
        assertThat(verdict(slow, "equal-data", "cpu")).isEqualTo(Verdict.BROKEN);
        assertThat(verdict(slow, "equal-data", "bytes-between-sites")).isEqualTo(Verdict.BROKEN);
        assertThat(slow.promiseHeld()).isFalse();
    }

    @Test
    public void whatWasNotMeasuredIsUnknown() {
        assertThat(report(new VerifyMeasures(plan(1_000_000))).bounds())
                .extracting(BoundLine::verdict)
                .containsOnly(Verdict.UNKNOWN);
    }

    @Test
    public void oneFalseAlarmOfOursBreaksItAndThoseOfOthersDoNot() {
        VerifyMeasures measures = goodRun(1_000_000);
        assertThat(verdict(measures, "write-load", "false-alarms")).isEqualTo(Verdict.HOLDS);

        measures.underLoad(Tool.FULL, Duration.ofSeconds(3), 1);

        assertThat(verdict(measures, "write-load", "false-alarms")).isEqualTo(Verdict.BROKEN);
    }

    @Test
    public void oneMissedDifferenceBreaksItAndIsNamed() {
        VerifyMeasures measures = new VerifyMeasures(plan(1_000_000));
        List<Injection> less = INJECTED.subList(1, INJECTED.size());
        measures.score(
                Tool.FULL.label(),
                true,
                Score.of(
                        INJECTED,
                        less.stream()
                                .map(injection -> new Found(
                                        injection.row(), Set.of(injection.kind().expected())))
                                .toList()));

        assertThat(verdict(measures, "damage", "found")).isEqualTo(Verdict.BROKEN);
        assertThat(report(measures).notes()).contains("hbase-ha-full missed 1 of 25 insert.");
    }

    @Test
    public void theTableForPeopleFitsATerminalAndNamesEachTool() {
        String text = VerifyText.render(report(goodRun(1_000_000)), Palette.PLAIN);

        assertThat(text)
                .contains("verify-replication-tuned", "hbase-ha-full", "56,600", "283.0 MB", "98", "240", "holds");
        assertThat(text.lines().filter(line -> !line.contains("·") && !line.contains("holds")))
                .allMatch(line -> line.length() <= 120);
    }
}
