package org.hbaseha.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

/** What a person reads at the end. */
public class SummaryTextTest {

    @Test
    public void everyBoundIsPrintedWithWhatBecameOfIt() {
        Report report = new Report(
                "benchmark failover",
                "0.1.0",
                new MachineFacts(2, null, null, "k", "17"),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        bound("verdict", "max 801 ms, n=20", BoundLine.Verdict.BROKEN),
                        bound("recovered", "median 2000 ms, n=20", BoundLine.Verdict.HOLDS),
                        bound("expiries", "nothing", BoundLine.Verdict.UNKNOWN),
                        bound("actions", "max 0, n=5; too few", BoundLine.Verdict.TOO_FEW)),
                List.of());

        assertThat(SummaryText.render(report, Palette.PLAIN).lines().map(String::strip))
                .contains(
                        "BROKEN        crash, hbase-ha, verdict: must be m, is max 801 ms, n=20",
                        "holds         crash, hbase-ha, recovered: must be m, is median 2000 ms, n=20",
                        "not measured  crash, hbase-ha, expiries: must be m, is nothing",
                        "not measured  crash, hbase-ha, actions: must be m, is max 0, n=5; too few");
    }

    private static BoundLine bound(String metric, String measured, BoundLine.Verdict verdict) {
        return new BoundLine("crash", "hbase-ha", metric, "m", measured, verdict);
    }
}
