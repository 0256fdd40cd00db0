package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.DetectorView.BoundView;
import org.hbaseha.controller.view.DetectorView.ObserverView;
import org.hbaseha.controller.view.DetectorView.RhythmView;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** What the core tells of its detector, and which warnings follow. */
public class DetectorViewTest {

    private static final BoundView ANY = new BoundView(380, "");
    private static final ObserverView WELL = new ObserverView(0, 8, 1, 0, List.of());
    private final DetectorWarnings warnings = new DetectorWarnings(Facts.SETTINGS);

    private static DetectorView view(CoreScene scene) {
        ViewMaker.Daemon daemon =
                new ViewMaker.Daemon("test", Instant.EPOCH, "", new ControllerView.SessionView(4_000, 4_000, ""), "");
        return Objects.requireNonNull(scene.core
                .view(daemon, at(scene.now()), CoreScene.WALL.plusMillis(scene.now()))
                .detector());
    }

    private static RhythmView rhythm(String host, long p99, BoundView suspectAfter) {
        return new RhythmView(host + ",16020,1", 200, 100, 60, p99, p99, 0, 0, suspectAfter, ANY, ANY);
    }

    @Test
    public void boundsFollowTheBeatsOfEachServer() {
        CoreScene scene = CoreScene.leading(4).run(10_000);

        RhythmView server = view(scene).servers().get(0);

        assertThat(server.gaps()).isGreaterThan(100);
        assertThat(server.meanMillis()).isEqualTo(100);
        assertThat(server.suspectAfter().millis()).isEqualTo(380);
        assertThat(server.noContact().millis()).isEqualTo(1_580);
        assertThat(server.pauseBudget().millis()).isEqualTo(6_000);
        assertThat(view(scene).warnings()).isEmpty();
    }

    @Test
    public void phiRisesWithSilence() {
        CoreScene scene = CoreScene.leading(4).run(10_000).silence(Facts.server("s1", 1));

        double before = view(scene.run(100)).servers().get(1).phi();
        double after = view(scene.run(1_000)).servers().get(1).phi();

        assertThat(before).isLessThan(1);
        assertThat(after).isGreaterThan(8);
    }

    @Test
    public void aVerdictIsAchievedOnceAndItsWithdrawalIsAMistake() {
        CoreScene scene = CoreScene.leading(4);
        scene.mode(org.hbaseha.layout.Mode.SHADOW);
        scene.port(scene.s(0), ConnectOutcome.CONNECTED).silence(scene.s(0)).run(8_000);

        DetectorView dead = view(scene);
        assertThat(dead.achieved()).hasSize(1);
        assertThat(dead.achieved().get(0).evidenceClass()).isEqualTo("P");
        assertThat(dead.achieved().get(0).tookMillis()).isBetween(5_900L, 5_920L);

        scene.wake(scene.s(0)).run(2_000);

        assertThat(view(scene).mistakes().verdicts()).isEqualTo(1);
        assertThat(view(scene).mistakes().suspicions()).isEqualTo(1);
        assertThat(view(scene).mistakes().inDoubt()).isZero();
    }

    @Test
    public void aSlowZooKeeperIsSeenInTheScore() {
        CoreScene scene = CoreScene.leading(4);

        scene.seen(new Observation.ZooKeeperAnswered(Duration.ofSeconds(3), at(scene.now())));
        scene.run(1_000);

        assertThat(view(scene).observer().score()).isEqualTo(4);
        assertThat(view(scene).observer().zooKeeperMillis()).isEqualTo(3_000);
        assertThat(view(scene).warnings()).hasSize(1).first().asString().startsWith("This controller has reason");
    }

    @Test
    public void warnsOfTheServerWithTheLongestGapsAndCountsTheOthers() {
        assertThat(warnings.of(WELL, List.of(rhythm("a", 300, ANY), rhythm("b", 299, ANY)), 0))
                .isEmpty();
        assertThat(warnings.of(WELL, List.of(rhythm("a", 301, ANY), rhythm("b", 420, ANY)), 0))
                .containsExactly("This network cannot meet suspicion after 300 ms: one gap in a hundred between the"
                        + " beats of b:16020 and of 1 other (420 ms) is longer; look for packet loss and pauses, or"
                        + " raise hbase.ha.beat.interval");
    }

    @Test
    public void warnsOfConnectsThatTakeMoreThanHalfOfTheirTime() {
        assertThat(warnings.of(WELL, List.of(), 125)).isEmpty();
        assertThat(warnings.of(WELL, List.of(), 126))
                .hasSize(1)
                .first()
                .asString()
                .contains("hbase.ha.probe.timeout=250ms: one connect in a hundred takes 126 ms");
    }
}
