package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;

import java.time.Duration;
import java.util.List;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.fencing.Epoch;
import org.hbaseha.layout.Mode;
import org.hbaseha.layout.ScorecardRecord;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** The scorecard in the core: what it is fed, and that it goes from leader to leader. */
public class ScorecardInCoreTest {

    private static CoreScene shadow(int servers) {
        return CoreScene.leading(servers).mode(Mode.SHADOW);
    }

    private static ScorecardRecord score(CoreScene scene) {
        return scene.core.scorecard().orElseThrow().record();
    }

    private static List<String> scored(CoreScene scene) {
        return scene.notes("SCORED").stream().map(AuditEntry::sentence).toList();
    }

    @Test
    public void aCrashInShadowModeIsConfirmedWhenItsZnodeGoes() {
        CoreScene scene = shadow(4);
        scene.crash(scene.s(0)).run(30_000).znodeGone(scene.s(0)).run(100);

        assertThat(score(scene).confirmed()).isEqualTo(1);
        assertThat(score(scene).earliest()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
        assertThat(scored(scene)).hasSize(1);
        assertThat(scored(scene).get(0)).startsWith("CONFIRMED s0,16020,1: Would have been expired");
    }

    @Test
    public void aLongPauseInShadowModeIsAMistakeWhenItEnds() {
        CoreScene scene = shadow(4);
        scene.port(scene.s(0), ConnectOutcome.CONNECTED).silence(scene.s(0)).run(8_000);
        scene.wake(scene.s(0)).run(100);

        assertThat(score(scene).mistaken()).isEqualTo(1);
        assertThat(score(scene).clean()).isLessThan(Duration.ofSeconds(1));
        assertThat(scored(scene)).hasSize(1);
    }

    @Test
    public void whatAMassSilenceWouldHaveHeldUpIsNoMistake() {
        CoreScene scene = shadow(5);
        scene.port(scene.s(0), ConnectOutcome.TIMED_OUT)
                .port(scene.s(1), ConnectOutcome.TIMED_OUT)
                .silence(scene.s(0), scene.s(1))
                .run(5_000);
        scene.wake(scene.s(0)).wake(scene.s(1)).run(100);

        assertThat(score(scene))
                .extracting(ScorecardRecord::mistaken, ScorecardRecord::held, ScorecardRecord::heldAlive)
                .containsExactly(0L, 2L, 2L);
    }

    @Test
    public void whatIsDoneInAutomaticModeIsNotScored() {
        CoreScene scene = CoreScene.leading(4);
        scene.crash(scene.s(0))
                .done(scene.step())
                .run(100)
                .znodeGone(scene.s(0))
                .run(100);

        assertThat(scored(scene)).isEmpty();
        assertThat(score(scene).missed()).isZero();
    }

    @Test
    public void aServerThatZooKeeperLetsGoFirstIsMissed() {
        CoreScene scene = shadow(4);
        scene.znodeGone(scene.s(0)).run(100);

        assertThat(score(scene).missed()).isEqualTo(1);
    }

    @Test
    public void theNextLeaderGoesOnWhereTheLastOneStopped() {
        CoreScene scene = shadow(4);
        scene.crash(scene.s(0)).znodeGone(scene.s(0)).run(10_000);
        ScorecardRecord first = score(scene);
        scene.seen(new Observation.LeadershipLost(at(scene.now())));
        assertThat(scene.core.scorecard()).isEmpty();

        scene.lead(2);
        assertThat(scene.core.scorecard().orElseThrow().complete()).isFalse();
        scene.seen(new Observation.ScorecardRead(new Epoch(1), first, at(scene.now())));
        assertThat(scene.core.scorecard().orElseThrow().complete())
                .as("of an earlier epoch")
                .isFalse();
        scene.seen(new Observation.ScorecardRead(new Epoch(2), first, at(scene.now())))
                .seen(new Observation.ScorecardRead(new Epoch(2), first, at(scene.now())))
                .run(1_000);

        assertThat(scene.core.scorecard().orElseThrow().complete()).isTrue();
        assertThat(score(scene).confirmed()).isEqualTo(1);
        assertThat(score(scene).observed())
                .isBetween(first.observed(), first.observed().plusSeconds(5));
    }
}
