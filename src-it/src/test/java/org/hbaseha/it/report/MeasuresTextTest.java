package org.hbaseha.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.Test;
import picocli.CommandLine.TypeConversionException;

public final class MeasuresTextTest {

    @Test
    public void eachMetricIsALineAndEachBoundSaysWhetherItHolds() {
        Report report = new Report(
                "benchmark agents",
                "1",
                new MachineFacts(2, 0.5, 4_096L, "Linux 6", "17"),
                List.of(new Result("1000-agents", "hbase-ha", "beats", "1/s", 3, 9_990, 10_000, 10_010, 10_010)),
                List.of(),
                List.of(),
                List.of(new BoundLine("1000-agents", "hbase-ha", "mistakes", "0", "1", BoundLine.Verdict.BROKEN)),
                List.of("a note"));

        assertThat(MeasuresText.render(report, Palette.PLAIN).lines())
                .contains(
                        " 1000-agents",
                        "   beats                            3     9,990    10,000    10,010    10,010  1/s",
                        " BROKEN        1000-agents, hbase-ha, mistakes: must be 0, is 1",
                        " · a note");
    }

    @Test
    public void timesAreWrittenAsInSettings() {
        assertThat(new SpanConverter().convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(new SpanConverter().convert("20m")).isEqualTo(Duration.ofMinutes(20));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new SpanConverter().convert("soon"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'soon' is not");
    }
}
