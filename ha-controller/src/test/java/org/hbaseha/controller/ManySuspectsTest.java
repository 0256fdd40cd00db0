package org.hbaseha.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hbaseha.controller.detection.Facts.registered;

import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.ServerName;
import org.hbaseha.controller.view.DetectorView;
import org.hbaseha.controller.view.ServerView;
import org.hbaseha.layout.Mode;
import org.hbaseha.wire.ConnectOutcome;
import org.junit.Test;

/** More servers are silent than can be asked about in every round: each must be known for what it is all the while, not in turns. */
public class ManySuspectsTest {

    private static final int SERVERS = 500;
    private static final int SILENT = 400;

    /** Of a server about which we began to ask late: its budget, and time to dial again. */
    private static final long LATEST_VERDICT = 13_000;

    private final CoreScene scene = CoreScene.leading(SERVERS).mode(Mode.AUTOMATIC);

    private void fallSilent(ConnectOutcome outcome) {
        ServerName[] silent = IntStream.range(0, SILENT).mapToObj(scene::s).toArray(ServerName[]::new);
        scene.silence(silent);
        for (ServerName server : silent) {
            scene.port(server, outcome);
        }
        scene.run(LATEST_VERDICT);
    }

    private static DetectorView detector(CoreScene of) {
        return Objects.requireNonNull(of.view().detector());
    }

    private void assertThatEachIsOneIncidentThatStays() {
        for (int look = 0; look < 10; look++) {
            assertThat(scene.view().openIncidents().size()).isEqualTo(SILENT);
            assertThat(scene.view().servers().stream().map(ServerView::liveness).filter("DEAD"::equals))
                    .hasSize(SILENT);
            scene.run(200);
        }
        assertThat(scene.notes("VERDICT").size()).isEqualTo(SILENT);
        assertThat(scene.notes("WITHDRAWN").size()).isZero();
        assertThat(detector(scene).mistakes().verdicts()).isZero();
    }

    @Test
    public void eachOfManyThatFrozeIsOneIncidentThatStays() {
        fallSilent(ConnectOutcome.CONNECTED);

        assertThatEachIsOneIncidentThatStays();
    }

    @Test
    public void eachOfManyThatAreOutOfReachIsOneIncidentThatStays() {
        fallSilent(ConnectOutcome.TIMED_OUT);

        assertThatEachIsOneIncidentThatStays();
    }

    @Test
    public void thoseThatBeatAgainTakeNothingFromTheOthers() {
        fallSilent(ConnectOutcome.CONNECTED);

        IntStream.range(10, SILENT).mapToObj(scene::s).forEach(scene::wake);
        scene.run(3_000);

        assertThat(scene.view().openIncidents().size()).isEqualTo(10);
        assertThat(scene.notes("VERDICT").size()).isEqualTo(SILENT);
    }

    @Test
    public void aFollowerWhichAsksLessOftenKeepsToItsVerdict() {
        CoreScene follower = new CoreScene(4);
        follower.connectAll();
        follower.seen(registered(follower.all(), follower.now()));
        follower.runTo(2_000);

        follower.silence(follower.s(1))
                .port(follower.s(1), ConnectOutcome.CONNECTED)
                .run(20_000);

        assertThat(detector(follower).mistakes().verdicts()).isZero();
        assertThat(detector(follower).achieved()).hasSize(1);
    }
}
