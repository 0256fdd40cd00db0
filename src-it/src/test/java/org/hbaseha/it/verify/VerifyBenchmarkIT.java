package org.hbaseha.it.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hbaseha.it.report.Metric;
import org.hbaseha.it.report.Palette;
import org.hbaseha.it.report.Progress;
import org.hbaseha.it.report.Report;
import org.hbaseha.it.report.Result;
import org.hbaseha.it.verify.content.TableContent;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The benchmark itself, on a table that is too small for its numbers: every tool runs, and what each finds is what it is known to find. */
public final class VerifyBenchmarkIT {

    private static final int OF_EACH_KIND = 3;

    /** Nine kinds, and first keys of three of four regions. */
    private static final int INJECTED = 9 * OF_EACH_KIND + 3;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void everyToolRunsAndOursFindsWhatWasPutIn() throws Exception {
        Path json = folder.getRoot().toPath().resolve("verify.json");
        VerifyPlan plan = new VerifyPlan(new TableContent(10_000, 4), 1, 1, OF_EACH_KIND, Duration.ofSeconds(4), 1);

        Report report =
                new VerifyBenchmark(plan, Optional.of(json), "test", new Progress(System.out, Palette.PLAIN)).run();
        System.out.println(VerifyText.render(report, Palette.PLAIN));

        assertThat(json).content().isEqualToIgnoringNewLines(report.toJson());
        for (Tool tool : Tool.measured()) {
            assertThat(value(report, VerifyMeasures.EQUAL, tool.label(), Metric.BYTES_BETWEEN_SITES))
                    .as(tool.label())
                    .isPositive();
        }
        assertThat(found(report, Tool.FULL.label(), Metric.RIGHTLY_CLASSIFIED)).isEqualTo(INJECTED);
        assertThat(found(report, "hbase-ha-continuous", Metric.RIGHTLY_CLASSIFIED))
                .isEqualTo(INJECTED);
        assertThat(found(report, Tool.HASH_SYNC.label(), Metric.FOUND)).isEqualTo(INJECTED);
        // Blind for rows that only the peer has before the first of a region.
        assertThat(found(report, Tool.VERIFY_TUNED.label(), Metric.FOUND)).isEqualTo(INJECTED - 3 - OF_EACH_KIND);
        assertThat(value(report, VerifyMeasures.WRITE_LOAD, Tool.FULL.label(), Metric.FALSE_ALARMS))
                .isZero();
    }

    private static long found(Report report, String variant, Metric metric) {
        return value(report, VerifyMeasures.DAMAGE, variant, metric);
    }

    private static long value(Report report, String scenario, String variant, Metric metric) {
        return report.results().stream()
                .filter(result -> result.scenario().equals(scenario)
                        && result.variant().equals(variant)
                        && result.metric().equals(metric.label()))
                .mapToLong(Result::max)
                .findFirst()
                .orElseThrow();
    }
}
