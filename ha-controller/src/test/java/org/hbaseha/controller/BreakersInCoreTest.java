package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.at;
import static org.hbaseha.controller.detection.Facts.server;

import java.time.Duration;
import java.util.List;
import org.hbaseha.controller.audit.AuditEntry;
import org.hbaseha.controller.detection.FileSystemState;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Step;
import org.hbaseha.controller.view.ControllerView;
import org.hbaseha.layout.ResetRecord;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** The breakers in the core: what they hold, what the journal and the views tell of it, and what a reset does. */
public class BreakersInCoreTest {

    private static final ViewMaker.Daemon DAEMON =
            new ViewMaker.Daemon("test", CoreScene.WALL, "c1", new ControllerView.SessionView(4_000, 4_000, ""), "");

    private static CoreScene twoOfFiveCutOff() {
        CoreScene scene = CoreScene.leading(5);
        return scene.port(scene.s(0), ConnectOutcome.TIMED_OUT)
                .port(scene.s(1), ConnectOutcome.TIMED_OUT)
                .silence(scene.s(0), scene.s(1))
                .run(3_000);
    }

    private static Observation reset(CoreScene scene, String breaker) {
        return new Observation.BreakerReset(
                breaker, new ResetRecord("ann", "they are lost", CoreScene.WALL), at(scene.now()), at(scene.now()));
    }

