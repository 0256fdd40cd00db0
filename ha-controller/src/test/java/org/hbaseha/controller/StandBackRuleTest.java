package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.own;
import static org.hbaseha.controller.detection.Facts.seenBy;

import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.detection.Facts;
import org.hbaseha.controller.detection.Observation;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** A leader that alone does not reach a server lets another one lead. */
public class StandBackRuleTest {

    private final CoreScene scene = CoreScene.leading(4);
    private final ServerName unseen = scene.s(2);

    /** A witness reaches it and the leader does not, for so long. */
    private void cutOff(long millis) {
        scene.silence(unseen);
        for (long passed = 0; passed < millis; passed += 100) {
            scene.run(100);
            scene.seen(
                    own(unseen, ConnectOutcome.TIMED_OUT, scene.now()),
                    seenBy(scene.s(0), unseen, ConnectOutcome.CONNECTED, scene.now()));
        }
    }

    @Test
    public void afterTwoLeasesItStandsBackAndSaysWhy() {
        cutOff(3_000);
        assertThat(scene.noted()).doesNotContain("STAND_BACK");

        cutOff(1_000);

        assertThat(scene.standBacks()).isEqualTo(1);
        assertThat(scene.noted()).contains("STAND_BACK");
    }

    @Test
    public void notAgainWithinTenMinutes() {
        cutOff(599_000);
        assertThat(scene.standBacks()).isEqualTo(1);

        cutOff(10_000);

        assertThat(scene.standBacks()).isEqualTo(2);
    }

    @Test
    public void aPathThatComesBackInTimeIsNoReason() {
        for (int i = 0; i < 5; i++) {
            cutOff(2_500);
            scene.wake(unseen).run(2_000);
        }

        assertThat(scene.standBacks()).isZero();
    }

    @Test
    public void aFollowerHasNothingToStandBackFrom() {
        scene.seen(new Observation.LeadershipLost(Facts.at(scene.now())));

        cutOff(10_000);

        assertThat(scene.standBacks()).isZero();
    }
}
