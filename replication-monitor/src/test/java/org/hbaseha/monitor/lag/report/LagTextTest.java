package org.hbaseha.monitor.lag.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hbaseha.monitor.lag.LagState;
import org.junit.Test;

public final class LagTextTest {

    private static LagView.SourceView source(int number, long lagMs) {
        return new LagView.SourceView(
                "rs" + number + ",16020,5",
                number == 1 ? "DEAD" : "LIVE",
                "HEARTBEAT",
                Instant.parse("2026-03-01T12:00:00Z"),
                lagMs,
                300,
                number == 1 ? null : Long.valueOf(80),
                number == 1 ? null : Long.valueOf(-1_200),
                number == 1 ? "rs2,16020,5" : null);
    }

    private static LagView view(List<LagView.SourceView> sources) {
        return new LagView(
                "dr",
                Instant.parse("2026-03-01T12:03:30Z"),
                LagState.BEHIND.name(),
                210_000,
                "AT_MOST",
                "logs of rs1,16020,5, which died, are being shipped by rs2,16020,5",
                "nothing, while it moves on",
                new LagView.RpoView(210_000, 21_000, 5L << 20),
                sources,
                List.of(new LagView.WindowView(60_000, 59, 400, 210_000, 210_000)),
                List.of("clocks of 1 of 2 source servers are not measured"));
    }

    @Test
    public void saysWhatIsTheCaseWhatToDoAndWhereItComesFrom() {
        assertThat(LagText.lines(List.of(view(List.of(source(1, 210_000), source(2, 400))))))
                .containsExactly(
                        "peer dr  BEHIND  at most 3.5 m behind",
                        "  logs of rs1,16020,5, which died, are being shipped by rs2,16020,5",
                        "  do: nothing, while it moves on",
                        "  lost with the source now: 3.5 m of writes, an estimated 21000 of them, 5.0 MiB",
                        "",
                        "  OVER   P50    P99    MAX    SEEN",
                        "  1 min  0.4 s  3.5 m  3.5 m  98 %",
                        "",
                        "  SOURCE SERVER  STANDING  LAG    SINCE ITS  CLOCK          SHIPPED BY",
                        "  rs1,16020,5    DEAD      3.5 m  heartbeat  not measured   rs2,16020,5",
                        "  rs2,16020,5    LIVE      0.4 s  heartbeat  -1.2 s ±0.0 s  -",
                        "  note: clocks of 1 of 2 source servers are not measured");
    }

    @Test
    public void aThousandServersFitAScreen() {
        List<LagView.SourceView> many = new ArrayList<>();
        for (int i = 2; i < 1_002; i++) {
            many.add(source(i, 2_000 - i));
        }

        assertThat(LagText.lines(List.of(view(many))))
                .hasSizeLessThan(25)
                .anyMatch(line -> line.contains("and 990 that are no later"));
    }

    @Test
    public void withoutPeersThereIsNothingToSay() {
        assertThat(LagText.lines(List.of())).containsExactly("no peers");
    }

    @Test
    public void aProgramReadsWhatWasWritten() {
        List<LagView> views = List.of(view(List.of(source(1, 5), source(2, 4))));

        String json = LagJson.write(views);

        assertThat(LagJson.read(json)).isEqualTo(views);
        assertThat(json).contains("\"at\":\"2026-03-01T12:03:30Z\"", "\"clockSkewMs\":null");
        assertThat(LagJson.read(json.replace("\"peer\"", "\"later\":1,\"peer\"")))
                .isEqualTo(views);
    }

    @Test
    public void metricsAreWhatTheViewSays() {
        LagView view = view(List.of(source(1, 210_000), source(2, 400)));

        assertThat(LagMetric.LAG_SECONDS.samples(view).get(0).value()).isEqualTo(210);
        assertThat(LagMetric.LAG_MEASURED.samples(view).get(0).value()).isZero();
        assertThat(LagMetric.CLOCK_SKEW_SECONDS.samples(view).get(0).value()).isEqualTo(1.2);
        assertThat(LagMetric.CLOCKS_UNMEASURED.samples(view).get(0).value()).isEqualTo(1);
        assertThat(LagMetric.WATERMARK_STOOD_SECONDS.samples(view).get(0).value())
                .isEqualTo(0.3);
        assertThat(LagMetric.STATE.samples(view))
                .hasSize(LagState.values().length)
                .filteredOn(sample -> sample.value() == 1)
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels()).containsEntry("state", "behind"));
    }
}
