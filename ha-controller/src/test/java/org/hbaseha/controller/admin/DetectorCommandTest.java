package org.hbaseha.controller.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hbaseha.controller.admin.cluster.Json;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.DetectorView.AchievedView;
import org.hbaseha.controller.view.DetectorView.BoundView;
import org.hbaseha.controller.view.DetectorView.MistakesView;
import org.hbaseha.controller.view.DetectorView.ObserverView;
import org.hbaseha.controller.view.DetectorView.RhythmView;
import org.hbaseha.controller.view.DetectorView.ShareView;
import org.hbaseha.outcome.ExitCode;
import org.junit.Test;

/** {@code hbase-ha detector} as an operator meets it. */
public final class DetectorCommandTest {

    private static final String RS1 = "rs1,16020,1";
    private static final ObserverView WELL =
            new ObserverView(0, 8, 1.0, 3, List.of(new ShareView("own pauses", 0, "stood still for 300 ms")));
    private static final ObserverView UNWELL =
            new ObserverView(2, 8, 1.5, 3, List.of(new ShareView("own pauses", 2, "stood still for 700 ms")));

    private static DetectorView detector(ObserverView observer, String... warnings) {
        return new DetectorView(
                100,
                8,
                1,
                observer,
                List.of(new RhythmView(
                        RS1,
                        200,
                        100.1,
                        50,
                        104,
                        180,
                        0.3,
                        4_000,
                        new BoundView(380, "the silence at which φ reaches its bound"),
                        new BoundView(1_580, "the lease, with a margin for clocks that differ"),
                        new BoundView(8_000, "twice the longest pause it survived within a day"))),
                2,
                List.of(
                        new AchievedView(RS1, "C", 41, Views.NOON),
                        new AchievedView("rs2,16020,1", "C", 140, Views.NOON),
                        new AchievedView("rs3,16020,1", "P", 5_900, Views.NOON)),
                new MistakesView(Views.NOON.minusSeconds(7_200), 3, 1, 0),
                List.of(warnings));
    }

    private static FakeCluster cluster(DetectorView detector) {
        return FakeCluster.ledBy(ChangedView.of(Views.leader(Views.alive(RS1)))
                .detector(detector)
                .made());
    }

    @Test
    public void showsBoundsAchievementsAndMistakes() {
        FakeCluster cluster = cluster(detector(WELL));

        assertThat(cluster.run("detector")).isZero();
        assertThat(cluster.out().lines().map(String::stripTrailing))
                .containsExactly(
                        "suspicion   begins at φ 8, ends with beats at φ 1 or less; beats are due each 100 ms",
                        "observer    well, ZooKeeper answered in 3 ms",
                        "probes      99 of 100 connects took 2 ms or less",
                        "mistakes    3 suspicions ended with beats (1 of them began while the controller had reason to doubt"
                                + " itself), 0 verdicts were withdrawn, in 2 h",
                        "verdicts C  2, from the first evidence: median 41 ms, longest 140 ms",
                        "verdicts P  1, from the first evidence: median 5.9 s, longest 5.9 s",
                        "",
                        "SERVER     GAPS      MEAN  DEVIATION     P99  LONGEST  PHI  SUSPECT      N    P",
                        "rs1:16020   200  100.1 ms      50 ms  104 ms   180 ms  0.3   380 ms  1.6 s  8 s");
        assertThat(cluster.err()).isEmpty();
    }

    @Test
    public void oneServerIsShownWithWhatDecidedEachBound() {
        FakeCluster cluster = cluster(detector(UNWELL));

        assertThat(cluster.run("detector", "rs1")).isZero();
        assertThat(cluster.out())
                .contains(
                        "beats       200 gaps, mean 100.1 ms, deviation 50 ms, 99 of 100 within 104 ms, longest 180 ms",
                        "suspected   after 380 ms: the silence at which φ reaches its bound; 1.5 times that",
                        "class N     after 1.6 s: the lease",
                        "class P     after 8 s: twice the longest pause it survived within a day",
                        "verdict     class C, 41 ms from the first evidence")
                .doesNotContain("140 ms");
    }

    @Test
    public void anUnwellObserverIsExplained() {
        FakeCluster cluster = cluster(detector(UNWELL));

        assertThat(cluster.run("detector")).isZero();
        assertThat(cluster.out())
                .contains(
                        "observer    score 2 of 8: suspicion waits 1.5 times as long",
                        "            2 own pauses: stood still for 700 ms");
    }

    @Test
    public void warningsAreSaidBesideTheDataAndMakeItFive() {
        FakeCluster cluster = cluster(detector(WELL, "This network cannot meet it"));

        assertThat(cluster.run("detector")).isEqualTo(ExitCode.UNHEALTHY.number());
        assertThat(cluster.err()).isEqualTo("! This network cannot meet it\n");
        assertThat(cluster.out()).doesNotContain("cannot meet");
    }

    @Test
    public void asJsonItIsOneDocument() throws JsonProcessingException {
        FakeCluster cluster = cluster(detector(WELL));

        assertThat(cluster.run("detector", "--json")).isZero();

        JsonNode document = Json.mapper().readTree(cluster.out());
        assertThat(document.path("servers")
                        .path(0)
                        .path("suspectAfter")
                        .path("millis")
                        .asInt())
                .isEqualTo(380);
        assertThat(document.path("mistakes").path("suspicions").asInt()).isEqualTo(3);
    }

    @Test
    public void aServerNobodyKnowsIsAMistakeOfTheOperator() {
        FakeCluster cluster = cluster(detector(WELL));

        assertThat(cluster.run("detector", "rs9")).isEqualTo(ExitCode.USAGE.number());
        assertThat(cluster.err()).isEqualTo("hbase-ha: No region server is called rs9: known are rs1:16020\n");
    }

    @Test
    public void aControllerOfAnEarlierVersionIsNamed() {
        FakeCluster cluster = FakeCluster.ledBy(Views.leader(Views.alive(RS1)));

        assertThat(cluster.run("detector")).isEqualTo(ExitCode.ERROR.number());
        assertThat(cluster.err()).contains("Controller c1 of version 1 does not tell of its detector: update it");
    }
}
