package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.layout.Mode;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** A leader that has itself been stopped doubts what it hears; for how long, and no longer. The pause budget is 6 s, the lease 1.5 s. */
public class OwnPauseTest {

    private final CoreScene scene = CoreScene.leading(5).mode(Mode.SHADOW);
    private final ServerName victim = scene.s(1);

    private String verdict() {
        return scene.view().servers().stream()
                .filter(server -> server.server().equals(victim.getServerName()))
                .map(server -> server.liveness() + " " + server.evidenceClass())
                .findFirst()
                .orElseThrow();
    }

    private CoreScene silent(ConnectOutcome outcome) {
        return scene.silence(victim).port(victim, outcome);
    }

    @Test
    public void aHostThatGoesAfterOurPauseIsMissedAsSoonAsAnyOther() {
        scene.standStill(2_500).run(1_000);

        silent(ConnectOutcome.TIMED_OUT).run(1_500);
        assertThat(verdict()).isEqualTo("SUSPECT N");

        scene.run(100);
        assertThat(verdict()).isEqualTo("DEAD N");
    }

    @Test
    public void aServerThatFreezesAfterOurPauseHasItsBudgetAndNoMore() {
        scene.standStill(2_500).run(1_000);

        silent(ConnectOutcome.CONNECTED).run(5_900);
        assertThat(verdict()).isEqualTo("SUSPECT P");

        scene.run(120);
        assertThat(verdict()).isEqualTo("DEAD P");
    }

    @Test
    public void inDoubtItIsAskedAboutBeforeItIsSuspected() {
        scene.standStill(2_500).run(1_000);
        scene.probes();

        silent(ConnectOutcome.CONNECTED).run(600);

        assertThat(verdict()).isEqualTo("ALIVE ");
        assertThat(scene.probes()).isNotEmpty();
    }

    @Test
    public void aServerThatWasFrozenMeanwhileHasItsBudgetAndTimeToDialAgain() {
        silent(ConnectOutcome.CONNECTED).run(2_000).standStill(1_000);

        scene.run(9_000);
        assertThat(verdict()).isEqualTo("SUSPECT P");

        scene.run(200);
        assertThat(verdict()).isEqualTo("DEAD P");
    }

    @Test
    public void soHasOneWhoseBacklogIsFullByThen() {
        silent(ConnectOutcome.CONNECTED).run(2_000);
        scene.port(victim, ConnectOutcome.TIMED_OUT).run(500).standStill(1_000);

        scene.run(8_900);
        assertThat(verdict()).isEqualTo("SUSPECT P");

        scene.run(200);
        assertThat(verdict()).isEqualTo("DEAD P");
    }
}
