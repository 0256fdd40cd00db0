package org.hbaseha.it.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.IncidentView;
import org.hbaseha.controller.view.IncidentView.MilestoneView;
import org.hbaseha.it.benchmark.RoundResult;
import org.hbaseha.it.benchmark.Scenario;
import org.hbaseha.it.invariant.RegionOutage;
import org.hbaseha.it.report.Timeline;
import org.hbaseha.it.report.Timeline.Moment;
import org.junit.Test;

/** One story out of two sources. */
public class FaultStoryTest {

    private static final Instant FAULT = Instant.parse("2026-01-01T00:00:00Z");
    private static final ServerName VICTIM = ServerName.valueOf("127.0.0.11", 4711, 1);

    @Test
    public void laysTheControllersRecordBesideWhatClientsSaw() {
        Timeline story = FaultStory.of(round(Optional.of(incident())), 30);

        assertThat(story.moments())
                .extracting(Moment::step)
                .containsExactly(
                        "fault",
                        "first evidence",
                        "verdict",
                        "EXPIRE record",
                        "WAL split",
                        "region open",
                        "region open",
                        "clients back");
        assertThat(story.moments().get(2).sentence()).isEqualTo("class C: the process is gone");
        assertThat(story.moments().get(2).evidence()).containsExactly("stream closed by the peer");
        assertThat(story.moments().get(6).sentence()).startsWith("the last of 3");
        assertThat(story.moments().get(7).sentence()).contains("min 1,500  median 1,750  max 2,000 ms");
        assertThat(story.unavailable()).hasSize(2);
    }

    @Test
    public void tellsWhatClientsSawWithoutAnyRecord() {
        assertThat(FaultStory.of(round(Optional.empty()), 30).moments())
                .extracting(Moment::step)
                .containsExactly("fault", "clients back");
    }

    private static RoundResult round(Optional<IncidentView> incident) {
        return new RoundResult(
                Scenario.CRASH,
                VICTIM,
                "regionserver-1",
                FAULT,
                Optional.of(Duration.ofMillis(100)),
                List.of(
                        new RegionOutage(3, 5, Optional.of(Duration.ofMillis(1_500))),
                        new RegionOutage(4, 5, Optional.of(Duration.ofMillis(2_000)))),
                List.of(),
                incident,
                true,
                Optional.empty(),
                Map.of());
    }

    private static IncidentView incident() {
        return new IncidentView(
                "1",
                VICTIM.getServerName(),
                "controller-0",
                1,
                "C",
                "RECOVERED",
                "the process is gone",
                List.of("stream closed by the peer"),
                "",
                List.of(
                        milestone("FIRST_EVIDENCE", 10),
                        milestone("VERDICT", 100),
                        milestone("EXPIRE_WRITTEN", 110),
                        milestone("WAL_SPLIT", 900),
                        milestone("REGION_OPEN", 1_000),
                        milestone("REGION_OPEN", 1_200),
                        milestone("REGION_OPEN", 1_400)));
    }

    private static MilestoneView milestone(String name, long millis) {
        return new MilestoneView(name, FAULT.plusMillis(millis), millis - 10, name);
    }
}