    private static ControllerView.BreakerView shown(CoreScene scene, String name) {
        return scene.core.view(DAEMON, at(scene.now()), CoreScene.WALL.plusMillis(scene.now())).breakers().stream()
                .filter(breaker -> breaker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void twoServersCutOffAtOnceAreNotExpired() {
        CoreScene scene = twoOfFiveCutOff();

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).contains("MASS_SILENCE");
        assertThat(scene.notes("BREAKER_OPEN"))
                .extracting(AuditEntry::sentence)
                .containsExactly("Breaker mass-silence: 2 of 5 servers fell silent within 3 s;"
                        + " silent now: s0:16020, s1:16020");
        assertThat(shown(scene, "mass-silence"))
                .extracting(ControllerView.BreakerView::open, ControllerView.BreakerView::held)
                .containsExactly(true, List.of("s0,16020,1", "s1,16020,1"));
    }

    @Test
    public void aResetLetsOneOfThemBeExpiredAndTheRateHoldsTheOther() {
        CoreScene scene = twoOfFiveCutOff();

        scene.seen(reset(scene, "mass-silence"));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
        assertThat(scene.notes("BREAKER_RESET"))
                .extracting(AuditEntry::sentence)
                .containsExactly("Breaker mass-silence was reset by ann: they are lost");
        assertThat(shown(scene.run(100), "mass-silence").open()).isFalse();
        assertThat(scene.refusals()).endsWith("RATE_BREAKER");
    }

    @Test
    public void aResetIsAppliedOnceHoweverOftenItIsRead() {
        CoreScene scene = twoOfFiveCutOff();
        Observation reset = reset(scene, "mass-silence");

        scene.seen(reset).seen(reset).run(100).seen(reset);

        assertThat(scene.notes("BREAKER_RESET")).hasSize(1);
    }

    @Test
    public void aFollowerThatComesToLeadKnowsOfTheEventAndOfItsReset() {
        CoreScene held = twoOfFiveCutOff();
        held.seen(new Observation.LeadershipLost(at(held.now()))).run(100).lead(2);
        held.run(2_000);

        assertThat(held.steps()).isEmpty();
        assertThat(shown(held, "mass-silence").open()).isTrue();

        CoreScene reset = twoOfFiveCutOff();
        reset.seen(new Observation.LeadershipLost(at(reset.now())))
                .seen(reset(reset, "mass-silence"))
                .lead(2);
        reset.run(2_000);

        assertThat(reset.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void anExpiryOfAnEarlierLeaderIsNotCountedAfterAReset() {
        CoreScene scene = CoreScene.leading(3);
        scene.seen(new Observation.LeadershipLost(at(scene.now())));
        scene.run(60_000).seen(reset(scene, "expiry-rate")).run(1_000);

        scene.lead(2, CoreScene.entry(server("s9", 1), 1, Duration.ofSeconds(30)));
        scene.run(2_000).crash(scene.s(0));

        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void conclusiveEvidencePassesAMassSilence() {
        CoreScene scene = twoOfFiveCutOff();

        scene.crash(scene.s(2));

        assertThat(scene.step().server()).isEqualTo(scene.s(2));
    }

    private static CoreScene cutOff(CoreScene scene) {
        return scene.port(scene.s(0), ConnectOutcome.TIMED_OUT).silence(scene.s(0));
    }

    private static Observation fileSystem(CoreScene scene, FileSystemState state) {
        return new Observation.FileSystemSeen(state, "hdfs://nn/hbase", "is in safe mode", at(scene.now()));
    }

    @Test
    public void aServerIsNotExpiredForItsSilenceWhileZooKeeperIsLostNorForALeaseAfter() {
        CoreScene scene = CoreScene.leading(5);
        scene.seen(new Observation.ZooKeeperSeen(false, at(scene.now())));

        cutOff(scene).run(5_000);
        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly("ZOOKEEPER_TROUBLE");
        assertThat(shown(scene, "zookeeper"))
                .extracting(ControllerView.BreakerView::open, ControllerView.BreakerView::held)
                .containsExactly(true, List.of("s0,16020,1"));
        assertThat(shown(scene, "zookeeper").resettable()).isFalse();

        scene.seen(new Observation.ZooKeeperSeen(true, at(scene.now()))).run(1_400);
        assertThat(scene.steps()).isEmpty();
        scene.run(200);
        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    /** What comes in with the answer that is too slow is held in the same turn. */
    @Test
    public void aSlowAnswerHoldsAtOnce() {
        CoreScene scene = cutOff(CoreScene.leading(5)).run(1_000);
        assertThat(scene.steps()).isEmpty();

        scene.seen(new Observation.ZooKeeperAnswered(Duration.ofMillis(900), at(scene.now())))
                .run(1_200);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.notes("BREAKER_OPEN"))
                .extracting(AuditEntry::sentence)
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("Breaker zookeeper: ZooKeeper answered after 900 ms, ");
        assertThat(scene.run(1_000).step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void conclusiveEvidencePassesWhileZooKeeperAndTheFileSystemAreInTrouble() {
        CoreScene scene = CoreScene.leading(5);
        scene.seen(
                new Observation.ZooKeeperSeen(false, at(scene.now())),
                fileSystem(scene, FileSystemState.FAILED),
                fileSystem(scene, FileSystemState.FAILED));

        scene.crash(scene.s(2));

        assertThat(scene.step().server()).isEqualTo(scene.s(2));
    }

    @Test
    public void aServerIsNotExpiredForItsSilenceWhileTheFileSystemIsInTrouble() {
        CoreScene scene = CoreScene.leading(5);
        scene.seen(fileSystem(scene, FileSystemState.FAILED));
        scene.seen(fileSystem(scene, FileSystemState.NO_ANSWER));

        cutOff(scene).run(5_000);
        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).containsExactly("FILE_SYSTEM_TROUBLE");
        assertThat(shown(scene, "file-system").held()).containsExactly("s0,16020,1");

        scene.seen(reset(scene, "file-system"));
        assertThat(scene.step()).isInstanceOf(Step.WriteExpire.class);
    }

    @Test
    public void whatAFollowerHasSeenOfThemCountsWhenItLeads() {
        CoreScene scene = CoreScene.leading(5);
        scene.seen(new Observation.LeadershipLost(at(scene.now())));
        scene.seen(fileSystem(scene, FileSystemState.FAILED)).seen(fileSystem(scene, FileSystemState.FAILED));
        scene.lead(2);

        cutOff(scene).run(5_000);

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.refusals()).endsWith("FILE_SYSTEM_TROUBLE");
    }

    @Test
    public void aFollowerTellsOfNoBreaker() {
        CoreScene scene = twoOfFiveCutOff();
        scene.seen(new Observation.LeadershipLost(at(scene.now()))).run(100);

        assertThat(scene.core.view(DAEMON, at(scene.now()), CoreScene.WALL).breakers())
                .isEmpty();
    }
}
