package org.hbaseha.controller.planning.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.planning.breaker.BreakerScene.s;

import org.hbaseha.controller.detection.EvidenceClass;
import org.hbaseha.controller.detection.FileSystemState;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.controller.planning.Refusal;
import org.hbaseha.controller.planning.RefusalCode;
import org.junit.Test;

/** Nobody is judged by silence while the file system under HBase does not answer, or did not until one lease ago. The lease is 1.5 s. */
public class FileSystemTroubleTest {

    private static final String FOLDER = "hdfs://nn/hbase";

    private final BreakerScene scene = new BreakerScene(3);

    private void seen(FileSystemState state, String text) {
        scene.hear(new Observation.FileSystemSeen(state, FOLDER, text, scene.now()))
                .run(100);
    }

    private void well() {
        seen(FileSystemState.WELL, "answers");
    }

    private void bad() {
        seen(FileSystemState.FAILED, "is in safe mode");
    }

    private boolean isHeld() {
        return scene.held(s(0)).filter(RefusalCode.FILE_SYSTEM_TROUBLE::equals).isPresent();
    }

    private BreakerState shown() {
        return scene.shown(BreakerName.FILE_SYSTEM).state();
    }

    @Test
    public void oneBadLookIsAnAccident() {
        bad();
        assertThat(scene.held(s(0))).isEmpty();

        well();
        bad();
        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void theSecondInARowHoldsUntilALeaseAfterTheFirstGoodOne() {
        bad();
        seen(FileSystemState.NO_ANSWER, "does not answer for 2000 ms");
        assertThat(isHeld()).isTrue();
        scene.run(60_000);
        assertThat(isHeld()).isTrue();

        well();
        scene.run(1_300);
        assertThat(isHeld()).isTrue();
        scene.run(100);
        assertThat(scene.held(s(0))).isEmpty();
    }

    @Test
    public void holdsPausedServersAndNoneThatAreKnownToBeGone() {
        bad();
        bad();

        assertThat(scene.refusal(s(0), EvidenceClass.PAUSED).map(Refusal::code))
                .contains(RefusalCode.FILE_SYSTEM_TROUBLE);
        assertThat(scene.heldConclusive(s(0))).isEmpty();
    }

    @Test
    public void whoCannotAskSaysWhyAndHoldsNobody() {
        bad();
        bad();
        scene.hear(new Observation.FileSystemSeen(
                        FileSystemState.NOT_WATCHED, "hbase.rootdir", "is not set on this machine", scene.now()))
                .run(100);

        assertThat(scene.held(s(0))).isEmpty();
        assertThat(shown().sentence()).isEqualTo("not watched, because hbase.rootdir is not set on this machine");
    }

    @Test
    public void aResetAnswersForItUntilItHasBeenWellAgain() {
        bad();
        bad();
        scene.reset(BreakerName.FILE_SYSTEM);
        bad();
        assertThat(scene.held(s(0))).isEmpty();
        assertThat(shown().sentence()).isEqualTo(FOLDER + " is in safe mode; a person answers for it");

        well();
        assertThat(scene.held(s(0))).isEmpty();
        bad();
        bad();
        assertThat(isHeld()).isTrue();
    }

    @Test
    public void aResetWhileAllIsWellAnswersForNothing() {
        well();
        scene.reset(BreakerName.FILE_SYSTEM);

        bad();
        bad();
        assertThat(isHeld()).isTrue();
    }

    @Test
    public void saysWhatWasSeenAndForHowLong() {
        assertThat(shown().sentence()).isEqualTo("it has not been looked at yet");

        well();
        assertThat(shown().sentence()).isEqualTo(FOLDER + " answers");
        bad();
        bad();
        assertThat(shown().sentence()).isEqualTo(FOLDER + " is in safe mode, looks=2 sinceMs=200");
    }
}
